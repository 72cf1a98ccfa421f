use super::{
    api::{ACT, ResendInvitation},
    path,
    state::{role_badges, state_badge},
};
use crate::{
    features::{
        activity::{LINES, recent},
        door::went_wrong,
        house,
        members::member_path,
    },
    form::Filled,
    shell::Place,
    ssr,
    ui::{BackLink, Banner, Button, ButtonLink, DangerAct, DangerZone, KeyValue, KeyValues, Kind, Link, Moment, PageHeader, Told, Tone, language},
};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result,
    access::{
        Can, OrgContext, permission,
        permission::{SeeActivity, SeeMembers},
    },
    activity,
    invitation::{self, Invitation, Said, State},
};
use words::t;

/// One invitation, with what can be done about it.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn one_page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let invitation = asked_for(&can).await?;
    let form = Filled::of(ACT).await;
    let org = can.org().slug.to_string();
    let acts = may_act(&can, &invitation);
    let copies = match can.can() {
        Ok(inviter) if acts && invitation.state == State::Pending => invitation::copies_links(&inviter).await?,
        _ => false,
    };
    let expired = (acts && invitation.state == State::Expired).then(|| {
        view! { <Banner tone=Tone::Warn title=t!(invitations.one.expired_title)>{t!(invitations.one.expired_text)}</Banner> }
    });
    let id = invitation.id.to_string();
    let (resend, danger) = (acts.then(|| resend(&org, &id, invitation.state)), acts.then(|| danger(&org, &id)));
    let copy = copies.then(|| view! { <ButtonLink href=path::link(&org, &id)>{t!(invitations.copy)}</ButtonLink> });
    let said = invitation::said(&can, invitation.id).await?;
    let happened = match can.can::<SeeActivity>() {
        Ok(can) => Some(recent(activity::about(&can, invitation.id.0, LINES).await?, &org, t!(invitations.one.record), &invitation.address, None)),
        Err(_) => None,
    };
    let (list, facts) = (path::list(&org), facts(&org, invitation.clone(), said));
    let page = view! {
        <BackLink href=list>{t!(invitations.back)}</BackLink>
        <PageHeader title=invitation.address text=t!(invitations.one.text, org = can.org().name.clone())>
            {copy}
            {resend}
        </PageHeader>
        {went_wrong(&form)}
        <div class="grid max-w-prose gap-6">
            {expired}
            {facts}
            {happened}
            {danger}
        </div>
    };
    house(&can, Place::Members, page).await
}

/// Whether the reader can send it again, take it back or hand it over.
pub(super) fn may_act(here: &OrgContext, invitation: &Invitation) -> bool {
    let is_open = matches!(invitation.state, State::Pending | State::Expired);
    is_open && here.may(Permission::InvitePeople) && permission::covers(here.roles(), &invitation.roles)
}

/// The invitation of the page's path.
///
/// # Errors
/// `NotFound`.
pub(super) async fn asked_for(can: &Can<SeeMembers>) -> Result<Invitation> {
    let id = ssr::param("invitation").parse().map_err(|_| Error::NotFound)?;
    invitation::find(can, id).await
}

fn resend(org: &str, id: &str, state: State) -> AnyView {
    let kind = if state == State::Expired { Kind::Primary } else { Kind::Secondary };
    view! {
        <form method="post" action=ResendInvitation::url()>
            <input type="hidden" name="org" value=org.to_owned() />
            <input type="hidden" name="invitation" value=id.to_owned() />
            <Button kind icon=icondata_lu::LuSend>
                {t!(invitations.resend)}
            </Button>
        </form>
    }
    .into_any()
}

fn facts(org: &str, invitation: Invitation, said: Said) -> AnyView {
    let Invitation { name, roles, state, invited_by, created_at, expires_at, sends, last_sent_at, opened_at, ended_at, accepted_by, .. } = invitation;
    let (expires, ended) = match state {
        State::Pending => (t!(invitations.one.expires), ""),
        State::Expired => (t!(invitations.one.expired), ""),
        State::Accepted => ("", t!(invitations.one.accepted)),
        State::Revoked => ("", t!(invitations.one.revoked)),
    };
    let member = accepted_by.map(|member| member_path(org, member));
    let member = member.map(|href| view! { " · " <Link href>{t!(invitations.one.see_member)}</Link> });
    let exact = |at| view! { <Moment at told=Told::Exact /> };
    let often = t!(invitations.one.sent_times, count = sends);
    let sent = match last_sent_at {
        Some(at) => view! { {exact(at)} <p class="text-xs text-muted">{often}</p> }.into_any(),
        None => t!(invitations.on_its_way).into_any(),
    };
    let opened = match opened_at {
        Some(at) => view! { {exact(at)} <p class="text-xs text-muted">{t!(invitations.one.opened_hint)}</p> }.into_any(),
        None => t!(invitations.one.not_opened).into_any(),
    };
    view! {
        <KeyValues>
            <KeyValue label=t!(invitations.status)>{state_badge(state)}</KeyValue>
            {(!name.is_empty()).then(|| view! { <KeyValue label=t!(invitations.one.name)>{name}</KeyValue> })}
            <KeyValue label=t!(invitations.one.roles)>{role_badges(&roles)}</KeyValue>
            <KeyValue label=t!(invitations.one.language)>{language(said.locale)}</KeyValue>
            {(!said.message.is_empty())
                .then(|| {
                    view! {
                        <KeyValue label=t!(invitations.one.message)>
                            <span class="whitespace-pre-line wrap-anywhere">{said.message}</span>
                        </KeyValue>
                    }
                })}
            <KeyValue label=t!(invitations.one.invited_by)>{invited_by.1}</KeyValue>
            <KeyValue label=t!(invitations.one.invited)>{exact(created_at)}</KeyValue>
            <KeyValue label=t!(invitations.one.sent)>{sent}</KeyValue>
            <KeyValue label=t!(invitations.one.opened)>{opened}</KeyValue>
            {(!expires.is_empty()).then(|| view! { <KeyValue label=expires>{exact(expires_at)}</KeyValue> })}
            {ended_at.map(|at| view! { <KeyValue label=ended>{exact(at)} {member}</KeyValue> })}
        </KeyValues>
    }
    .into_any()
}

fn danger(org: &str, id: &str) -> AnyView {
    let revoke = path::revoke(org, id);
    view! {
        <DangerZone title=t!(invitations.one.acts)>
            <DangerAct title=t!(invitations.revoke.act) text=t!(invitations.one.revoke_text)>
                <ButtonLink href=revoke kind=Kind::Danger>
                    {t!(invitations.revoke_ask)}
                </ButtonLink>
            </DangerAct>
        </DangerZone>
    }
    .into_any()
}
