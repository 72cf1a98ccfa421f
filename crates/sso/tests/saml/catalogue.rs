//! Every code of the catalogue is detected by something, and only by that.

use crate::idp::*;
use sso::saml::idp_metadata::{Destinations, Pasted};
use sso::saml::sp_metadata::SpMetadata;
use sso::saml::{Assertion, Code, Expected, email};
use time::Duration;

fn asserted(answer: &Answer) -> Assertion {
    accepted(&answer.xml()).assertion
}

/// What leads to a code.
fn happen(code: Code) -> Option<Code> {
    let answer = Answer::default();
    match code {
        Code::S01 => refused_as(&answer.xml(), &Expected { certificates: &[], ..expected() }).code(),
        Code::S02 => refused(&answer.by(&MALLORY)).code(),
        Code::S03 => refused(&Answer::signed(Sign::Nothing).xml()).code(),
        Code::S04 => refused(&Answer { method: "http://www.w3.org/2000/09/xmldsig#rsa-sha1", ..answer }.xml()).code(),
        Code::S05 => refused_as(&answer.xml(), &Expected { idp_entity_id: "https://idp.globex.example", ..expected() }).code(),
        Code::S06 => refused_as(&answer.xml(), &Expected { sp_entity_id: "https://portal.example/saml/c2", ..expected() }).code(),
        Code::S07 => refused_as(&answer.xml(), &Expected { acs: "https://portal.example/saml/c2/acs", ..expected() }).code(),
        Code::S08 => refused_as(&answer.xml(), &Expected { now: NOW + Duration::hours(1), ..expected() }).code(),
        Code::S09 => refused_as(&answer.xml(), &Expected { answering: sso::saml::Answering::Request("_another"), ..expected() }).code(),
        Code::S10 => refused(&Answer { status: answer.status.replace("Success", "Responder"), ..answer.clone() }.xml()).code(),
        Code::S11 => {
            let error = email::find(&asserted(&Answer { attributes: attribute("phone", "1"), ..answer }), None).unwrap_err();
            assert_eq!(error.names, ["phone"]);
            Some(error.code())
        }
        Code::S12 => {
            let address = email::find(&asserted(&answer), None).unwrap();
            email::within(&address, &["acme.example"]).unwrap();
            Some(email::within(&address, &["globex.example"]).unwrap_err().code())
        }
        Code::S13 => {
            let transient = answer.name_id.replace("persistent", "transient");
            Some(asserted(&Answer { name_id: transient, ..answer }).name_id.stable(None).unwrap_err().code())
        }
        Code::S14 => refused(&answer.around("<saml:EncryptedAssertion/>", &ACME)).code(),
        Code::S15 => Pasted::fetched(b"<html>", Destinations::Https).err(),
        Code::S16 => {
            let ours = SpMetadata { entity_id: SP, acs: ACS, certificates: &[&OURS.certificate], name_id_formats: &[] };
            Pasted::recognise(&ours.to_xml(), Destinations::Https).code()
        }
    }
}

#[test]
fn every_code_is_detected() {
    for code in Code::ALL {
        assert_eq!(happen(code), Some(code));
        assert_eq!(Code::parse(code.as_str()), Some(code));
    }
    assert_eq!(Code::parse("S17"), None);
}

#[test]
fn an_address_is_found_where_the_mapping_says() {
    let of = |attributes: String, name_id: Option<&str>| {
        let default = Answer::default();
        let name_id =
            name_id.map_or(default.name_id.clone(), |id| format!("<saml:NameID Format=\"{}\">{id}</saml:NameID>", sso::saml::name_id::EMAIL));
        asserted(&Answer { attributes, name_id, ..default })
    };
    let claim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
    let found = |assertion: &Assertion, attribute| email::find(assertion, attribute).ok();
    assert_eq!(found(&of(attribute(claim, "a@acme.example"), None), None).as_deref(), Some("a@acme.example"));
    assert_eq!(found(&of(String::new(), Some("b@acme.example")), None).as_deref(), Some("b@acme.example"));
    assert_eq!(found(&of(attribute("upn", "c@acme.example"), None), Some("upn")).as_deref(), Some("c@acme.example"));
    // The mapping is kept: nothing is found elsewhere once it names an attribute.
    assert_eq!(found(&of(attribute("email", "d@acme.example"), Some("e@acme.example")), Some("upn")), None);
    for value in ["", "alice", "a b@acme.example", "a@acme.example ", "@acme.example", "a@acme"] {
        assert_eq!(found(&of(attribute("email", value), None), None), None, "{value}");
    }
    let two = attribute("email", "a@acme.example") + &attribute("email", "b@acme.example");
    assert_eq!(found(&of(two, None), None), None, "which one would be a guess");
}
