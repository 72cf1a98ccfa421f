//! What it says about itself (SAML Metadata 2.4.3), and what it says instead when it is told to.

use super::xml::{DS, MD, Naming, POST, REDIRECT, SAMLP, escape};
use crate::failure::Failure;
use crate::fault::Fault;
use crate::place::Place;
use crate::rotation::Rotation;
use crate::state::Idp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The signing certificates, in base64, as they are published.
pub(super) fn certificates(idp: &Idp, place: &Place, rotation: Rotation) -> Result<Vec<String>, Failure> {
    let certificate = |which| Ok(STANDARD.encode(idp.keys.get(which)?.certificate(place, idp.now())?.to_der()?));
    rotation.published().into_iter().map(certificate).collect()
}

/// The document, `fault` being one of those that concern it, or none.
pub(super) fn document(place: &Place, certificates: &[String], fault: Fault) -> String {
    let writer = Writer { place, md: Naming::new(place.accent.saml.metadata.prefix, MD), certificates };
    let declared = |inner: String| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{inner}\n");
    declared(match fault {
        Fault::NoCertificate => Writer { certificates: &[], ..writer }.entity(&place.entity_id()),
        Fault::MetadataOfService => writer.element("EntityDescriptor", &writer.of(&place.entity_id()), &writer.service()),
        Fault::MetadataOfSeveral => {
            let entities = [writer.entity(&place.entity_id()), writer.entity(&format!("{}/another", place.entity_id()))].concat();
            writer.element("EntitiesDescriptor", &format!(" {}", writer.md.declaration()), &entities)
        }
        _ => writer.entity(&place.entity_id()),
    })
}

#[derive(Clone, Copy)]
struct Writer<'a> {
    place: &'a Place,
    md: Naming,
    certificates: &'a [String],
}

impl Writer<'_> {
    fn element(&self, name: &str, attributes: &str, inner: &str) -> String {
        self.md.element(name, attributes, inner)
    }

    fn of(&self, entity_id: &str) -> String {
        format!(" {} entityID=\"{}\"", self.md.declaration(), escape(entity_id))
    }

    fn entity(&self, entity_id: &str) -> String {
        let crowd = if self.place.accent.saml.metadata.crowded { self.security_token_service() + &self.service() } else { String::new() };
        self.element("EntityDescriptor", &self.of(entity_id), &(crowd + &self.provider()))
    }

    fn provider(&self) -> String {
        let saml = &self.place.accent.saml;
        let wants = format!(" WantAuthnRequestsSigned=\"{}\" protocolSupportEnumeration=\"{SAMLP}\"", saml.metadata.wants_signed_requests);
        let format = self.element("NameIDFormat", "", saml.name_id.format);
        let sso = escape(&self.place.sso_address());
        let services: String = [REDIRECT, POST]
            .into_iter()
            .map(|binding| self.element("SingleSignOnService", &format!(" Binding=\"{binding}\" Location=\"{sso}\""), ""))
            .collect();
        self.element("IDPSSODescriptor", &wants, &(self.keys("signing") + &format + &services))
    }

    fn keys(&self, usage: &str) -> String {
        let name = |at: usize| match self.place.accent.saml.metadata.key_name {
            true => format!("<ds:KeyName>{}-{at}</ds:KeyName>", self.place.name),
            false => String::new(),
        };
        let info = |(at, certificate): (usize, &String)| {
            format!(
                "<ds:KeyInfo xmlns:ds=\"{DS}\">{}<ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
                name(at)
            )
        };
        let descriptor = |info: String| self.element("KeyDescriptor", &format!(" use=\"{usage}\""), &info);
        self.certificates.iter().enumerate().map(info).map(descriptor).collect()
    }

    /// Of WS-Federation: another protocol, with another descriptor.
    fn security_token_service(&self) -> String {
        let federation = "http://docs.oasis-open.org/wsfed/federation/200706";
        let attributes = format!(
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:fed=\"{federation}\" xsi:type=\"fed:SecurityTokenServiceType\" \
             protocolSupportEnumeration=\"{federation}\""
        );
        self.element("RoleDescriptor", &attributes, &self.keys("signing"))
    }

    /// The other side of SAML, which a provider may play too.
    fn service(&self) -> String {
        let acs = format!(" Binding=\"{POST}\" Location=\"{}/saml/acs\" index=\"0\" isDefault=\"true\"", escape(&self.place.base));
        let attributes = format!(" WantAssertionsSigned=\"true\" protocolSupportEnumeration=\"{SAMLP}\"");
        self.element("SPSSODescriptor", &attributes, &(self.keys("signing") + &self.element("AssertionConsumerService", &acs, "")))
    }
}
