//! The end of a way in: whoever was proven a moment ago is let in, or not.

use super::{
    SignedInBy,
    apply::{self, Applied},
    decide::decide,
    facts::{self, Opened},
    log::{self, Outcome},
    model::{Decision, Refusal},
    request::{self, Kept, Proven},
    settle::domain_allows,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Unrecorded},
    connection::{self, Serving},
    db::{TenantRead, TenantTx},
    flow::{self, Purpose},
    seat,
    secret::Secret,
};

/// What became of somebody whom a provider has proven.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Finished {
    SignedIn(SignedInBy),
    /// They asked to join; somebody decides.
    Asked,
    /// First they prove a factor of their own, at [`super::link::PAGE`].
    ProveFirst,
    /// Somebody else is signed in in this browser, who may know nothing of it: they say first, at [`super::link::CHANGE`], whether that ends.
    SomebodyElse,
    /// They are invited to more than being a member, and haven't opened the invitation in this browser: that leads them in.
    Invited,
    /// What the person may know: where those who may know more find it.
    Refused {
        reference: String,
    },
    /// Nobody was proven in this browser, or it is too long ago.
    Over,
}

/// Lets in whom a provider has proven in this browser. By itself this is a browser's second request: the first, which the provider's page
/// sends, comes without the cookies that say who is signed in here (`SameSite=Lax`). `link`: the secret of the invitation that was opened in it.
///
/// # Errors
/// When the database can't be asked.
pub async fn finish(portal: &Portal, visitor: &Visitor, kept: &[Kept], link: Option<&Secret>) -> Result<Finished> {
    let Some((serving, proven)) = under_way(portal, kept).await? else { return Ok(Finished::Over) };
    let Proven { id, asserted, mut report, agreed, next, locale, .. } = proven;
    let opened = Opened { link: link.map(Secret::hash), address: flow::verified(portal, visitor, Purpose::Invitation).await?, agreed };
    let mut tx = TenantTx::open(portal, &portal.db.web, serving.org, Actor::portal()).await?;
    seat::lock(&mut tx).await?;
    if !request::spend(tx.conn(), serving.org, id).await? {
        return Ok(Finished::Over); // by another request of the same moment
    }
    let found = facts::gather(tx.conn(), portal, visitor, &serving, &asserted, &opened).await?;
    let decision = facts::is_recognised(&found, &asserted, &mut report).then(|| decide(&found.facts, &serving.settings, &asserted.groups));
    let comes_in = decision.as_ref().is_some_and(|decision| !matches!(decision, Decision::Refuse { .. } | Decision::ProveFirst { .. }));
    if comes_in && visitor.signed_in.as_ref().is_some_and(|here| Some(here.person) != found.person()) {
        drop(tx); // it goes on waiting
        return Ok(Finished::SomebodyElse);
    }
    let decision = decision.filter(|decision| domain_allows(&serving, &asserted, decision, &mut report));
    let applied = match &decision {
        Some(Decision::ProveFirst { .. }) => {
            drop(tx); // it goes on waiting
            return Ok(Finished::ProveFirst);
        }
        Some(decision) => apply::apply(&mut tx, portal, visitor, &serving, &asserted, &found, decision, locale).await?,
        None => Applied::Refused { person: found.person() },
    };
    let outcome = match (&applied, &decision) {
        (Applied::In { .. }, _) => Outcome::In,
        (Applied::Asked { .. }, _) => Outcome::Asked,
        (Applied::Refused { .. }, Some(_)) => Outcome::NotLetIn,
        (Applied::Refused { .. }, None) => Outcome::Refused,
    };
    let new = log::New { outcome, address: Some(asserted.address.as_str()), person: applied.person(), report: &report, decision: decision.as_ref() };
    let reference = log::write(&mut tx, visitor, serving.id, &new).await?;
    let (events, finished) = match applied {
        Applied::In { signed_in, events } => (events, Finished::SignedIn(SignedInBy { next: next.or(signed_in.next), ..signed_in })),
        Applied::Asked { events, .. } => (events, Finished::Asked),
        Applied::Refused { .. } if matches!(decision, Some(Decision::Refuse { because: Refusal::InvitationUnopened })) => {
            (Vec::new(), Finished::Invited)
        }
        Applied::Refused { .. } => (Vec::new(), Finished::Refused { reference }),
    };
    if events.is_empty() {
        tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?
    } else {
        tx.commit(events).await?
    }
    Ok(finished)
}

/// Who was proven in this browser last, and the connection as it serves now: while it is active and may still speak for the address. What
/// another version has proven is over: its provider was another, and a subject of one may be somebody else's at the next.
pub(super) async fn under_way(portal: &Portal, kept: &[Kept]) -> Result<Option<(Serving, Proven)>> {
    let mut last: Option<(Serving, Proven)> = None;
    for Kept { key, secret } in kept {
        let (org, id) = match connection::of_key(portal, key).await {
            Ok(found) => found,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        let Some(proven) = request::proven(read.conn(), portal, org, id, secret).await? else { continue };
        let Some(serving) = connection::serving(read.conn(), org, id).await?.filter(|serving| serving.version == proven.version) else { continue };
        let address = proven.asserted.address.domain();
        let speaks_for = serving.domains.iter().any(|(_, name, state)| name.as_str() == address && state.is_ours());
        // Their ids are in the order in which they left.
        if speaks_for && last.as_ref().is_none_or(|(_, before)| before.id < proven.id) {
            last = Some((serving, proven));
        }
    }
    Ok(last)
}
