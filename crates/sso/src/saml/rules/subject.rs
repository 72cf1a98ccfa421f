//! Who (SAML Core 2.4).

use crate::saml::name_id::LONGEST;
use crate::saml::xml::{self, SAML};
use crate::saml::{Check, Code, NameId, Report};
use roxmltree::Node;

/// Plain text, taken to the letter. Whatever could be read in two ways (elements within, padding, nothing at all) is read in none.
pub(super) fn name_id(subject: Option<Node<'_, '_>>, report: &mut Report) -> Option<NameId> {
    let node = subject.and_then(|subject| xml::only(subject, SAML, "NameID"));
    let text = node.and_then(xml::text).unwrap_or_default();
    let plain = !text.is_empty() && text.trim() == text && text.chars().count() <= LONGEST && !text.contains(char::is_control);
    report.require(plain, Check::NameId, Code::S13, "NameID", text);
    let format = xml::attribute(node?, "Format").map(str::to_owned);
    plain.then(|| NameId { value: text.to_owned(), format })
}
