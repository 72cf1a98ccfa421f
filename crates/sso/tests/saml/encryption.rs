//! Encrypted assertions, as providers make them, and as those who don't know the key do.

use crate::idp::*;
use base64::{Engine, engine::general_purpose::STANDARD};
use openssl::encrypt::Encrypter;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Public};
use openssl::rsa::Padding;
use openssl::symm::{Cipher, encrypt, encrypt_aead};
use openssl::x509::X509;
use sso::saml::{Certificate, Check, Code, Expected, PrivateKey, Report, Signed};

const GCM_128: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
const GCM_256: &str = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
const CBC_128: &str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
const CBC_256: &str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
const OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const OAEP_11: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
const PKCS_1: &str = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";

fn public(certificate: &Certificate) -> PKey<Public> {
    X509::from_der(certificate.der()).unwrap().public_key().unwrap()
}

fn content(algorithm: &str, key: &[u8], text: &str) -> Vec<u8> {
    let iv = [9; 16];
    let gcm = |cipher| {
        let mut tag = [0; 16];
        let text = encrypt_aead(cipher, key, Some(&iv[..12]), &[], text.as_bytes(), &mut tag).unwrap();
        [&iv[..12], &text, &tag].concat()
    };
    // PKCS #7 padding is one that XML Encryption allows.
    let cbc = |cipher| [&iv[..], &encrypt(cipher, key, Some(&iv), text.as_bytes()).unwrap()].concat();
    match algorithm {
        GCM_128 => gcm(Cipher::aes_128_gcm()),
        GCM_256 => gcm(Cipher::aes_256_gcm()),
        CBC_128 => cbc(Cipher::aes_128_cbc()),
        _ => cbc(Cipher::aes_256_cbc()),
    }
}

fn encrypted_key(transport: &str, key: &[u8], to: &Certificate) -> String {
    let public = public(to);
    let mut encrypter = Encrypter::new(&public).unwrap();
    let method = match transport {
        PKCS_1 => {
            encrypter.set_rsa_padding(Padding::PKCS1).unwrap();
            ""
        }
        OAEP_11 => {
            encrypter.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
            encrypter.set_rsa_oaep_md(MessageDigest::sha256()).unwrap();
            encrypter.set_rsa_mgf1_md(MessageDigest::sha256()).unwrap();
            "<ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
             <m:MGF xmlns:m=\"http://www.w3.org/2009/xmlenc11#\" Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1sha256\"/>"
        }
        _ => {
            encrypter.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
            ""
        }
    };
    let mut out = vec![0; encrypter.encrypt_len(key).unwrap()];
    let length = encrypter.encrypt(key, &mut out).unwrap();
    format!(
        "<xenc:EncryptedKey Id=\"_key\"><xenc:EncryptionMethod Algorithm=\"{transport}\">{method}</xenc:EncryptionMethod>\
         <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>",
        STANDARD.encode(&out[..length])
    )
}

fn wrapped(algorithm: &str, data: &[u8], keys: &str) -> String {
    format!(
        "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><xenc:EncryptedData \
         xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" Id=\"_data\" Type=\"http://www.w3.org/2001/04/xmlenc#Element\">\
         <xenc:EncryptionMethod Algorithm=\"{algorithm}\"/><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{keys}</ds:KeyInfo>\
         <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>",
        STANDARD.encode(data)
    )
}

fn encrypted(assertion: &str, algorithm: &str, transport: &str, to: &Certificate) -> String {
    let key = &[3; 32][..if algorithm.contains("128") { 16 } else { 32 }];
    wrapped(algorithm, &content(algorithm, key, assertion), &encrypted_key(transport, key, to))
}

/// A response whose parts are signed as asked, and whose assertion is encrypted.
fn answer(sign: Sign, algorithm: &str, transport: &str, to: &Certificate) -> String {
    let answer = Answer::signed(sign);
    answer.around(&encrypted(&answer.assertion(&ACME), algorithm, transport, to), &ACME)
}

fn with_keys<T>(keys: &[&PrivateKey], look: impl FnOnce(&Expected<'_>) -> T) -> T {
    look(&Expected { keys, ..expected() })
}

fn refused_encrypted(xml: &str) -> Report {
    with_keys(&[&OURS.key], |expected| refused_as(xml, expected))
}

#[test]
fn what_large_providers_send_is_read() {
    for (sign, algorithms) in [
        (Sign::Assertion, &[GCM_128, GCM_256][..]),
        (Sign::Response, &[GCM_128, GCM_256, CBC_128, CBC_256]),
        (Sign::Both, &[GCM_128, GCM_256, CBC_128, CBC_256]),
    ] {
        for algorithm in algorithms {
            for transport in [OAEP, OAEP_11] {
                let xml = answer(sign, algorithm, transport, &OURS.certificate);
                let received = with_keys(&[&OURS.key], |expected| accepted_as(&xml, expected));
                assert!(received.assertion.encrypted);
                assert_eq!(received.assertion.name_id.value, "alice-1");
                let signed = match sign {
                    Sign::Both => Signed::Both,
                    Sign::Response => Signed::Response,
                    Sign::Assertion | Sign::Nothing => Signed::Assertion,
                };
                assert_eq!(received.assertion.signed, signed);
            }
        }
    }
}

#[test]
fn cbc_takes_a_signed_response() {
    for algorithm in [CBC_128, CBC_256] {
        let report = refused_encrypted(&answer(Sign::Assertion, algorithm, OAEP, &OURS.certificate));
        assert_eq!(report.code(), Some(Code::S14));
        let row = report.rows().iter().find(|row| row.check == Check::Encryption).unwrap();
        assert!(row.received.contains(algorithm), "{row:?}");
    }
}

#[test]
fn both_of_our_keys_are_tried() {
    let next = pair();
    for to in [&OURS.certificate, &next.certificate] {
        let xml = answer(Sign::Assertion, GCM_256, OAEP, to);
        with_keys(&[&OURS.key, &next.key], |expected| accepted_as(&xml, expected));
    }
    assert_eq!(
        with_keys(&[&next.key], |expected| refused_as(&answer(Sign::Both, GCM_128, OAEP, &OURS.certificate), expected)).code(),
        Some(Code::S14)
    );
    // A provider that knows both of our certificates.
    let key = [3; 16];
    let keys = encrypted_key(OAEP, &key, &next.certificate) + &encrypted_key(OAEP, &key, &OURS.certificate);
    let answer = Answer::default();
    let xml = answer.around(&wrapped(GCM_128, &content(GCM_128, &key, &answer.assertion(&ACME)), &keys), &ACME);
    with_keys(&[&OURS.key], |expected| accepted_as(&xml, expected));
}

#[test]
fn whatever_fails_fails_alike() {
    let good = answer(Sign::Assertion, GCM_128, OAEP, &OURS.certificate);
    let key = [3; 16];
    let keys = encrypted_key(OAEP, &key, &OURS.certificate);
    let around = |inner: &str| Answer::default().around(inner, &ACME);
    let mut forged = content(GCM_128, &key, "<x/>");
    *forged.last_mut().unwrap() ^= 1;
    let failures = [
        answer(Sign::Assertion, GCM_128, PKCS_1, &OURS.certificate),
        answer(Sign::Response, CBC_128, PKCS_1, &OURS.certificate),
        answer(Sign::Assertion, GCM_128, OAEP, &MALLORY.certificate),
        around(&wrapped(GCM_128, &forged, &keys)),
        around(&wrapped(GCM_256, &content(GCM_128, &key, "<x/>"), &keys)),
        around(&wrapped("http://www.w3.org/2001/04/xmlenc#tripledes-cbc", &[0; 64], &keys)),
        around(&wrapped(GCM_128, &[], &keys).replace("<xenc:CipherValue></xenc:CipherValue>", "<xenc:CipherValue>AA==</xenc:CipherValue>")),
        around(&wrapped(GCM_128, &[1; 11], &keys)),
        around(&wrapped(GCM_128, &[1; 27], &keys)),
        around(&wrapped(GCM_128, &[1; 28], &keys)),
        good.replace("<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2001", "<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2003"),
    ];
    let rows: Vec<_> = failures.iter().map(|xml| refused_encrypted(xml)).collect();
    for report in &rows {
        assert_eq!(report.code(), Some(Code::S14), "{report:#?}");
        let failed = report.rows().last().unwrap();
        assert_eq!(failed.check, Check::Encryption);
    }
    // Nothing in a row depends on what our key made of it.
    assert_eq!(rows[2].rows(), rows[3].rows());
    with_keys(&[], |expected| assert_eq!(refused_as(&good, expected).code(), Some(Code::S14)));
}

#[test]
fn short_and_broken_cbc_is_refused() {
    let key = [3; 16];
    let keys = encrypted_key(OAEP, &key, &OURS.certificate);
    let signed = |data: &[u8]| Answer::signed(Sign::Response).around(&wrapped(CBC_128, data, &keys), &ACME);
    for data in [&[1; 1][..], &[1; 15], &[1; 16], &[1; 17], &[1; 31], &[1; 32], &[1; 48]] {
        assert_eq!(refused_encrypted(&signed(data)).code(), Some(Code::S14), "{} bytes", data.len());
    }
}

#[test]
fn what_comes_out_meets_the_gate_too() {
    let sealed = |text: &str| Answer::default().around(&encrypted(text, GCM_128, OAEP, &OURS.certificate), &ACME);
    let unsigned = Answer::signed(Sign::Nothing).assertion(&ACME);
    let signed = Answer::default().assertion(&ACME);
    for (name, text, code) in [
        ("an unsigned assertion in an unsigned response", unsigned.clone(), Code::S03),
        ("signed by somebody else", Answer::default().assertion(&MALLORY), Code::S02),
        ("a DOCTYPE", format!("<!DOCTYPE x>{signed}"), Code::S02),
        ("a response", Answer::default().xml(), Code::S02),
        (
            "an assertion within an assertion",
            unsigned.replace("</saml:Assertion>", &format!("<saml:Advice>{signed}</saml:Advice></saml:Assertion>")),
            Code::S02,
        ),
        ("not XML", "alice".into(), Code::S02),
        ("another encryption", "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>".into(), Code::S02),
    ] {
        let report = refused_encrypted(&sealed(&text));
        assert_eq!(report.code(), Some(code), "{name}: {report:#?}");
    }
}

#[test]
fn a_forged_part_of_two_is_refused() {
    // Response signed by Acme, the assertion within by Mallory: both signatures have to hold.
    let inner = Answer::default().assertion(&MALLORY);
    let xml = Answer::signed(Sign::Response).around(&encrypted(&inner, GCM_128, OAEP, &OURS.certificate), &ACME);
    assert_eq!(refused_encrypted(&xml).code(), Some(Code::S02));
}

#[test]
fn strange_encryption_is_refused_before_any_key_is_used() {
    let (key, answer) = (encrypted_key(OAEP, &[3; 16], &OURS.certificate), Answer::default());
    let around = |keys: &str| answer.around(&wrapped(GCM_128, &[1; 64], keys), &ACME);
    let good = around(&key);
    for (name, xml, code) in [
        ("no keys", around(""), Code::S14),
        ("five keys", around(&key.replace("Id=\"_key\"", "").repeat(5)), Code::S14),
        ("a key somewhere else", around(&format!("<x:x xmlns:x=\"urn:x\">{key}</x:x>")), Code::S14),
        ("a key to be fetched", around(&format!("<ds:RetrievalMethod URI=\"#_key\"/>{key}")), Code::S02),
        ("text to be fetched", good.replace("CipherValue", "CipherReference"), Code::S14),
        ("an assertion beside", good.replace("</samlp:Response>", "<saml:Assertion/></samlp:Response>"), Code::S02),
    ] {
        let report = refused_encrypted(&xml);
        assert_eq!(report.code(), Some(code), "{name}: {report:#?}");
    }
}
