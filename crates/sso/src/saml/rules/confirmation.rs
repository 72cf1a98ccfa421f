//! That whoever brings the assertion is who it is about: for a browser, the bearer (SAML Profiles 3.3 and 4.1.4.2).

use super::{answers, before, not_before};
use crate::saml::xml::{self, SAML};
use crate::saml::{Check, Code, Expected, Report};
use roxmltree::Node;

const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/// One that holds is enough (SAML Core 2.4.1); the report shows that one, or else the first.
pub(super) fn check(subject: Option<Node<'_, '_>>, expected: &Expected<'_>, report: &mut Report) {
    let confirmations = subject.iter().flat_map(|subject| xml::children(*subject, SAML, "SubjectConfirmation"));
    let bearers = confirmations.filter(|node| xml::attribute(*node, "Method") == Some(BEARER));
    let mut tried: Vec<Report> = bearers.map(|bearer| judge(bearer, expected)).collect();
    let best = tried.iter().position(|report| report.code().is_none()).unwrap_or(0);
    match tried.is_empty() {
        true => report.fail(Check::Confirmation, Code::S07, BEARER, ""),
        false => report.append(tried.swap_remove(best)),
    }
}

fn judge(bearer: Node<'_, '_>, expected: &Expected<'_>) -> Report {
    let mut report = Report::default();
    let Some(data) = xml::only(bearer, SAML, "SubjectConfirmationData") else {
        report.fail(Check::Confirmation, Code::S07, "SubjectConfirmationData", "");
        return report;
    };
    report.pass(Check::Confirmation, BEARER, BEARER);
    report.equal(Check::Recipient, Code::S07, expected.acs, xml::attribute(data, "Recipient"));
    answers(Check::InResponseTo, expected.answering, xml::attribute(data, "InResponseTo"), &mut report);
    let until = xml::attribute(data, "NotOnOrAfter").unwrap_or_default(); // required: absent is not an instant
    before(Check::ConfirmationNotOnOrAfter, until, expected.now, &mut report);
    not_before(Check::NotBefore, xml::attribute(data, "NotBefore"), expected.now, &mut report);
    report
}
