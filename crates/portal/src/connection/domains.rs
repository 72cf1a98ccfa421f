use super::{change::hold, sql};
use crate::{
    Error, Result,
    access::{Can, permission::ManageSignIn},
    audit::Event,
    domain::DomainName,
    seat,
    sign_in_policy::strands_nobody,
};
use contract::{ConnectionId, DomainId, Flaw};

/// Says whose people come by it, by the ids of domains of the organisation; proven or not, since only proven ones count. Takes effect at
/// once. The same again is no change and no event.
///
/// # Errors
/// Field `domains` (`Unknown`) · `NotFound` · `Conflict(WouldStrand)`.
pub async fn set_domains(can: &Can<ManageSignIn>, id: ConnectionId, domains: &[String]) -> Result<()> {
    let unknown = || Error::field("domains", Flaw::Unknown);
    let chosen: Option<Vec<DomainId>> = domains.iter().map(|id| id.parse().ok()).collect();
    let mut chosen = chosen.ok_or_else(unknown)?;
    chosen.sort_unstable();
    chosen.dedup();
    let mut tx = can.begin().await?;
    seat::lock(&mut tx).await?;
    let held = hold(&mut tx, can, id).await?;
    let (org, now) = (tx.org(), tx.now());
    let after = sql::domains_named(tx.conn(), org, &chosen).await?;
    if after.len() != chosen.len() {
        return Err(unknown());
    }
    let before = sql::domains_of(tx.conn(), org, id).await?;
    if before == after {
        return Ok(());
    }
    sql::set_domains(tx.conn(), org, id, &chosen).await?;
    sql::touch(tx.conn(), org, id, now).await?;
    strands_nobody(&mut tx).await?;
    let (before, after) = (read(before), read(after));
    tx.commit(Event::ConnectionDomainsChanged { connection: id, name: held.name, before, after }).await
}

/// As people read them.
fn read(names: Vec<String>) -> Vec<String> {
    names.into_iter().map(|name| DomainName::stored(name).unicode()).collect()
}
