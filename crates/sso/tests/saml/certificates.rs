use crate::idp::*;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use sso::saml::certificate::{self as certificates, BadCertificate, NoneUsable, Usable, Validity};
use sso::saml::gate::KeyKind;
use sso::saml::{Certificate, KeyPair, PrivateKey};
use time::Duration;

#[test]
fn a_certificate_is_read_however_it_was_pasted() {
    let wanted = vec![Ok(ACME.certificate.clone())];
    let (pem, base64) = (ACME.certificate.to_pem(), ACME.certificate.to_base64());
    let lines = base64.as_bytes().chunks(76).map(|line| format!("   {}\t\r\n", String::from_utf8_lossy(line))).collect::<String>();
    for text in [
        pem.clone(),
        pem.replace('\n', "\r\n"),
        pem.replace('\n', "\\n"),
        pem.replace('\n', " "),
        format!("\"{}\",", pem.replace('\n', "\\n")),
        format!("subject=CN = idp\nissuer=CN = idp\n{pem}"),
        pem.replace("-----BEGIN CERTIFICATE-----\n", ""),
        pem.replace("-----END CERTIFICATE-----\n", ""),
        base64.clone(),
        lines,
        format!("<ds:X509Certificate>\n{base64}\n</ds:X509Certificate>"),
        base64.trim_end_matches('=').to_owned(),
    ] {
        assert_eq!(Certificate::read(&text), wanted, "{text}");
    }
    assert_eq!(Certificate::read_bytes(ACME.certificate.der()), wanted);
    assert_eq!(Certificate::read_bytes(pem.as_bytes()), wanted);
    let two = format!("{pem}\n\n{}", ACME_EC.certificate.to_pem());
    assert_eq!(Certificate::read(&two), [Ok(ACME.certificate.clone()), Ok(ACME_EC.certificate.clone())]);
}

#[test]
fn what_is_no_certificate_says_so() {
    for text in ["", "MII", "hello", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "<x>"] {
        assert_eq!(Certificate::read(text), [Err(BadCertificate::Unreadable)], "{text}");
    }
    assert_eq!(Certificate::read(&OURS.key.to_pem().unwrap()), [Err(BadCertificate::PrivateKey)]);
    let short = certificate(&PKey::from_rsa(Rsa::generate(768).unwrap()).unwrap(), "short", NOW);
    assert_eq!(Certificate::from_der(&short.to_der().unwrap()), Err(BadCertificate::Key));
}

#[test]
fn a_certificate_tells_about_itself() {
    let read = &ACME.certificate;
    assert_eq!(read.subject(), "CN=idp.acme.example, O=Acme");
    assert_eq!((read.not_before(), read.not_after()), (NOW - Duration::days(1000), NOW + Duration::days(365)));
    assert_eq!(read.key(), KeyKind::Rsa);
    assert_eq!(ACME_EC.certificate.key(), KeyKind::Ec);
    assert_eq!(read.validity(NOW), Validity::Valid);
    assert_eq!(read.validity(read.not_after()), Validity::Expired);
    assert_eq!(read.validity(read.not_before() - Duration::seconds(1)), Validity::NotYet);
    let shown = read.fingerprint().to_string();
    assert_eq!((shown.len(), shown.matches(':').count()), (95, 31));
}

#[test]
fn the_good_ones_of_several_are_kept() {
    let good = || Ok(ACME.certificate.clone());
    let bad = || Err(BadCertificate::Unreadable);
    let kept = Usable { certificates: vec![ACME.certificate.clone()], skipped: vec![BadCertificate::Unreadable] };
    assert_eq!(certificates::usable([good(), bad(), good()]), Ok(kept));
    assert_eq!(certificates::usable([bad()]), Err(NoneUsable::None));
    let many = (0..6).map(|_| Ok(Signer::rsa(1024, NOW).certificate));
    assert_eq!(certificates::usable(many), Err(NoneUsable::TooMany));
}

#[test]
fn our_key_is_kept_and_never_shown() {
    let pem = OURS.key.to_pem().unwrap();
    let read = PrivateKey::from_pem(&pem).unwrap();
    assert_eq!(*read.to_pem().unwrap(), *pem);
    assert_eq!(format!("{read:?}"), "PrivateKey(…)");
    let shown = format!("{:?}", *OURS);
    assert!(!shown.contains("PRIVATE") && shown.contains("PrivateKey(…)"));
    assert!(PrivateKey::from_pem("no").is_err());
    assert!(PrivateKey::from_pem(&OURS.certificate.to_pem()).is_err());
}

#[test]
fn our_certificate_lives_ten_years_and_names_us() {
    let pair = KeyPair::generate(&"x".repeat(80), [0xff; 16], NOW).unwrap();
    assert_eq!(pair.certificate.not_before(), NOW);
    assert_eq!(pair.certificate.not_after(), NOW + Duration::days(3650));
    assert_eq!(pair.certificate.subject(), format!("CN={}", "x".repeat(64)));
    assert!(!pair.certificate.is_weak());
}
