use crate::{
    shell::SEEN_AT_A_GLANCE,
    ui::{ButtonLink, Card, FilterBar, Kind, MaybeText, Moment, OrgMark, Told},
};
use leptos::prelude::*;
use portal::switcher::{MyInvitation, MyOrganization};
use words::{rich, role_names, t};

/// What waits for an answer of the person's own; nothing when nothing does.
#[component]
pub(super) fn Invitations(invitations: Vec<MyInvitation>) -> impl IntoView {
    if invitations.is_empty() {
        return ().into_any();
    }
    let one = |invitation: MyInvitation| {
        let (at, name) = (invitation.expires_at, invitation.org_name);
        let until = rich!(organizations.open_until, <when> = move || view! { <Moment at told=Told::Day /> });
        let see = t!(organizations.see_named, name = name.clone());
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 tablet:px-5">
                <OrgMark name=name.clone() />
                <span class="grid min-w-0 grow basis-32">
                    <span class="font-medium break-words">{name}</span>
                    <span class="text-xs text-muted">{until}</span>
                </span>
                <ButtonLink href=format!("/invitations/{}", invitation.invitation) kind=Kind::Primary small=true attr:aria-label=see>
                    {t!(organizations.see)}
                </ButtonLink>
            </li>
        }
    };
    view! {
        <Card title=t!(organizations.invited) flush=true>
            <ul class="divide-y divide-line">{invitations.into_iter().map(one).collect_view()}</ul>
        </Card>
    }
    .into_any()
}

/// One's organisations by name; when there are many, those with every word of the search.
#[component]
pub(super) fn Organizations(orgs: Vec<MyOrganization>, search: String) -> impl IntoView {
    let many = orgs.len() > SEEN_AT_A_GLANCE;
    let sought: Vec<String> = search.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
    let is_sought = |org: &MyOrganization| {
        let name = org.name.to_lowercase();
        sought.iter().all(|word| name.contains(word))
    };
    let found: Vec<MyOrganization> = orgs.into_iter().filter(is_sought).collect();
    let none = found.is_empty().then(|| view! { <p class="px-5 py-8 text-center text-muted">{t!(organizations.none_match)}</p> });
    let clear: MaybeText = (!sought.is_empty()).then(|| "/organizations".to_owned()).into();
    view! {
        <div>
            {many
                .then(|| view! { <FilterBar action="/organizations" search=Some(("search", t!(shell.org.find).to_owned(), search)) clear /> })}
            <section class="rounded-card border border-line bg-surface">
                <ul class="divide-y divide-line">{found.into_iter().map(one).collect_view()}</ul>
                {none}
            </section>
        </div>
    }
    .into_any()
}

fn one(org: MyOrganization) -> AnyView {
    let roles = role_names(&org.roles);
    let name = org.name.clone();
    let what = view! {
        <OrgMark name=name.clone() />
        <span class="grid min-w-0 grow">
            <span class="font-medium break-words">{name}</span>
            <span class="text-xs text-muted">{if org.open { roles } else { t!(organizations.closed).to_owned() }}</span>
        </span>
    };
    if !org.open {
        return view! { <li class="flex items-center gap-3 px-4 py-3 opacity-70 tablet:px-5">{what}</li> }.into_any();
    }
    let last = org.last_active_at.map(|at| view! { <span class="text-xs text-muted"><Moment at /></span> });
    view! {
        <li>
            <a href=format!("/o/{}", org.slug) class="flex items-center gap-3 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2 tablet:px-5">
                {what}
                {last}
            </a>
        </li>
    }
    .into_any()
}
