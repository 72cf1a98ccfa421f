use super::{Icon, IconButton, Tone};
use leptos::prelude::*;
use words::t;

/// What just happened, shown once on the page after a redirect: "Saved", with an undo form as its children where there is one.
///
/// It floats and can be put away by the door script, which also has it announced; without script it stands at the head of the page.
#[component]
pub fn Flash(#[prop(default = Tone::Ok)] tone: Tone, #[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let glyph = if tone == Tone::Ok { icondata_lu::LuCircleCheck } else { icondata_lu::LuCircleAlert };
    view! {
        <div
            data-flash
            class="flash z-30 mb-4 flex items-center gap-3 rounded-card border border-line bg-raised py-1.5 pr-1.5 pl-3.5 text-sm shadow-float"
        >
            <span class=tone.ink()>
                <Icon glyph />
            </span>
            <p role="status" class="min-w-0 grow py-1.5">
                {text}
            </p>
            {children.map(|children| children())}
            <span data-dismiss hidden=true>
                <IconButton name=t!(common.close) glyph=icondata_lu::LuX />
            </span>
        </div>
    }
    .into_any()
}
