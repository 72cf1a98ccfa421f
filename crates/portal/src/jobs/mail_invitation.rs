use super::{Job, Worker};
use crate::{
    Error, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
    invitation::{self, MadeFor},
    mail, person,
    secret::Secret,
    throttle::{self, Asker},
};
use contract::{InvitationId, OrgId};

/// Mints an invitation's secret and mails it (DECISIONS 9), unless it was ended meanwhile. A recipient who has had their mails for
/// now gets this one later. Done again after a failure it mints another secret; the first was never in anybody's hands.
pub(super) async fn run(worker: &Worker, org: OrgId, id: InvitationId) -> Result<()> {
    let portal = &worker.portal;
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let now = tx.now();
    let Some(offer) = invitation::to_mail(tx.conn(), org, id, now).await? else { return Ok(()) };
    if let Err(error) = throttle::mail_to(tx.conn(), now, &offer.address, Asker::Anybody).await {
        let Error::Limited(wait) = error else { return Err(error) };
        drop(tx); // what wasn't sent isn't counted
        let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
        tx.enqueue_at(now + wait, Job::MailInvitation { org, invitation: id }).await?;
        return tx.commit_unrecorded(Unrecorded::MailBookkeeping).await;
    }
    let secret = Secret::new(&portal.chance);
    invitation::keep_secret(&mut tx, id, &secret, MadeFor::Mail).await?;
    tx.commit_unrecorded(Unrecorded::MailBookkeeping).await?;

    let known = person::find_by_address(&portal.db.worker, &offer.address).await?;
    let (locale, zone) = known.as_ref().map_or((offer.locale, offer.zone.as_str()), |known| (known.locale, known.zone.as_str()));
    let letter = mail::Invitation {
        inviter: &offer.inviter,
        inviter_address: &offer.inviter_address,
        org: &offer.org_name,
        roles: &offer.roles,
        message: &offer.message,
        expires_at: offer.expires_at,
        link: invitation::link(&portal.settings.origin, &secret),
    }
    .letter(locale, zone, &portal.settings.vendor);
    let sent = worker.postman.send(portal, &offer.address, &letter).await;

    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    match &sent {
        Ok(()) => invitation::mailed(&mut tx, id).await?,
        // A mail that never left is not one of theirs.
        Err(_) => throttle::forgive(tx.conn(), now, &throttle::mail_budget(&offer.address, Asker::Anybody)).await?,
    }
    tx.commit_unrecorded(Unrecorded::MailBookkeeping).await?;
    sent
}
