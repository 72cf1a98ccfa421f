//! From what a protocol has proven to who it is, the same for both, and for a test as for a sign-in.

use super::{
    Answered,
    asserted::{Asserted, Said},
    decide::decide,
    facts::{self, Opened},
    log,
    model::{Decision, Report},
    request::{self, Request},
    tests,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::{Actor, Unrecorded},
    connection::{self, Serving},
    db::{TenantRead, TenantTx},
    domain,
};
use contract::{ConnectionId, OrgId};
use sso::saml::Fingerprint;

/// An answer under way.
pub(super) struct Answer {
    pub org: OrgId,
    pub connection: ConnectionId,
    /// `None`: it answers nothing of this browser's.
    pub request: Option<Request>,
}

/// Goes on from what the provider has proven: keeps who it is for the browser's next request, which will bring its other cookies
/// ([`super::finish()`]). A test ends here.
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
        let decision = decide_here(portal, visitor, serving, &asserted, &mut report).await?;
        return tests::end(portal, serving, test, &report, decision.filter(|_| report.code().is_none()).as_ref(), certificate).await;
    }
    let mut tx = TenantTx::open(portal, &portal.db.web, answer.org, Actor::portal()).await?;
    if let Some(certificate) = certificate {
        connection::certificate_used(&mut tx, serving.id, certificate).await?;
    }
    request::keep_proven(&mut tx, request.id, serving.version, &asserted, &report).await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?;
    Ok(Answered::Proven)
}

/// What would follow, as far as it is the organisation's business.
async fn decide_here(portal: &Portal, visitor: &Visitor, serving: &Serving, asserted: &Asserted, report: &mut Report) -> Result<Option<Decision>> {
    let mut read = TenantRead::open(&portal.db.web, serving.org).await?;
    let found = facts::gather(read.conn(), portal, visitor, serving, asserted, &Opened::default()).await?;
    if !facts::is_recognised(&found, asserted, report) {
        return Ok(None);
    }
    let decision = decide(&found.facts.of_here(), &serving.settings, &asserted.groups);
    domain_allows(serving, asserted, &decision, report);
    Ok(Some(decision))
}

/// While the proof of a domain is gone, those who are known go on coming in; nobody new does (S12).
pub(super) fn domain_allows(serving: &Serving, asserted: &Asserted, decision: &Decision, report: &mut Report) -> bool {
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
    Ok(Answered::Refused { reference })
}
