//! For whom, and when (SAML Core 2.5.1).

use super::{before, not_before};
use crate::saml::xml::{self, SAML};
use crate::saml::{Check, Code, Expected, Report};
use roxmltree::Node;

/// Those that ask nothing of us: an assertion is used once here anyway, and passed on to nobody.
const HARMLESS: [&str; 2] = ["OneTimeUse", "ProxyRestriction"];

pub(super) fn check(assertion: Node<'_, '_>, expected: &Expected<'_>, report: &mut Report) {
    let Some(conditions) = xml::only(assertion, SAML, "Conditions") else {
        report.fail(Check::Audience, Code::S06, expected.sp_entity_id, "");
        return;
    };
    audience(conditions, expected.sp_entity_id, report);
    known(conditions, report);
    not_before(Check::NotBefore, xml::attribute(conditions, "NotBefore"), expected.now, report);
    if let Some(until) = xml::attribute(conditions, "NotOnOrAfter") {
        before(Check::NotOnOrAfter, until, expected.now, report);
    }
}

/// We are in *every* restriction, and there is at least one (SAML Core 2.5.1.4; SAML Profiles 4.1.4.2).
fn audience(conditions: Node<'_, '_>, own: &str, report: &mut Report) {
    let restrictions: Vec<_> = xml::children(conditions, SAML, "AudienceRestriction").collect();
    let names_us = |restriction: &Node<'_, '_>| xml::children(*restriction, SAML, "Audience").any(|audience| xml::text(audience) == Some(own));
    let all = conditions.descendants().filter(|node| xml::is(*node, SAML, "Audience"));
    let received = all.map(|audience| xml::text(audience).unwrap_or_default()).collect::<Vec<_>>().join(", ");
    let holds = !restrictions.is_empty() && restrictions.iter().all(names_us);
    report.require(holds, Check::Audience, Code::S06, own, received);
}

/// A condition that isn't understood makes the assertion's validity indeterminate (SAML Core 2.5.1.1), which is no.
fn known(conditions: Node<'_, '_>, report: &mut Report) {
    let is_known = |node: &Node<'_, '_>| {
        let name = node.tag_name();
        name.namespace() == Some(SAML) && (name.name() == "AudienceRestriction" || HARMLESS.contains(&name.name()))
    };
    let unknown: Vec<_> = xml::elements(conditions).filter(|node| !is_known(node)).map(|node| node.tag_name().name()).collect();
    report.require(unknown.is_empty(), Check::Conditions, Code::S06, "", unknown.join(", "));
}
