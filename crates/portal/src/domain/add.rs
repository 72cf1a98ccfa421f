use super::{
    model::{Policy, Standing},
    name::{DomainName, Endings, entries},
    sql,
};
use crate::{
    Error, Fields, Portal, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Event,
    jobs::Job,
    secret::Secret,
    throttle::{self, Key, limits},
};
use contract::{DomainId, Flaw};

/// The most that are taken at once.
pub const MOST_AT_ONCE: usize = 50;

/// Adds the domains of a list, all or, when one of them can't be, none.
///
/// # Errors
/// Field `names`: `Missing`, `TooMany` · fields `names.0`, `names.1` …, by the place among [`entries`]: as [`DomainName::parse`],
/// `AlreadyThere` · `Limited`.
pub async fn add(can: &Can<ManageSignIn>, text: &str) -> Result<Vec<DomainId>> {
    let names = read(can.portal(), text)?;
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (org, now) = (tx.org(), tx.now());
    throttle::count(tx.conn(), now, &[(limits::DOMAINS_ADDED, Key::org(org))]).await?;
    let mut fields = Fields::new();
    let (mut ids, mut events) = (Vec::new(), Vec::new());
    for (place, name) in names {
        let (id, token) = (tx.new_id::<DomainId>(), Secret::new(&can.portal().chance));
        let begun = Standing::begin(now);
        if !sql::insert(tx.conn(), org, id, &name, token.reveal(), Policy::AskToJoin, &begun).await? {
            fields.flaw(format!("names.{place}"), Flaw::AlreadyThere);
            continue;
        }
        if let Some(due) = begun.next {
            tx.enqueue_at(due, Job::CheckDomain { org, domain: id, due }).await?;
        }
        events.push(Event::DomainAdded { domain: id, name: name.unicode() });
        ids.push(id);
    }
    if !fields.is_clean() {
        return Err(fields.error());
    }
    tx.commit(events).await?;
    Ok(ids)
}

/// The names, each with its place in the list. The same twice is once.
fn read(portal: &Portal, text: &str) -> Result<Vec<(usize, DomainName)>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(Error::field("names", Flaw::Missing));
    }
    if entries.len() > MOST_AT_ONCE {
        return Err(Error::field("names", Flaw::TooMany { most: u32::try_from(MOST_AT_ONCE).unwrap_or(u32::MAX) }));
    }
    let endings = if portal.settings.production { Endings::Public } else { Endings::AndDevelopment };
    let mut fields = Fields::new();
    let mut names: Vec<(usize, DomainName)> = Vec::new();
    for (place, entry) in entries.into_iter().enumerate() {
        let read = fields.read(format!("names.{place}"), DomainName::parse(entry, endings));
        if let Some(name) = read.filter(|name| names.iter().all(|(_, other)| other != name)) {
            names.push((place, name));
        }
    }
    if fields.is_clean() { Ok(names) } else { Err(fields.error()) }
}
