//! What else is said about the person (SAML Core 2.7.3).

use crate::saml::xml::{self, SAML};
use crate::saml::{Attribute, Check, Report};
use roxmltree::Node;

/// Values that are plain text. Others (elements, encrypted ones) are left out with a warning: the mapping decides whether they are missed.
pub(super) fn read(assertion: Node<'_, '_>, report: &mut Report) -> Vec<Attribute> {
    let mut left_out = Vec::new();
    let mut attributes = Vec::new();
    for node in xml::children(assertion, SAML, "AttributeStatement").flat_map(xml::elements) {
        let name = xml::attribute(node, "Name").filter(|name| !name.is_empty());
        let Some(name) = name.filter(|_| xml::is(node, SAML, "Attribute")) else {
            left_out.push(node.tag_name().name());
            continue;
        };
        let all: Vec<_> = xml::children(node, SAML, "AttributeValue").map(xml::text).collect();
        if all.contains(&None) {
            left_out.push(name);
        }
        attributes.push(Attribute {
            name: name.to_owned(),
            friendly_name: xml::attribute(node, "FriendlyName").map(str::to_owned),
            values: all.into_iter().flatten().filter(|value| !value.is_empty()).map(str::to_owned).collect(),
        });
    }
    let names = attributes.iter().map(|attribute| attribute.name.as_str()).collect::<Vec<_>>().join(", ");
    report.pass(Check::Attributes, "", names);
    if !left_out.is_empty() {
        report.warn(Check::PlainValues, "", left_out.join(", "));
    }
    attributes
}
