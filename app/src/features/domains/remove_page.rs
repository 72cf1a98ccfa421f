use super::{api::RemoveDomain, one_page::asked_for, path};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{Button, ButtonLink, Card, FormFoot, Kind, PageHeader},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    domain::State,
};
use words::t;

/// The question before a domain is taken away.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn remove_page() -> Result<AnyView> {
    let manager = ssr::org::<ManageSignIn>(&ssr::param("org")).await?;
    let domain = asked_for(&manager.can::<SeeSignIn>()?).await?;
    let slug = manager.org().slug.to_string();
    let holds = matches!(domain.state(), State::Proven | State::Missing);
    let what = if holds {
        view! {
            <li>{t!(domains.remove.proven)}</li>
            <li>{t!(domains.remove.people)}</li>
        }
        .into_any()
    } else {
        view! { <li>{t!(domains.remove.pending)}</li> }.into_any()
    };
    let page = view! {
        <PageHeader title=t!(domains.remove.title, name = domain.name.unicode()) />
        <div class="max-w-prose">
            <Card>
                <ul class="grid list-disc gap-2 pl-5 marker:text-muted">
                    {what}
                    <li>{t!(domains.remove.again)}</li>
                </ul>
                <form method="post" action=RemoveDomain::url()>
                    <input type="hidden" name="org" value=slug.clone() />
                    <input type="hidden" name="domain" value=domain.id.to_string() />
                    <FormFoot>
                        <Button kind=Kind::Danger>{t!(domains.remove.act)}</Button>
                        <ButtonLink href=path::one(&slug, domain.id)>{t!(domains.remove.keep)}</ButtonLink>
                    </FormFoot>
                </form>
            </Card>
        </div>
    };
    house(&manager, Place::Domains, page).await
}
