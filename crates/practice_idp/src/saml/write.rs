//! A planned answer as XML (SAML Core 3.3.3 and 2.3.3), signed and encrypted.

use super::encrypt::{Sealing, seal};
use super::plan::{Digest, For, Plan};
use super::xml::{DS, Naming, SAML, SAMLP, escape};
use crate::accent::{Saml, Signs};
use crate::chance::xml_id;
use crate::failure::Failure;
use crate::keys::{Key, Which};
use crate::place::Place;
use crate::state::Idp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use samael::crypto::{Crypto, CryptoProvider};
use time::{Duration, OffsetDateTime};

const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

struct Writer<'a> {
    idp: &'a Idp,
    place: &'a Place,
    plan: &'a Plan,
    key: &'a Key,
    /// The signing key's, in base64.
    certificate: String,
    protocol: Naming,
    assertion: Naming,
    signature: Naming,
}

/// The Response.
pub(crate) fn response(idp: &Idp, place: &Place, plan: &Plan) -> Result<String, Failure> {
    let key = idp.keys.get(plan.key)?;
    let prefixes = &place.accent.saml.prefixes;
    let writer = Writer {
        certificate: STANDARD.encode(key.certificate(place, idp.now())?.to_der()?),
        key: &key,
        protocol: Naming::new(prefixes.protocol, SAMLP),
        assertion: Naming::new(prefixes.assertion, SAML),
        signature: Naming::new(prefixes.signature, DS),
        idp,
        place,
        plan,
    };
    writer.response()
}

impl Writer<'_> {
    fn saml(&self) -> &'static Saml {
        &self.place.accent.saml
    }

    fn response(&self) -> Result<String, Failure> {
        let (plan, id) = (self.plan, xml_id(self.idp.random()));
        let signs = matches!(plan.signs, Signs::Response | Signs::Both);
        let answers = plan.in_response_to.as_ref().map(|request| format!(" InResponseTo=\"{}\"", escape(request))).unwrap_or_default();
        let attributes = format!(
            " {} ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{}\" Destination=\"{}\"{answers}",
            self.protocol.declaration(),
            self.instant(0),
            escape(&plan.destination)
        );
        let issuer = self.assertion.element("Issuer", &format!(" {}", self.assertion.declaration()), &escape(&plan.issuer));
        let signature = if signs { self.empty_signature(&id) } else { String::new() };
        let body = match plan.status {
            Some(_) => String::new(),
            None => self.sealed(self.assertion()?)?,
        };
        let xml = self.protocol.element("Response", &attributes, &[issuer, signature, self.status(), body].concat());
        if signs { self.sign(&xml) } else { Ok(xml) }
    }

    fn status(&self) -> String {
        let code = |value: &str, inner: &str| self.protocol.element("StatusCode", &format!(" Value=\"{value}\""), inner);
        match &self.plan.status {
            None => self.protocol.element("Status", "", &code(SUCCESS, "")),
            Some(status) => {
                let codes = status.codes.iter().rev().fold(String::new(), |inner, value| code(value, &inner));
                let message = status.message.as_ref().map(|words| self.protocol.element("StatusMessage", "", &escape(words))).unwrap_or_default();
                self.protocol.element("Status", "", &(codes + &message))
            }
        }
    }

    fn assertion(&self) -> Result<String, Failure> {
        let (plan, id) = (self.plan, xml_id(self.idp.random()));
        let signs = matches!(plan.signs, Signs::Assertion | Signs::Both);
        let attributes = format!(" {} ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{}\"", self.assertion.declaration(), self.instant(0));
        let issuer = self.assertion.element("Issuer", "", &escape(&plan.issuer));
        let signature = if signs { self.empty_signature(&id) } else { String::new() };
        let parts = [issuer, signature, self.subject(), self.conditions(), self.statement(&id), self.attributes()];
        let xml = self.assertion.element("Assertion", &attributes, &parts.concat());
        if signs { self.sign(&xml) } else { Ok(xml) }
    }

    fn subject(&self) -> String {
        let (plan, saml) = (self.plan, self.assertion);
        let (format, value) = &plan.name_id;
        let name_id = saml.element("NameID", &format!(" Format=\"{format}\""), &escape(value));
        let answers = plan.in_response_to.as_ref().map(|request| format!(" InResponseTo=\"{}\"", escape(request))).unwrap_or_default();
        let until = self.instant(self.saml().clock.valid.min(300));
        let data = format!(" NotOnOrAfter=\"{until}\" Recipient=\"{}\"{answers}", escape(&plan.recipient));
        let confirmation = saml.element("SubjectConfirmation", &format!(" Method=\"{BEARER}\""), &saml.element("SubjectConfirmationData", &data, ""));
        saml.element("Subject", "", &(name_id + &confirmation))
    }

    fn conditions(&self) -> String {
        let (saml, clock) = (self.assertion, &self.saml().clock);
        let times = format!(" NotBefore=\"{}\" NotOnOrAfter=\"{}\"", self.instant(-clock.back), self.instant(clock.valid - clock.back));
        let audience = saml.element("AudienceRestriction", "", &saml.element("Audience", "", &escape(&self.plan.audience)));
        saml.element("Conditions", &times, &audience)
    }

    fn statement(&self, id: &str) -> String {
        let saml = self.assertion;
        let attributes = format!(" AuthnInstant=\"{}\" SessionIndex=\"{id}\"", self.at(self.plan.since));
        let class = saml.element("AuthnContextClassRef", "", PASSWORD);
        saml.element("AuthnStatement", &attributes, &saml.element("AuthnContext", "", &class))
    }

    fn attributes(&self) -> String {
        let saml = self.assertion;
        let of = if self.saml().typed {
            " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\""
        } else {
            ""
        };
        let format = self.saml().name_format.map(|format| format!(" NameFormat=\"{format}\"")).unwrap_or_default();
        let told = self.plan.attributes.iter().map(|told| {
            let friendly = told.friendly_name.map(|name| format!(" FriendlyName=\"{name}\"")).unwrap_or_default();
            let values: String = told.values.iter().map(|value| saml.element("AttributeValue", of, &escape(value))).collect();
            saml.element("Attribute", &format!(" Name=\"{}\"{format}{friendly}", told.name), &values)
        });
        saml.element("AttributeStatement", "", &told.collect::<String>())
    }

    fn sealed(&self, assertion: String) -> Result<String, Failure> {
        let Some((cipher, to)) = &self.plan.sealing else { return Ok(assertion) };
        let certificate = match to {
            For::Service(certificate) => certificate.clone(),
            For::Stranger => self.idp.keys.get(Which::Stranger)?.certificate(self.place, self.idp.now())?.to_der()?,
        };
        seal(&assertion, &Sealing { cipher: *cipher, certificate, key: self.idp.random(), iv: self.idp.random() })
    }

    /// A signature of the element with this ID, to be filled in.
    fn empty_signature(&self, id: &str) -> String {
        let (method, digest) = match self.plan.digest {
            Digest::Sha256 => ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256"),
            Digest::Sha1 => ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#sha1"),
        };
        let ds = self.signature;
        let by = |name: &str, algorithm: &str| ds.element(name, &format!(" Algorithm=\"{algorithm}\""), "");
        let transforms = by("Transform", "http://www.w3.org/2000/09/xmldsig#enveloped-signature") + &by("Transform", EXCLUSIVE);
        let reference = ds.element("Transforms", "", &transforms) + &by("DigestMethod", digest) + &ds.element("DigestValue", "", "");
        let reference = ds.element("Reference", &format!(" URI=\"#{id}\""), &reference);
        let info = by("CanonicalizationMethod", EXCLUSIVE) + &by("SignatureMethod", method) + &reference;
        let certificate = ds.element("X509Certificate", "", &self.certificate);
        let parts = [
            ds.element("SignedInfo", "", &info),
            ds.element("SignatureValue", "", ""),
            ds.element("KeyInfo", "", &ds.element("X509Data", "", &certificate)),
        ];
        ds.element("Signature", &format!(" {}", ds.declaration()), &parts.concat())
    }

    /// Fills in the first empty signature of a document.
    fn sign(&self, xml: &str) -> Result<String, Failure> {
        let signed = Crypto::sign_xml(xml, &self.key.der).map_err(|error| Failure::XmlSec(error.to_string()))?;
        Ok(signed.split_once("?>").map_or(signed.as_str(), |(_, rest)| rest).trim().to_owned())
    }

    /// So many seconds from the provider's now.
    fn instant(&self, seconds: i64) -> String {
        self.at(self.plan.now.saturating_add(Duration::seconds(seconds)))
    }

    fn at(&self, at: OffsetDateTime) -> String {
        super::instant(at, self.saml().clock.decimals)
    }
}
