use super::{model::REDIRECTS_FOR, sql};
use crate::{
    Error, Portal, Result,
    access::{Can, permission::ManageSettings},
    audit::{Actor, Event},
    db::TenantTx,
    jobs::Job,
    seat,
    throttle::{self, Key, limits},
};
use contract::{OrgId, OrgSlug};

/// Gives the organisation another address. The old one leads here for ninety days, in which nobody else may have it; one's own
/// old ones may be taken back.
///
/// # Errors
/// Field `slug`, `Taken` too · `Limited` after five moves on one day: each one keeps an address from others.
pub async fn relocate(can: &Can<ManageSettings>, slug: &str) -> Result<OrgSlug> {
    let slug = OrgSlug::parse(slug).map_err(|flaw| Error::field("slug", flaw))?;
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    let before = sql::current_slug(tx.conn(), org).await?;
    if before == slug.as_str() {
        return Ok(slug);
    }
    let (now, until) = (tx.now(), tx.now() + REDIRECTS_FOR);
    throttle::count(tx.conn(), now, &[(limits::MOVES_OF_ORGANIZATION, Key::org(org))]).await?;
    sql::forget_retired_slug(tx.conn(), org, &slug).await?;
    sql::retire_slug(tx.conn(), org, until).await?;
    sql::add_slug(tx.conn(), org, &slug, now).await?;
    tx.enqueue_at(until, Job::ReleaseSlug { org, slug: before.clone() }).await?;
    tx.commit(Event::OrganizationMoved { before, after: slug.to_string() }).await?;
    Ok(slug)
}

/// Lets an old address go when its time is over; not when it has been taken back meanwhile.
pub(crate) async fn release_slug(portal: &Portal, org: OrgId, slug: &str) -> Result<()> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let now = tx.now();
    if !sql::release_slug(tx.conn(), org, slug, now).await? {
        return Ok(());
    }
    tx.commit(Event::OldAddressReleased { slug: slug.to_owned() }).await
}
