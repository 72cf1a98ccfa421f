//! That the provider signed somebody in, when, and for how long (SAML Core 2.7.2).

use super::before;
use crate::instant::{self, SKEW_SECONDS};
use crate::saml::xml::{self, SAML};
use crate::saml::{Check, Code, Report};
use roxmltree::Node;
use time::OffsetDateTime;

pub(super) struct Statement {
    pub(super) authn_instant: OffsetDateTime,
    pub(super) authn_context: Option<String>,
    pub(super) session_not_on_or_after: Option<OffsetDateTime>,
    pub(super) session_index: Option<String>,
}

/// The first statement's; of several ends of the session, the earliest. An assertion with attributes alone signs nobody in.
pub(super) fn check(assertion: Node<'_, '_>, now: OffsetDateTime, report: &mut Report) -> Option<Statement> {
    let mut statements = xml::children(assertion, SAML, "AuthnStatement");
    let Some(first) = statements.next() else {
        report.fail(Check::AuthnStatement, Code::S02, "AuthnStatement", "");
        return None;
    };
    let text = xml::attribute(first, "AuthnInstant").unwrap_or_default();
    let authn_instant = instant::parse(text);
    let holds = authn_instant.is_some_and(|at| instant::seconds_since(now, at) >= -SKEW_SECONDS);
    report.require(holds, Check::AuthnStatement, Code::S08, instant::write(now), text);
    let ends: Vec<_> = std::iter::once(first)
        .chain(statements)
        .filter_map(|statement| xml::attribute(statement, "SessionNotOnOrAfter"))
        .filter_map(|text| before(Check::SessionNotOnOrAfter, text, now, report))
        .collect();
    let context = xml::only(first, SAML, "AuthnContext").and_then(|context| xml::only(context, SAML, "AuthnContextClassRef"));
    Some(Statement {
        authn_instant: authn_instant?,
        authn_context: context.and_then(xml::text).map(|text| text.trim().to_owned()),
        session_not_on_or_after: ends.into_iter().min(),
        session_index: xml::attribute(first, "SessionIndex").map(str::to_owned),
    })
}
