//! What a signed assertion has to say. Each case is signed by Acme's own key: it is the words that are wrong.

use crate::idp::*;
use sso::saml::gate::Refusal;
use sso::saml::{Answering, Check, Code, Expected, Verdict};
use time::Duration;

/// Changes an answer, and how it ends: the row that fails, with its code.
type Rule = (&'static str, fn(&mut Answer), Option<(Check, Code)>);

fn conditions(answer: &mut Answer, attributes: &str, inner: &str) {
    answer.conditions = format!("<saml:Conditions {attributes}>{inner}</saml:Conditions>");
}

fn statement(answer: &mut Answer, attributes: &str) {
    answer.statement = format!("<saml:AuthnStatement {attributes}/>");
}

const RULES: &[Rule] = &[
    ("another issuer", |a| a.issuer = "<saml:Issuer>https://idp.globex.example</saml:Issuer>".into(), Some((Check::Issuer, Code::S05))),
    ("an issuer that begins the same", |a| a.issuer = format!("<saml:Issuer>{IDP}/</saml:Issuer>"), Some((Check::Issuer, Code::S05))),
    ("no issuer", |a| a.issuer = "<saml:Advice/>".into(), Some((Check::Issuer, Code::S05))),
    ("an element in the issuer", |a| a.issuer = format!("<saml:Issuer>{IDP}<x/></saml:Issuer>"), Some((Check::Issuer, Code::S05))),
    (
        "another issuer of the response",
        |a| a.response_issuer = "<saml:Issuer>https://x.example</saml:Issuer>".into(),
        Some((Check::ResponseIssuer, Code::S05)),
    ),
    ("no issuer of the response", |a| a.response_issuer = String::new(), None),
    ("another audience", |a| conditions(a, "", &audience("https://portal.example/saml/c2")), Some((Check::Audience, Code::S06))),
    ("no audience", |a| conditions(a, "", ""), Some((Check::Audience, Code::S06))),
    ("an empty restriction", |a| conditions(a, "", "<saml:AudienceRestriction/>"), Some((Check::Audience, Code::S06))),
    ("no conditions", |a| a.conditions = String::new(), Some((Check::Audience, Code::S06))),
    ("conditions twice", |a| a.conditions = a.conditions.repeat(2), Some((Check::Audience, Code::S06))),
    ("two restrictions, one for us", |a| conditions(a, "", &(audience(SP) + &audience("https://x.example"))), Some((Check::Audience, Code::S06))),
    (
        "one restriction, two audiences",
        |a| conditions(a, "", &audience(SP).replace("<saml:Audience>", "<saml:Audience>https://x.example</saml:Audience><saml:Audience>")),
        None,
    ),
    ("an unknown condition", |a| conditions(a, "", &(audience(SP) + "<saml:Condition/>")), Some((Check::Conditions, Code::S06))),
    ("a foreign condition", |a| conditions(a, "", &(audience(SP) + "<x:OneTimeUse xmlns:x=\"urn:x\"/>")), Some((Check::Conditions, Code::S06))),
    ("one-time use", |a| conditions(a, "", &(audience(SP) + "<saml:OneTimeUse/><saml:ProxyRestriction Count=\"0\"/>")), None),
    ("not yet", |a| conditions(a, &format!("NotBefore=\"{}\"", at(121)), &audience(SP)), Some((Check::NotBefore, Code::S08))),
    ("not yet, within the skew", |a| conditions(a, &format!("NotBefore=\"{}\"", at(120)), &audience(SP)), None),
    ("no more", |a| conditions(a, &format!("NotOnOrAfter=\"{}\"", at(-120)), &audience(SP)), Some((Check::NotOnOrAfter, Code::S08))),
    ("no more, within the skew", |a| conditions(a, &format!("NotOnOrAfter=\"{}\"", at(-119)), &audience(SP)), None),
    ("the end of time", |a| conditions(a, "NotOnOrAfter=\"9999-12-31T23:59:59Z\"", &audience(SP)), None),
    ("not an instant", |a| conditions(a, "NotOnOrAfter=\"tomorrow\"", &audience(SP)), Some((Check::NotOnOrAfter, Code::S08))),
    ("an instant of no zone", |a| conditions(a, "NotBefore=\"2026-11-26T11:00:00\"", &audience(SP)), Some((Check::NotBefore, Code::S08))),
    ("old", |a| a.issued = NOW - Duration::seconds(421), Some((Check::IssueInstant, Code::S08))),
    ("just young enough", |a| a.issued = NOW - Duration::seconds(420), None),
    ("of the future", |a| a.issued = NOW + Duration::seconds(121), Some((Check::IssueInstant, Code::S08))),
    ("of the near future", |a| a.issued = NOW + Duration::seconds(120), None),
    ("no confirmation", |a| a.confirmation = String::new(), Some((Check::Confirmation, Code::S07))),
    ("holder of key", |a| a.confirmation = a.confirmation.replace("cm:bearer", "cm:holder-of-key"), Some((Check::Confirmation, Code::S07))),
    (
        "a bearer without data",
        |a| a.confirmation = "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"/>".into(),
        Some((Check::Confirmation, Code::S07)),
    ),
    (
        "another recipient",
        |a| a.confirmation = bearer("https://portal.example/saml/c2/acs", Some(REQUEST), &at(300)),
        Some((Check::Recipient, Code::S07)),
    ),
    ("no recipient", |a| a.confirmation = a.confirmation.replace("Recipient", "Address"), Some((Check::Recipient, Code::S07))),
    ("another request", |a| a.confirmation = bearer(ACS, Some("_another"), &at(300)), Some((Check::InResponseTo, Code::S09))),
    ("no request", |a| a.confirmation = bearer(ACS, None, &at(300)), Some((Check::InResponseTo, Code::S09))),
    ("a confirmation that ended", |a| a.confirmation = bearer(ACS, Some(REQUEST), &at(-120)), Some((Check::ConfirmationNotOnOrAfter, Code::S08))),
    (
        "a confirmation without end",
        |a| a.confirmation = a.confirmation.replace("NotOnOrAfter", "NotAfter"),
        Some((Check::ConfirmationNotOnOrAfter, Code::S08)),
    ),
    (
        "a confirmation for later",
        |a| a.confirmation = a.confirmation.replace("NotOnOrAfter", &format!("NotBefore=\"{}\" NotOnOrAfter", at(121))),
        Some((Check::NotBefore, Code::S08)),
    ),
    ("two confirmations, one for us", |a| a.confirmation = bearer("https://x.example", None, &at(0)) + &bearer(ACS, Some(REQUEST), &at(300)), None),
    (
        "halves of two confirmations",
        |a| a.confirmation = bearer(ACS, Some("_another"), &at(300)) + &bearer("https://x.example", Some(REQUEST), &at(300)),
        Some((Check::InResponseTo, Code::S09)),
    ),
    ("nobody signed in", |a| a.statement = String::new(), Some((Check::AuthnStatement, Code::S02))),
    ("a sign-in without an instant", |a| statement(a, ""), Some((Check::AuthnStatement, Code::S08))),
    ("a sign-in of the future", |a| statement(a, &format!("AuthnInstant=\"{}\"", at(121))), Some((Check::AuthnStatement, Code::S08))),
    ("a sign-in of this morning", |a| statement(a, &format!("AuthnInstant=\"{}\"", at(-4 * 3600))), None),
    (
        "a session that ended",
        |a| statement(a, &format!("AuthnInstant=\"{}\" SessionNotOnOrAfter=\"{}\"", at(-10), at(-120))),
        Some((Check::SessionNotOnOrAfter, Code::S08)),
    ),
    ("no NameID", |a| a.name_id = String::new(), Some((Check::NameId, Code::S13))),
    ("an empty NameID", |a| a.name_id = "<saml:NameID/>".into(), Some((Check::NameId, Code::S13))),
    ("a padded NameID", |a| a.name_id = "<saml:NameID> alice-1</saml:NameID>".into(), Some((Check::NameId, Code::S13))),
    ("a NameID with a line end", |a| a.name_id = "<saml:NameID>alice-1&#10;</saml:NameID>".into(), Some((Check::NameId, Code::S13))),
    ("a NameID with elements", |a| a.name_id = "<saml:NameID>alice<b/>-1</saml:NameID>".into(), Some((Check::NameId, Code::S13))),
    ("a NameID in an element", |a| a.name_id = "<saml:NameID><b>alice-1</b></saml:NameID>".into(), Some((Check::NameId, Code::S13))),
    ("two NameIDs", |a| a.name_id = a.name_id.repeat(2), Some((Check::NameId, Code::S13))),
    ("a long NameID", |a| a.name_id = format!("<saml:NameID>{}</saml:NameID>", "a".repeat(257)), Some((Check::NameId, Code::S13))),
    ("a NameID as long as may be", |a| a.name_id = format!("<saml:NameID>{}</saml:NameID>", "ä".repeat(256)), None),
    ("an encrypted NameID", |a| a.name_id = "<saml:EncryptedID/>".into(), Some((Check::NameId, Code::S13))),
    ("two subjects", |a| a.name_id = format!("{}</saml:Subject><saml:Subject>{}", a.name_id, a.name_id), Some((Check::Confirmation, Code::S07))),
    ("another destination", |a| a.response_attributes = a.response_attributes.replace("/c1/", "/c2/"), Some((Check::ResponseDestination, Code::S07))),
    ("no destination", |a| a.response_attributes = format!("InResponseTo=\"{REQUEST}\""), Some((Check::ResponseDestination, Code::S07))),
    (
        "a response to another request",
        |a| a.response_attributes = format!("Destination=\"{ACS}\" InResponseTo=\"_x\""),
        Some((Check::ResponseInResponseTo, Code::S09)),
    ),
    ("a response to no request", |a| a.response_attributes = format!("Destination=\"{ACS}\""), Some((Check::ResponseInResponseTo, Code::S09))),
];

#[test]
fn each_rule_has_its_row_and_its_code() {
    for (name, change, outcome) in RULES {
        for sign in [Sign::Assertion, Sign::Response, Sign::Both] {
            let mut answer = Answer::signed(sign);
            change(&mut answer);
            let xml = answer.xml();
            match outcome {
                None => drop(accepted(&xml)),
                Some((check, code)) => {
                    let report = refused(&xml);
                    assert_eq!(report.code(), Some(*code), "{name}, {sign:?}: {report:#?}");
                    let failed = report.rows().iter().any(|row| row.check == *check && row.verdict == Verdict::Fail(*code));
                    assert!(failed, "{name}, {sign:?}: {report:#?}");
                }
            }
        }
    }
}

#[test]
fn everything_that_is_wrong_is_in_one_table() {
    let answer = Answer {
        issued: NOW - Duration::minutes(20),
        conditions: format!("<saml:Conditions>{}</saml:Conditions>", audience("https://x.example")),
        name_id: "<saml:NameID/>".into(),
        ..Answer::default()
    };
    let report = refused(&answer.xml());
    let failed: Vec<_> = report.rows().iter().filter(|row| matches!(row.verdict, Verdict::Fail(_))).map(|row| row.check).collect();
    assert_eq!(failed, [Check::IssueInstant, Check::Audience, Check::NameId]);
    assert_eq!(report.code(), Some(Code::S08), "the first is what a sign-in answers with");
    assert_eq!(report.clock_ahead_seconds(), Some(-1200));
    let audience = report.rows().iter().find(|row| row.check == Check::Audience).unwrap();
    assert_eq!((audience.expected.as_str(), audience.received.as_str()), (SP, "https://x.example"));
}

#[test]
fn unsolicited_responses_take_a_connection_that_allows_them() {
    let unsolicited =
        Answer { response_attributes: format!("Destination=\"{ACS}\""), confirmation: bearer(ACS, None, &at(300)), ..Answer::default() };
    refused_with(Code::S09, &unsolicited.xml());
    let allowing = Expected { answering: Answering::Unsolicited, ..expected() };
    accepted_as(&unsolicited.xml(), &allowing);
    // The answer to somebody else's request isn't made unsolicited by leaving the request out.
    assert_eq!(refused_as(&Answer::default().xml(), &allowing).code(), Some(Code::S09));
    let half = Answer { response_attributes: format!("Destination=\"{ACS}\""), ..Answer::default() };
    assert_eq!(refused_as(&half.xml(), &allowing).code(), Some(Code::S09));
}

#[test]
fn a_provider_that_says_no_is_quoted() {
    let status = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">\
                  <samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:NoPassive\"/></samlp:StatusCode>\
                  <samlp:StatusMessage>Not assigned</samlp:StatusMessage></samlp:Status>";
    let answer = Answer { status: status.into(), ..Answer::default() };
    // As providers send it: without an assertion, often without a signature.
    let report = refused(&Answer { sign: Sign::Nothing, ..answer.clone() }.around("", &ACME));
    assert_eq!(report.code(), Some(Code::S10));
    let Some(Refusal::Status(said)) = report.refusal() else { panic!("{report:?}") };
    assert!(said.code.ends_with(":Responder") && said.detail.as_deref().unwrap().ends_with(":NoPassive"));
    assert_eq!(said.message.as_deref(), Some("Not assigned"));
    // And an assertion doesn't help against it.
    refused_with(Code::S10, &answer.xml());
}

#[test]
fn a_replay_can_be_recognised_for_as_long_as_it_could_be_tried() {
    let xml = Answer::default().xml();
    let first = accepted(&xml).assertion;
    let again = accepted(&xml).assertion;
    assert_eq!(first.id, again.id, "the caller takes an id once");
    let just_before = Expected { now: first.forget_after - Duration::seconds(1), ..expected() };
    let long = Answer {
        confirmation: bearer(ACS, Some(REQUEST), &at(86_400)),
        conditions: format!("<saml:Conditions NotOnOrAfter=\"{}\">{}</saml:Conditions>", at(86_400), audience(SP)),
        ..Answer::default()
    };
    accepted_as(&long.xml(), &just_before);
    assert_eq!(refused_as(&long.xml(), &Expected { now: first.forget_after, ..expected() }).code(), Some(Code::S08));
}

#[test]
fn values_are_taken_to_the_letter_or_left_out() {
    let answer = Answer {
        attributes: [
            attribute("displayName", "  Alice &lt;script&gt; &amp; Co "),
            attribute("photo", "<x:jpeg xmlns:x=\"urn:x\">AAAA</x:jpeg>"),
            "<saml:Attribute Name=\"groups\" FriendlyName=\"Gruppen\"><saml:AttributeValue>a</saml:AttributeValue>\
             <saml:AttributeValue/><saml:AttributeValue>b</saml:AttributeValue></saml:Attribute>"
                .into(),
            "<saml:Attribute Name=\"\"/><saml:EncryptedAttribute/>".into(),
        ]
        .concat(),
        ..Answer::default()
    };
    let received = accepted(&answer.xml());
    assert_eq!(received.assertion.values("displayName").collect::<Vec<_>>(), ["  Alice <script> & Co "]);
    assert_eq!(received.assertion.values("groups").collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(received.assertion.values("photo").count(), 0);
    let row = received.report.rows().iter().find(|row| row.check == Check::PlainValues).unwrap();
    assert_eq!(row.verdict, Verdict::Warn);
    assert!(row.received.contains("photo") && row.received.contains("EncryptedAttribute"), "{row:?}");
}
