use super::Icon;
use leptos::prelude::*;
use words::t;

/// Things to do, in order.
#[component]
pub fn Checklist(children: Children) -> impl IntoView {
    view! { <ol class="divide-y divide-line">{children()}</ol> }.into_any()
}

/// One of them: done or not, what it is, and (children) who did it and when, or what to do next.
#[component]
pub fn ChecklistItem(done: bool, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let mark = if done {
        view! {
            <span class="grid size-5 shrink-0 place-items-center rounded-full bg-accent text-on-accent">
                <Icon glyph=icondata_lu::LuCheck name=t!(common.done) class="size-3 stroke-3" />
            </span>
        }
        .into_any()
    } else {
        view! {
            <span class="size-5 shrink-0 rounded-full border-[1.5px] border-dashed border-control">
                <span class="sr-only">{t!(common.not_done)}</span>
            </span>
        }
        .into_any()
    };
    view! {
        <li class="flex gap-3 px-4 py-3.5 tablet:px-5">
            {mark}
            <div class="grid min-w-0 grow gap-1.5">
                <h3 class=if done { "text-soft" } else { "font-medium" }>{title}</h3>
                <div class="text-muted">{children()}</div>
            </div>
        </li>
    }
    .into_any()
}
