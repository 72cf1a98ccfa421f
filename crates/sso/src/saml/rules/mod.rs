//! What a signed assertion says, against what this sign-in has to say (SAML Profiles 4.1.4.3, SAML Core 2).
//!
//! Every rule writes its row into the report, whether it holds or not: whoever mends a connection wants to see all that is wrong at once.

mod attributes;
mod conditions;
mod confirmation;
mod statement;
mod subject;

use super::gate::Envelope;
use super::xml::{self, SAML};
use super::{Answering, Assertion, Check, Code, Expected, Fingerprint, Report, Signed};
use crate::instant::{self, SKEW_SECONDS};
use roxmltree::Node;
use time::{Duration, OffsetDateTime};

/// From the provider's "now" to ours, beyond the skew: time for a redirect and for a person who hesitates at a consent page.
const MOST_AGE_SECONDS: i64 = 300;

/// On what grounds an assertion is believed.
pub(crate) struct Proof {
    pub(crate) signed: Signed,
    pub(crate) encrypted: bool,
    pub(crate) certificate: Fingerprint,
}

/// The Response around the assertion. It may be unsigned, so nothing is taken from it, but it must not contradict: a response for another
/// connection should end here, before anybody works on its signature.
pub(crate) fn envelope(envelope: &Envelope, expected: &Expected<'_>, report: &mut Report) -> Option<()> {
    let issuer = envelope.issuer.as_deref().unwrap_or(expected.idp_entity_id); // optional in a Response that isn't signed
    let issuer = report.equal(Check::ResponseIssuer, Code::S05, expected.idp_entity_id, Some(issuer));
    let destination = report.equal(Check::ResponseDestination, Code::S07, expected.acs, envelope.destination.as_deref());
    let answers = answers(Check::ResponseInResponseTo, expected.answering, envelope.in_response_to.as_deref(), report);
    (issuer && destination && answers).then_some(())
}

/// InResponseTo is our request's id, or is absent where there was no request.
fn answers(check: Check, answering: Answering<'_>, received: Option<&str>, report: &mut Report) -> bool {
    let holds = received == answering.request();
    report.require(holds, check, Code::S09, answering.request().unwrap_or_default(), received.unwrap_or_default())
}

/// All rules for one assertion. `None` exactly when a row fails.
pub(crate) fn assertion(node: Node<'_, '_>, proof: &Proof, expected: &Expected<'_>, report: &mut Report) -> Option<Assertion> {
    let issuer = xml::only(node, SAML, "Issuer").and_then(xml::text);
    report.equal(Check::Issuer, Code::S05, expected.idp_entity_id, issuer);
    let issued = issued(node, expected.now, report);
    conditions::check(node, expected, report);
    let subject = xml::only(node, SAML, "Subject");
    confirmation::check(subject, expected, report);
    let statement = statement::check(node, expected.now, report);
    let name_id = subject::name_id(subject, report);
    let attributes = attributes::read(node, report);
    let id = xml::attribute(node, "ID");
    if report.code().is_some() {
        return None;
    }
    let statement = statement?;
    Some(Assertion {
        id: id?.to_owned(),
        forget_after: issued?.saturating_add(Duration::seconds(MOST_AGE_SECONDS + SKEW_SECONDS + 1)),
        issuer: issuer?.to_owned(),
        name_id: name_id?,
        attributes,
        authn_instant: statement.authn_instant,
        authn_context: statement.authn_context,
        session_not_on_or_after: statement.session_not_on_or_after,
        session_index: statement.session_index,
        signed: proof.signed,
        encrypted: proof.encrypted,
        certificate: proof.certificate,
    })
}

fn issued(node: Node<'_, '_>, now: OffsetDateTime, report: &mut Report) -> Option<OffsetDateTime> {
    let text = xml::attribute(node, "IssueInstant").unwrap_or_default();
    let issued = instant::parse(text);
    let age = issued.map(|issued| instant::seconds_since(now, issued));
    if let Some(age) = age {
        report.note_clock(-age);
    }
    let holds = age.is_some_and(|age| (-SKEW_SECONDS..=MOST_AGE_SECONDS + SKEW_SECONDS).contains(&age));
    report.require(holds, Check::IssueInstant, Code::S08, instant::write(now), text);
    issued
}

/// `now` is not before the instant, give or take the skew. An absent instant restricts nothing.
fn not_before(check: Check, text: Option<&str>, now: OffsetDateTime, report: &mut Report) {
    let Some(text) = text else { return };
    let holds = instant::parse(text).is_some_and(|at| instant::seconds_since(now, at) >= -SKEW_SECONDS);
    report.require(holds, check, Code::S08, instant::write(now), text);
}

/// `now` is before the instant, give or take the skew.
fn before(check: Check, text: &str, now: OffsetDateTime, report: &mut Report) -> Option<OffsetDateTime> {
    let until = instant::parse(text);
    let holds = until.is_some_and(|until| instant::seconds_since(now, until) < SKEW_SECONDS);
    report.require(holds, check, Code::S08, instant::write(now), text);
    until
}
