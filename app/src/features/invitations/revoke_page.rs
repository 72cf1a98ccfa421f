use super::{
    api::RevokeInvitation,
    one_page::{asked_for, may_act},
    path,
};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{Button, ButtonLink, Card, FormFoot, Kind, PageHeader},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::{InvitePeople, SeeMembers},
};
use words::t;

/// The question before an invitation is taken back.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn revoke_page() -> Result<AnyView> {
    let inviter = ssr::org::<InvitePeople>(&ssr::param("org")).await?;
    let invitation = asked_for(&inviter.can::<SeeMembers>()?).await?;
    let org = inviter.org().slug.to_string();
    if !may_act(&inviter, &invitation) {
        // Its own page says how it stands.
        ssr::see_other(&path::one(&org, invitation.id));
        return Ok(().into_any());
    }
    let page = view! {
        <PageHeader title=t!(invitations.revoke.title, address = invitation.address.clone()) />
        <div class="max-w-prose">
            <Card>
                <p class="text-soft">{t!(invitations.revoke.text)}</p>
                <form method="post" action=RevokeInvitation::url()>
                    <input type="hidden" name="org" value=org.clone() />
                    <input type="hidden" name="invitation" value=invitation.id.to_string() />
                    <FormFoot>
                        <Button kind=Kind::Danger>{t!(invitations.revoke.act)}</Button>
                        <ButtonLink href=path::list(&org)>{t!(invitations.revoke.keep)}</ButtonLink>
                    </FormFoot>
                </form>
            </Card>
        </div>
    };
    house(&inviter, Place::Members, page).await
}
