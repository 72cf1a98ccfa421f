use super::{
    one_page::{asked_for, may_act},
    path,
};
use crate::{
    features::house,
    shell::Place,
    ssr,
    ui::{BackLink, Banner, Button, Card, CopyField, FormFoot, Kind, PageHeader, Tone},
};
use contract::Rule;
use leptos::prelude::*;
use portal::{
    Result,
    access::permission::{InvitePeople, SeeMembers},
    invitation::{self, State},
};
use words::t;

/// A link to hand over. Asked for with GET it explains itself; its own button posts to it, and the answer is the one page that ever
/// shows the link: it is a secret, so it waits nowhere for a redirect.
///
/// # Errors
/// As [`invitation::copy_link`] and [`ssr::org`].
pub async fn link_page() -> Result<AnyView> {
    let inviter = ssr::org::<InvitePeople>(&ssr::param("org")).await?;
    let invitation = asked_for(&inviter.can::<SeeMembers>()?).await?;
    let org = inviter.org().slug.to_string();
    if invitation.state != State::Pending || !may_act(&inviter, &invitation) {
        // Its own page says how it stands.
        ssr::see_other(&path::one(&org, invitation.id));
        return Ok(().into_any());
    }
    let allowed = invitation::copies_links(&inviter).await?;
    let link = if ssr::is_post() { Some(invitation::copy_link(&inviter, invitation.id).await?) } else { None };
    let content = match link {
        Some(link) => made(link),
        None if allowed => explanation(&invitation.address),
        None => view! {
            <Banner tone=Tone::Warn title=t!(invitations.link.not_allowed)>{words::rule(Rule::NotAllowedHere)}</Banner>
        }
        .into_any(),
    };
    let page = view! {
        <BackLink href=path::list(&org)>{t!(invitations.back)}</BackLink>
        <PageHeader title=t!(invitations.link.title, address = invitation.address.clone()) text=t!(invitations.link.text) />
        <div class="max-w-prose">{content}</div>
    };
    house(&inviter, Place::Members, page).await
}

fn explanation(address: &str) -> AnyView {
    let how = t!(invitations.link.how, address = address.to_owned());
    view! {
        <Card>
            <p class="text-soft">{how}</p>
            <p class="text-soft">{t!(invitations.link.recorded)}</p>
            // To this same address, so that it needs none.
            <form method="post">
                <FormFoot>
                    <Button kind=Kind::Primary icon=icondata_lu::LuLink>
                        {t!(invitations.link.make)}
                    </Button>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}

fn made(link: String) -> AnyView {
    view! {
        <Card>
            <CopyField label=t!(invitations.link.label) value=link />
            <p class="text-soft">{t!(invitations.link.once)}</p>
        </Card>
    }
    .into_any()
}
