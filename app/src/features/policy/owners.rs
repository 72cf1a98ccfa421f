use super::api::{OWNERS, SetBreakGlass};
use crate::{
    form::Filled,
    ssr,
    ui::{Button, Card, FormProblem, Moment, StatusDot, Tone, Who},
};
use contract::{Permission, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    access::{Can, permission::SeeSignIn},
    sign_in_policy::{OwnerLine, Preflight},
};
use words::{rich, t};

/// The owners, and which of them keep a way in of their own. Only owners change it.
pub(super) async fn owners(can: &Can<SeeSignIn>, preflight: &Preflight) -> AnyView {
    let form = Filled::of(OWNERS).await;
    let changes = can.may(Permission::ManageSignIn) && can.roles().contains(&Role::Owner);
    let slug = can.org().slug.to_string();
    let lines = preflight.owners.iter().cloned().map(|owner| line(owner, &slug, changes)).collect_view();
    let only_owners = (!changes).then(|| view! { <p class="px-4 py-3.5 text-muted tablet:px-5">{t!(policy.owners.only_owners)}</p> });
    view! {
        <Card title=t!(policy.owners.title) text=t!(policy.owners.text) flush=true>
            <div class="px-4 pt-4 empty:hidden tablet:px-5">
                <FormProblem problem=form.problem().cloned() />
            </div>
            <ul class="divide-y divide-line">{lines}</ul>
            {only_owners}
        </Card>
    }
    .into_any()
}

fn line(owner: OwnerLine, slug: &str, changes: bool) -> AnyView {
    let now = ssr::portal().map(|portal| portal.clock.now());
    let works = now.is_ok_and(|now| owner.is_exercised(now));
    let (tone, said) = match (owner.keeps, owner.exercised_at) {
        (false, _) => (Tone::Neutral, t!(policy.owners.none).into_any()),
        (true, None) => (Tone::Warn, t!(policy.owners.never).into_any()),
        (true, Some(at)) => {
            (if works { Tone::Ok } else { Tone::Warn }, rich!(policy.owners.used, <when> = move || view! { <Moment at /> }).into_any())
        }
    };
    let (act, named) = if owner.keeps {
        (t!(policy.owners.take_back), t!(policy.owners.take_back_named, name = owner.name.clone()))
    } else {
        (t!(policy.owners.keep), t!(policy.owners.keep_named, name = owner.name.clone()))
    };
    let button = changes.then(|| {
        view! {
            <form method="post" action=SetBreakGlass::url()>
                <input type="hidden" name="org" value=slug.to_owned() />
                <input type="hidden" name="member" value=owner.member.to_string() />
                <input type="hidden" name="keeps" value=(!owner.keeps).to_string() />
                <Button small=true attr:aria-label=named>{act}</Button>
            </form>
        }
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 tablet:px-5">
            <div class="min-w-0 grow basis-48">
                <Who name=owner.name detail=owner.address />
            </div>
            <StatusDot tone>{said}</StatusDot>
            {button}
        </li>
    }
    .into_any()
}
