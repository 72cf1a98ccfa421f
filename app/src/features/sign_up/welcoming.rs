use super::api::AskToJoin;
use crate::ui::Button;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_up::Welcoming as Org;
use words::t;

/// Organisations that welcome this address, each with a button that asks to join; nothing when there are none.
#[component]
pub fn Welcoming(orgs: Vec<Org>) -> impl IntoView {
    if orgs.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="mb-8 grid gap-3 rounded-card border border-line bg-surface p-4">
            <div class="grid gap-1">
                <h2 class="font-semibold">{t!(door.sign_up.organization.welcoming.title)}</h2>
                <p class="text-sm text-muted">{t!(door.sign_up.organization.welcoming.text)}</p>
            </div>
            <ul class="grid gap-2">{orgs.into_iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn one(org: Org) -> AnyView {
    let act = if org.requested {
        view! { <span class="text-sm text-muted">{t!(door.sign_up.organization.welcoming.asked)}</span> }.into_any()
    } else {
        let name = t!(door.sign_up.organization.welcoming.ask_named, name = org.name.clone());
        view! {
            <form method="post" action=AskToJoin::url()>
                <input type="hidden" name="org" value=org.org.to_string() />
                <Button attr:aria-label=name>{t!(door.sign_up.organization.welcoming.ask)}</Button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span class="min-w-0 font-medium">{org.name}</span>
            {act}
        </li>
    }
    .into_any()
}
