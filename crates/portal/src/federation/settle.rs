//! From what a protocol has proven to what follows, the same for both, and for a test as for a sign-in.

use super::{
    Answered, SignedInBy,
    apply::{self, Applied},
    asserted::{Asserted, Said},
    decide::decide,
    facts,
    log::{self, Outcome},
    model::{Decision, Report},
    request::{self, Request},
    tests,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Event, Unrecorded},
    connection::{self, Serving},
    db::{TenantRead, TenantTx},
    domain, seat,
};
use contract::{ConnectionId, LocalPath, OrgId};
use sso::saml::Fingerprint;

/// An answer under way.
pub(super) struct Answer {
    pub org: OrgId,
    pub connection: ConnectionId,
    /// `None`: it answers nothing of this browser's.
    pub request: Option<Request>,
}

/// Goes on from what the provider has proven.
pub(super) async fn settle(
    portal: &Portal,
    visitor: &Visitor,
    answer: Answer,
    serving: &Serving,
    said: Said,
    certificate: Option<Fingerprint>,
    mut report: Report,
) -> Result<Answered> {
    let Some(asserted) = said.read(serving, &mut report)? else { return refuse(portal, visitor, &answer, Some(serving), report).await };
    let Some(request) = &answer.request else { return Err(Error::internal("an answer to nothing was believed")) };
    if let Some(test) = request.test {
        let decision = {
            let mut read = TenantRead::open(&portal.db.web, answer.org).await?;
            let found = facts::gather(read.conn(), portal, visitor, serving, &asserted).await?;
            if facts::is_recognised(&found, &asserted, &mut report) {
                let decision = decide(&found.facts, &serving.settings, &asserted.groups);
                domain_allows(serving, &asserted, &decision, &mut report);
                Some(decision)
            } else {
                None
            }
        };
        return tests::end(portal, serving, test, &report, decision.filter(|_| report.code().is_none()).as_ref(), certificate).await;
    }

    let mut tx = TenantTx::open(portal, &portal.db.web, answer.org, Actor::portal()).await?;
    seat::lock(&mut tx).await?;
    let found = facts::gather(tx.conn(), portal, visitor, serving, &asserted).await?;
    let decision = facts::is_recognised(&found, &asserted, &mut report).then(|| decide(&found.facts, &serving.settings, &asserted.groups));
    let allowed = decision.as_ref().is_some_and(|decision| domain_allows(serving, &asserted, decision, &mut report));
    let Some(decision) = decision.filter(|_| allowed) else {
        drop(tx);
        return refuse(portal, visitor, &answer, Some(serving), report).await;
    };
    if let Some(certificate) = certificate {
        connection::certificate_used(&mut tx, serving.id, certificate).await?;
    }
    if matches!(decision, Decision::ProveFirst { .. }) {
        request::keep_proven(&mut tx, portal, request.id, &asserted).await?;
        log::write(&mut tx, visitor, answer.connection, &log::New::of(Outcome::ProveFirst, &asserted, found.person(), &report)).await?;
        tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?;
        return Ok(Answered::ProveFirst);
    }
    let applied = apply::apply(&mut tx, portal, visitor, serving, &asserted, &found, &decision, request.locale).await?;
    finish(tx, visitor, answer.connection, &asserted, &report, &decision, applied, request.next.clone()).await
}

/// Writes the log, makes it so, and says what became of it.
#[expect(clippy::too_many_arguments, reason = "everything that the log tells")]
pub(super) async fn finish(
    mut tx: TenantTx,
    visitor: &Visitor,
    connection: ConnectionId,
    asserted: &Asserted,
    report: &Report,
    decision: &Decision,
    applied: Applied,
    next: Option<LocalPath>,
) -> Result<Answered> {
    let outcome = match &applied {
        Applied::In { .. } => Outcome::In,
        Applied::Asked { .. } => Outcome::Asked,
        Applied::Refused { .. } => Outcome::NotLetIn,
    };
    let reference = log::write(&mut tx, visitor, connection, &log::New::of(outcome, asserted, applied.person(), report).because(decision)).await?;
    let (events, answered) = match applied {
        Applied::In { signed_in, events } => (events, Answered::SignedIn(SignedInBy { next: next.or(signed_in.next), ..signed_in })),
        Applied::Asked { events, .. } => (events, Answered::Asked),
        Applied::Refused { .. } => (Vec::new(), Answered::Refused { reference }),
    };
    commit(tx, events).await?;
    Ok(answered)
}

async fn commit(tx: TenantTx, events: Vec<Event>) -> Result<()> {
    if events.is_empty() { tx.commit_unrecorded(Unrecorded::SignInUnderWay).await } else { tx.commit(events).await }
}

/// While the proof of a domain is gone, those who are known go on coming in; nobody new does.
fn domain_allows(serving: &Serving, asserted: &Asserted, decision: &Decision, report: &mut Report) -> bool {
    let proven = serving.domains.iter().any(|(_, name, state)| name.as_str() == asserted.address.domain() && *state == domain::State::Proven);
    if proven || matches!(decision, Decision::Enter { .. } | Decision::Refuse { .. }) {
        return true;
    }
    report.fail("Domain", "S12", "proven", "missing");
    false
}

/// Refuses, with the details where those who may see them look, and a reference for the person.
pub(super) async fn refuse(portal: &Portal, visitor: &Visitor, answer: &Answer, serving: Option<&Serving>, report: Report) -> Result<Answered> {
    if let (Some(test), Some(serving)) = (answer.request.as_ref().and_then(|request| request.test), serving) {
        return tests::end(portal, serving, test, &report, None, None).await;
    }
    let asked = answer.request.is_some();
    let reference = log::refused(portal, visitor, answer.org, answer.connection, &report, asked).await?;
    tracing::info!(reference, code = report.code(), connection = %answer.connection, "a sign-in by a connection was refused");
    Ok(Answered::Refused { reference })
}
