//! Somebody whom a connection has proven, and whose account opens other doors too: they prove a factor of their own, and are known by the
//! connection from then on.

use super::{
    Answered, apply,
    decide::decide,
    facts,
    model::{Decision, Report},
    request::{self, Proven},
    settle,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::Actor,
    connection::{self, Serving},
    db::{TenantRead, TenantTx},
    seat, sign_in,
};
use contract::{ConnectionKey, EmailAddress, LocalPath, Locale, Rule};

use crate::secret::Secret;

/// Where the page is.
pub const PAGE: &str = "/sign-in/link";

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linking {
    pub address: EmailAddress,
    /// What the way in is called.
    pub connection: String,
    pub who: Who,
}

/// Who is signed in here by a factor of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// Whom the provider has proven.
    They,
    SomebodyElse(EmailAddress),
}

/// Where this browser is in being linked; `None` when it isn't, or its half hour is over.
pub async fn linking(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, cookie: &Secret) -> Result<Option<Linking>> {
    let Some((serving, proven)) = under_way(portal, key, cookie).await? else { return Ok(None) };
    let who = match visitor.person() {
        Ok(person) if person.address == proven.asserted.address => Who::They,
        Ok(person) => Who::SomebodyElse(person.address.clone()),
        Err(_) => Who::Nobody,
    };
    Ok(Some(Linking { address: proven.asserted.address, connection: serving.name, who }))
}

/// Leads to signing in with that address, and back.
///
/// # Errors
/// `Gone(FlowOver)`.
pub async fn begin_linking(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, cookie: &Secret, locale: Locale) -> Result<()> {
    let (_, proven) = under_way(portal, key, cookie).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    sign_in::begin(portal, visitor, proven.asserted.address.as_str(), locale, LocalPath::parse(PAGE).ok()).await
}

/// Does what was to be done, now that they have proven themselves.
///
/// # Errors
/// `Unauthenticated` · `Gone(FlowOver)` · `Conflict(NotAllowedHere)` for anybody else.
pub async fn link(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, cookie: &Secret) -> Result<Answered> {
    let person = visitor.person()?;
    let (serving, proven) = under_way(portal, key, cookie).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    let Proven { id, asserted, next, locale } = proven;
    if person.address != asserted.address {
        return Err(Error::Conflict(Rule::NotAllowedHere));
    }
    let mut tx = TenantTx::open(portal, &portal.db.web, serving.org, Actor::portal()).await?;
    seat::lock(&mut tx).await?;
    if !request::spend(tx.conn(), serving.org, id).await? {
        return Err(Error::Gone(Rule::FlowOver));
    }
    let mut report = Report { subject: Some(asserted.subject.clone()), ..Report::default() };
    let found = facts::gather(tx.conn(), portal, visitor, &serving, &asserted).await?;
    if !facts::is_recognised(&found, &asserted, &mut report) {
        return Err(Error::Gone(Rule::FlowOver));
    }
    let decision = decide(&found.facts, &serving.settings, &asserted.groups);
    if matches!(decision, Decision::ProveFirst { .. }) {
        return Err(Error::Gone(Rule::FlowOver));
    }
    let applied = apply::apply(&mut tx, portal, visitor, &serving, &asserted, &found, &decision, locale).await?;
    settle::finish(tx, visitor, serving.id, &asserted, &report, &decision, applied, next).await
}

/// The connection as it serves now and who was proven by it: while the connection is active and may still speak for the address.
async fn under_way(portal: &Portal, key: &ConnectionKey, cookie: &Secret) -> Result<Option<(Serving, Proven)>> {
    let (org, id) = match connection::of_key(portal, key).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let serving = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        connection::serving(read.conn(), org, id).await?
    };
    let proven = request::proven(portal, org, id, cookie).await?;
    let speaks_for = |serving: &Serving, proven: &Proven| {
        serving.domains.iter().any(|(_, name, state)| name.as_str() == proven.asserted.address.domain() && state.is_ours())
    };
    Ok(serving.zip(proven).filter(|(serving, proven)| speaks_for(serving, proven)))
}
