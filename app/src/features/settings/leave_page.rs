use super::api::{LEAVE, LeaveOrganization};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{Banner, Button, ButtonLink, Card, FormFoot, FormProblem, Kind, PageHeader, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{Result, access::permission::EnterOrganization, organization};
use words::{role_names, t};

/// Where it is in an organisation.
pub fn path(slug: &str) -> String {
    format!("/o/{slug}/leave")
}

/// What leaving means, before one does. For everybody: who sees no settings can leave too.
///
/// # Errors
/// As [`ssr::org`].
pub async fn leave_page() -> Result<AnyView> {
    let can = ssr::org::<EnterOrganization>(&ssr::param("org")).await?;
    let form = Filled::of(LEAVE).await;
    let (org, slug) = (can.org().name.clone(), can.org().slug.to_string());
    let roles = role_names(can.roles());
    let stay = view! {
        <ButtonLink href=Place::Home.path(&slug) kind=Kind::Quiet>
            {t!(settings.leave.stay)}
        </ButtonLink>
    };
    let decision = if organization::may_leave(&can).await? {
        view! {
            <form method="post" action=LeaveOrganization::url()>
                <input type="hidden" name="org" value=slug.clone() />
                <FormFoot>
                    <Button kind=Kind::Danger>{t!(settings.leave.confirm)}</Button>
                    {stay}
                </FormFoot>
            </form>
        }
        .into_any()
    } else {
        view! {
            <Banner tone=Tone::Warn title=t!(settings.leave.needed)>
                {t!(settings.leave.hand_over)}
            </Banner>
            <FormFoot>
                <ButtonLink href=Place::Members.path(&slug)>{t!(settings.leave.to_members)}</ButtonLink>
                {stay}
            </FormFoot>
        }
        .into_any()
    };
    let page = view! {
        <PageHeader title=t!(settings.leave.heading, org = org) text=t!(settings.leave.what) />
        <div class="max-w-prose">
            <FormProblem problem=form.problem().cloned() />
            <Card>
                <ul class="grid list-disc gap-2 pl-5 marker:text-muted">
                    <li>{t!(settings.leave.at_once)}</li>
                    {(!roles.is_empty()).then(|| view! { <li>{t!(settings.leave.roles, roles = roles)}</li> })}
                    <li>{t!(settings.leave.back)}</li>
                </ul>
                {decision}
            </Card>
        </div>
    };
    house(&can, Place::Elsewhere, page).await
}
