use crate::idp::*;
use sso::saml::idp_metadata::{Destinations, Pasted};
use sso::saml::sp_metadata::SpMetadata;

const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";

#[test]
fn both_keys_are_published_for_both_uses_while_they_are_rotated() {
    let next = pair();
    let ours = [&OURS.certificate, &next.certificate];
    let xml = SpMetadata { entity_id: SP, acs: ACS, certificates: &ours, name_id_formats: &[sso::saml::name_id::PERSISTENT] }.to_xml();
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let root = tree.root_element();
    assert_eq!(root.attribute("entityID"), Some(SP));
    let keys: Vec<_> = root
        .descendants()
        .filter(|node| node.has_tag_name((MD, "KeyDescriptor")))
        .map(|key| {
            let certificate = key.descendants().find(|node| node.tag_name().name() == "X509Certificate").unwrap().text().unwrap();
            (key.attribute("use").unwrap(), certificate.to_owned(), key.children().filter(|node| node.has_tag_name((MD, "EncryptionMethod"))).count())
        })
        .collect();
    let (first, second) = (OURS.certificate.to_base64(), next.certificate.to_base64());
    assert_eq!(keys, [("signing", first.clone(), 0), ("signing", second.clone(), 0), ("encryption", first, 3), ("encryption", second, 3)]);
    let acs = root.descendants().find(|node| node.has_tag_name((MD, "AssertionConsumerService"))).unwrap();
    assert_eq!(acs.attribute("Location"), Some(ACS));
    assert_eq!(Pasted::recognise(&xml, Destinations::Https), Pasted::Sp { entity_id: SP.into() });
}

#[test]
fn what_we_write_about_ourselves_is_escaped() {
    let entity_id = "https://portal.example/\"><x a='&";
    let xml = SpMetadata { entity_id, acs: "https://portal.example/?a=1&b=<", certificates: &[], name_id_formats: &["<&>"] }.to_xml();
    let tree = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(tree.root_element().attribute("entityID"), Some(entity_id));
}
