use super::{
    model::{self, Notice, Requirement},
    sql,
};
use crate::{
    Error, Fields, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
    jobs::Job,
    seat,
};
use contract::{DomainId, Flaw, Rule};
use time::OffsetDateTime;

/// Requires single sign-on of people at these domains, from the end of the notice on, and has everybody concerned told by mail. When it is
/// announced or in force already, the domains are changed; those added get their notice too, because the day moves.
///
/// # Errors
/// Fields `domains` (`Missing`, `Unknown`: not served by an active connection, or not proven), `notice` · `Conflict(NotPrepared)` while
/// anything stands in the way ([`super::preflight`] says what).
pub async fn require(can: &Can<ManageSignIn>, domains: &[String], notice: &str) -> Result<OffsetDateTime> {
    let mut fields = Fields::new();
    let chosen: Option<Vec<DomainId>> = domains.iter().map(|id| id.parse().ok()).collect();
    let chosen = fields.read("domains", chosen.ok_or(Flaw::Unknown).and_then(|ids| if ids.is_empty() { Err(Flaw::Missing) } else { Ok(ids) }));
    let notice = fields.read("notice", Notice::from_key(notice).ok_or(Flaw::Unknown));
    let (Some(chosen), Some(notice)) = (chosen, notice) else { return Err(fields.error()) };

    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now) = (tx.org(), tx.now());
    // Who is concerned was counted for the page that leads here: others wait for the organisation's row meanwhile.
    let (served, owners) = (sql::served(tx.conn(), org).await?, sql::owners(tx.conn(), org).await?);
    let (active, tested_at) = sql::serving(tx.conn(), org).await?;
    if !model::obstacles(active, !served.is_empty(), tested_at, &owners, now).is_empty() {
        return Err(Error::Conflict(Rule::NotPrepared));
    }
    if !chosen.iter().all(|id| served.iter().any(|domain| domain.id == *id)) {
        return Err(Error::field("domains", Flaw::Unknown));
    }
    let from = now + notice.lasts();
    sql::set_required(tx.conn(), org, Some(from), can.membership(), now).await?;
    sql::set_required_domains(tx.conn(), org, &chosen).await?;
    tx.enqueue(Job::AnnounceRequirement { org, from, after: None }).await?;
    let names = served.into_iter().filter(|domain| chosen.contains(&domain.id)).map(|domain| domain.name).collect();
    tx.commit(Event::SingleSignOnRequired { domains: names, from }).await?;
    Ok(from)
}

/// Requires it no longer, at once; before its day, it never comes.
pub async fn stop(can: &Can<ManageSignIn>) -> Result<()> {
    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now) = (tx.org(), tx.now());
    let before = Requirement::at(sql::policy(tx.conn(), org).await?.required_from, now);
    if before.is_off() {
        return Ok(());
    }
    sql::set_required(tx.conn(), org, None, can.membership(), now).await?;
    sql::set_required_domains(tx.conn(), org, &[]).await?;
    tx.commit(Event::SingleSignOnNotRequired { was_in_force: matches!(before, Requirement::InForce { .. }) }).await
}
