use super::certificate::Validity;
use super::decrypt;
use super::gate::{self, Body, PassedResponse, Refusal, SignatureShape};
use super::rules::{self, Proof};
use super::signature::{self, SignedXml};
use super::{Assertion, Certificate, Check, Code, Expected, MustSign, Report, Signed};
use crate::instant;
use crate::saml::xml::{self, SAMLP};
use roxmltree::Node;

/// A sign-in that holds, and the table that shows it; there may be warnings in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub assertion: Assertion,
    pub report: Report,
}

/// Whether [`receive`] will want our keys for this: opening a private key costs more than everything else that it does.
pub fn may_be_encrypted(posted: &str) -> bool {
    gate::decode(posted).is_ok_and(|text| text.contains("EncryptedAssertion"))
}

/// Reads the form field `SAMLResponse` and answers what it proves. See the module's page for the order of the checks.
///
/// Processor time without waiting: for a blocking thread.
///
/// # Errors
/// The report, with at least one failure in it ([`Report::code`]). Nothing of an assertion that failed leaves this function but what the
/// report shows.
pub fn receive(posted: &str, expected: &Expected<'_>) -> Result<Received, Box<Report>> {
    let mut report = Report::default();
    let assertion = check(posted, expected, &mut report);
    match (assertion, report.code()) {
        (Some(assertion), None) => Ok(Received { assertion, report }),
        (None, None) => {
            // Not reached: whoever answers `None` has said why. If that is ever wrong, it fails closed.
            report.fail(Check::Form, Code::S02, "", "");
            Err(Box::new(report))
        }
        (_, Some(_)) => Err(Box::new(report)),
    }
}

fn check(posted: &str, expected: &Expected<'_>, report: &mut Report) -> Option<Assertion> {
    configured(expected, report)?;
    let text = gate::decode(posted).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    let passed = gate::response(&text).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    report.pass(Check::Form, "", "");
    rules::envelope(&passed.envelope, expected, report)?;
    match &passed.body {
        Body::Plain(signature) => plain(&passed, signature.as_ref(), expected, report),
        Body::Encrypted => encrypted(&passed, expected, report),
    }
}

fn configured(expected: &Expected<'_>, report: &mut Report) -> Option<()> {
    let known = !expected.idp_entity_id.is_empty() && !expected.certificates.is_empty();
    report.require(known, Check::Configuration, Code::S01, "entityID, X509Certificate", expected.idp_entity_id).then_some(())
}

fn plain(passed: &PassedResponse<'_>, inner: Option<&SignatureShape>, expected: &Expected<'_>, report: &mut Report) -> Option<Assertion> {
    let signed = verify(passed.text(), &passed.signatures().collect::<Vec<_>>(), expected, report)?;
    let part = signed_part(passed.signature.as_ref(), inner)?;
    insist(part, expected.must_sign, report)?;
    let document = gate::open(&signed.xml).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    let assertion = match part {
        Signed::Assertion => document.root_element(),
        Signed::Response | Signed::Both => within_response(document.root_element(), expected, report)?,
    };
    rules::assertion(assertion, &Proof { signed: part, encrypted: false, certificate: signed.certificate.fingerprint() }, expected, report)
}

fn encrypted(passed: &PassedResponse<'_>, expected: &Expected<'_>, report: &mut Report) -> Option<Assertion> {
    let outer = match &passed.signature {
        Some(shape) => Some(verify(passed.text(), &[shape], expected, report)?),
        None => None,
    };
    let text = match &outer {
        Some(signed) => {
            let document = gate::open(&signed.xml).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
            open_encrypted(within_response(document.root_element(), expected, report)?, true, expected, report)?
        }
        None => {
            let node = gate::the_assertion(passed.document.root_element()).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
            open_encrypted(node, false, expected, report)?
        }
    };
    let inner = gate::assertion(&text).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    let Some(part) = signed_part(passed.signature.as_ref(), inner.signature.as_ref()) else {
        report.refuse(Check::SignedPart, Refusal::NotSigned);
        return None;
    };
    let own = match &inner.signature {
        Some(shape) => Some(verify(inner.text(), &[shape], expected, report)?),
        None => None,
    };
    insist(part, expected.must_sign, report)?;
    let certificate = own.as_ref().or(outer.as_ref())?.certificate.fingerprint();
    let believed = own.as_ref().map_or(inner.text(), |signed| &signed.xml);
    let document = gate::open(believed).map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    rules::assertion(document.root_element(), &Proof { signed: part, encrypted: true, certificate }, expected, report)
}

fn open_encrypted(node: Node<'_, '_>, signed: bool, expected: &Expected<'_>, report: &mut Report) -> Option<zeroize::Zeroizing<String>> {
    let text = decrypt::decrypt(node, expected.keys, signed).ok();
    report.require(text.is_some(), Check::Encryption, Code::S14, decrypt::accepted(signed), decrypt::algorithms(node));
    text
}

/// The assertion within signed bytes, which are looked at as strictly as the unsigned ones were.
fn within_response<'a, 'i>(root: Node<'a, 'i>, expected: &Expected<'_>, report: &mut Report) -> Option<Node<'a, 'i>> {
    let look = || {
        if !xml::is(root, SAMLP, "Response") {
            return Err(Refusal::NotExpected(root.tag_name().name().to_owned()));
        }
        gate::successful(root)?;
        Ok((gate::envelope(root)?, gate::the_assertion(root)?))
    };
    let (envelope, assertion) = look().map_err(|refusal| report.refuse(Check::Form, refusal)).ok()?;
    // The rows about the envelope are there already; these say the same, unless two parsers differ.
    let mut again = Report::default();
    match rules::envelope(&envelope, expected, &mut again) {
        Some(()) => Some(assertion),
        None => {
            report.append(again);
            None
        }
    }
}

fn verify<'c>(text: &str, shapes: &[&SignatureShape], expected: &Expected<'c>, report: &mut Report) -> Option<SignedXml<'c>> {
    let known = || expected.certificates.iter().map(Certificate::described).collect::<Vec<_>>().join("; ");
    match signature::verify(text, shapes, expected.certificates) {
        Ok(signed) => {
            report.pass(Check::Signature, known(), signed.certificate.described());
            look_at(signed.certificate, expected, report);
            Some(signed)
        }
        Err(_) => {
            let sent = shapes.iter().find_map(|shape| shape.certificate.as_deref());
            let sent = sent.and_then(|base64| Certificate::read(base64).pop()?.ok()).map(|sent| sent.described());
            report.fail(Check::Signature, Code::S02, known(), sent.unwrap_or_default());
            None
        }
    }
}

/// An expired certificate goes on working: the day it expires is the day on which nobody can sign in to mend it.
fn look_at(certificate: &Certificate, expected: &Expected<'_>, report: &mut Report) {
    let (today, described) = (instant::write(expected.now), certificate.described());
    match certificate.validity(expected.now) {
        Validity::Valid if !certificate.is_weak() => report.pass(Check::Certificate, today, described),
        Validity::Valid | Validity::NotYet | Validity::Expired => report.warn(Check::Certificate, today, described),
    }
}

fn signed_part(response: Option<&SignatureShape>, assertion: Option<&SignatureShape>) -> Option<Signed> {
    match (response, assertion) {
        (Some(_), Some(_)) => Some(Signed::Both),
        (Some(_), None) => Some(Signed::Response),
        (None, Some(_)) => Some(Signed::Assertion),
        (None, None) => None,
    }
}

fn insist(part: Signed, must: MustSign, report: &mut Report) -> Option<()> {
    let holds = match must {
        MustSign::ResponseOrAssertion => true,
        MustSign::Assertion => matches!(part, Signed::Assertion | Signed::Both),
        MustSign::Both => part == Signed::Both,
    };
    let wanted = match must {
        MustSign::ResponseOrAssertion => "Response | Assertion",
        MustSign::Assertion => "Assertion",
        MustSign::Both => "Response + Assertion",
    };
    let got = match part {
        Signed::Response => "Response",
        Signed::Assertion => "Assertion",
        Signed::Both => "Response + Assertion",
    };
    report.require(holds, Check::SignedPart, Code::S03, wanted, got).then_some(())
}
