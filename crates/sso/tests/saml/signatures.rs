//! What a provider signs, in all the ways in which they do.

use crate::idp::*;
use sso::saml::{Certificate, Check, Code, Expected, MustSign, Signed, Verdict};
use time::Duration;

#[test]
fn a_signed_response_assertion_or_both_are_believed() {
    for (sign, signed) in [(Sign::Response, Signed::Response), (Sign::Assertion, Signed::Assertion), (Sign::Both, Signed::Both)] {
        let received = accepted(&Answer::signed(sign).xml());
        assert_eq!(received.assertion.signed, signed);
        assert_eq!(received.assertion.name_id.value, "alice-1");
        assert_eq!(received.assertion.id, "_assertion");
        assert_eq!(received.assertion.values("email").collect::<Vec<_>>(), ["alice@acme.example"]);
        assert_eq!(received.assertion.session_index.as_deref(), Some("s1"));
        assert_eq!(received.assertion.session_not_on_or_after, Some(NOW + Duration::hours(8)));
        assert_eq!(received.assertion.certificate, ACME.certificate.fingerprint());
        assert!(received.report.rows().iter().all(|row| row.verdict == Verdict::Pass), "{:#?}", received.report);
    }
}

#[test]
fn an_organisation_may_insist_on_what_is_signed() {
    let insisting = |must_sign| Expected { must_sign, ..expected() };
    for (sign, must, holds) in [
        (Sign::Response, MustSign::Assertion, false),
        (Sign::Assertion, MustSign::Assertion, true),
        (Sign::Both, MustSign::Assertion, true),
        (Sign::Assertion, MustSign::Both, false),
        (Sign::Response, MustSign::Both, false),
        (Sign::Both, MustSign::Both, true),
    ] {
        let xml = Answer::signed(sign).xml();
        match holds {
            true => drop(accepted_as(&xml, &insisting(must))),
            false => assert_eq!(refused_as(&xml, &insisting(must)).code(), Some(Code::S03), "{sign:?} {must:?}"),
        }
    }
}

#[test]
fn rsa_and_ecdsa_with_every_sha_2_are_believed() {
    let digests =
        ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512"];
    let methods = [
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
    ];
    // One connection has both kinds of keys; neither gets in the other's way.
    let certificates = [ACME_EC.certificate.clone(), ACME.certificate.clone()];
    for method in methods {
        for digest in digests {
            let answer = Answer { method, digest, sign: Sign::Both, ..Answer::default() };
            let signer = if method.contains("ecdsa") { &ACME_EC } else { &ACME };
            accepted_as(&answer.by(signer), &Expected { certificates: &certificates, ..expected() });
        }
    }
}

#[test]
fn any_of_five_certificates_will_do_and_says_which_it_was() {
    let others: Vec<_> = (0..3).map(|_| Signer::rsa(1024, NOW + Duration::days(1)).certificate).collect();
    let mut certificates = others;
    certificates.push(ACME_NEXT.certificate.clone());
    certificates.push(ACME.certificate.clone());
    for signer in [&*ACME, &*ACME_NEXT] {
        let received = accepted_as(&Answer::signed(Sign::Both).by(signer), &Expected { certificates: &certificates, ..expected() });
        assert_eq!(received.assertion.certificate, signer.certificate.fingerprint());
    }
    let sixth = [&certificates[..3], &[MALLORY.certificate.clone(), ACME_EC.certificate.clone(), ACME.certificate.clone()]].concat();
    assert_eq!(refused_as(&Answer::default().xml(), &Expected { certificates: &sixth, ..expected() }).code(), Some(Code::S02));
}

#[test]
fn an_expired_or_weak_certificate_works_and_warns() {
    for signer in [Signer::rsa(2048, NOW - Duration::days(1)), Signer::rsa(1024, NOW + Duration::days(1))] {
        let certificates = [signer.certificate.clone()];
        let received = accepted_as(&Answer::default().by(&signer), &Expected { certificates: &certificates, ..expected() });
        let warned: Vec<_> = received.report.rows().iter().filter(|row| row.verdict == Verdict::Warn).map(|row| row.check).collect();
        assert_eq!(warned, [Check::Certificate]);
    }
}

#[test]
fn an_unknown_signer_is_named_to_the_administrator() {
    let key_info = format!(
        "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>",
        MALLORY.certificate.to_base64()
    );
    let xml = Answer::default().by(&MALLORY).replace("</ds:Signature>", &key_info);
    let report = refused(&xml);
    let row = report.rows().iter().find(|row| row.check == Check::Signature).unwrap();
    assert_eq!(row.verdict, Verdict::Fail(Code::S02));
    assert!(row.received.contains(&MALLORY.certificate.fingerprint().to_string()), "{row:?}");
    assert!(row.expected.contains(&ACME.certificate.fingerprint().to_string()), "{row:?}");
    assert!(!format!("{report:?}").contains("alice"), "nothing of what wasn't believed");
}

#[test]
fn providers_prefixes_and_line_ends_make_no_difference() {
    let xml = Answer::signed(Sign::Response).xml();
    accepted(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n{xml}\n"));
    accepted(&format!("\u{FEFF}<?xml version='1.0' encoding='utf-8' standalone='no' ?>{xml}"));
    let xml = Answer::default();
    let assertion = xml.assertion(&ACME);
    let renamed = xml.around(&assertion, &ACME).replace("samlp:", "p:").replace("xmlns:samlp", "xmlns:p");
    accepted(&renamed);
    // Base64 as some write it: in lines, without padding.
    let lines = posted(&renamed).as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join("\r\n");
    sso::saml::receive(lines.trim_end_matches('='), &expected()).unwrap();
}

#[test]
fn a_certificate_of_another_connection_is_worth_nothing() {
    let mallorys = [MALLORY.certificate.clone()];
    let report = refused_as(&Answer::default().xml(), &Expected { certificates: &mallorys, ..expected() });
    assert_eq!(report.code(), Some(Code::S02));
    let none: [Certificate; 0] = [];
    assert_eq!(refused_as(&Answer::default().xml(), &Expected { certificates: &none, ..expected() }).code(), Some(Code::S01));
}

/// xmlsec would write each failed check to stderr, with words of whoever sent it. Seen from outside, in a process of its own.
#[test]
fn a_failed_signature_prints_nothing() {
    let test = "attacks::strange_xml_is_refused";
    let run = std::process::Command::new(std::env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]).output().unwrap();
    assert!(run.status.success() && String::from_utf8_lossy(&run.stdout).contains("1 passed"), "{run:?}");
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
}
