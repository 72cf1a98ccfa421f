//! What an answer will say, before it is written: as the accent has it, and then as the fault wants it.

use super::ask::Ask;
use super::encrypt::Cipher;
use super::service::Service;
use crate::accent::{EMAIL, PERSISTENT, Signs, Source, StatusForm, TRANSIENT, UNSPECIFIED};
use crate::fault::Fault;
use crate::keys::Which;
use crate::person::Person;
use crate::place::Place;
use time::{Duration, OffsetDateTime};

const STATUS: &str = "urn:oasis:names:tc:SAML:2.0:status:";

/// The domain of addresses that nobody has proven.
pub(crate) const ELSEWHERE: &str = "elsewhere.example";

pub(crate) struct Plan {
    pub(crate) issuer: String,
    pub(crate) audience: String,
    pub(crate) destination: String,
    pub(crate) recipient: String,
    pub(crate) in_response_to: Option<String>,
    /// The provider's idea of now.
    pub(crate) now: OffsetDateTime,
    /// When the person signed in.
    pub(crate) since: OffsetDateTime,
    /// Nobody is signed in where there is one.
    pub(crate) status: Option<Status>,
    pub(crate) name_id: (String, String),
    pub(crate) attributes: Vec<Told>,
    pub(crate) signs: Signs,
    pub(crate) key: Which,
    pub(crate) digest: Digest,
    pub(crate) sealing: Option<(Cipher, For)>,
}

/// An attribute with its values.
pub(crate) struct Told {
    pub(crate) name: &'static str,
    pub(crate) friendly_name: Option<&'static str>,
    pub(crate) values: Vec<String>,
    is_mail: bool,
}

/// Status codes, from the outermost, and words.
pub(crate) struct Status {
    pub(crate) codes: Vec<String>,
    pub(crate) message: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha256,
    Sha1,
}

/// Who can open what is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum For {
    /// Whoever has the key of this certificate.
    Service(Vec<u8>),
    Stranger,
}

/// Who is signed in where.
pub(crate) struct Signing<'a> {
    pub(crate) place: &'a Place,
    pub(crate) ask: &'a Ask,
    pub(crate) service: &'a Service,
    pub(crate) person: &'a Person,
    pub(crate) since: OffsetDateTime,
    pub(crate) now: OffsetDateTime,
    pub(crate) key: Which,
    pub(crate) random: [u8; 32],
}

impl Plan {
    /// An answer as it should be.
    pub(crate) fn good(signing: &Signing<'_>) -> Self {
        let Signing { place, ask, service, person, .. } = signing;
        let saml = &place.accent.saml;
        // What its console says comes first; requests that differ have got here only where the accent doesn't look at them.
        let either = |console: &str, request: &str| if console.is_empty() { request.to_owned() } else { console.to_owned() };
        let (audience, acs) = (either(&service.audience, &ask.service), either(&service.acs, &ask.acs));
        let sealing = saml.encrypts.zip(service.encryption.clone()).map(|(cipher, certificate)| (cipher, For::Service(certificate)));
        let signs = match sealing {
            Some((Cipher::Aes256Cbc, _)) => Signs::Both,
            _ => saml.signs,
        };
        Self {
            issuer: place.entity_id(),
            name_id: name_id(signing, &audience),
            attributes: attributes(place, person, &audience),
            recipient: acs.clone(),
            destination: acs,
            audience,
            in_response_to: (!ask.request.is_empty()).then(|| ask.request.clone()),
            now: signing.now,
            since: signing.since,
            status: None,
            signs,
            key: signing.key,
            digest: Digest::Sha256,
            sealing,
        }
    }

    /// The same, gone wrong. What is wrong with an answer as a whole, and not in it, is for who sends it.
    pub(crate) fn broken(mut self, fault: Fault, signing: &Signing<'_>) -> Self {
        match fault {
            Fault::UnknownKey => self.key = Which::Stranger,
            Fault::Unsigned => (self.signs, self.sealing) = (Signs::Nothing, None),
            Fault::OnlyResponseSigned => self.signs = Signs::Response,
            Fault::Sha1 => self.digest = Digest::Sha1,
            Fault::WrongIssuer => self.issuer += "/another",
            Fault::WrongAudience => self.audience += "/another",
            Fault::WrongRecipient => self.recipient += "/another",
            Fault::WrongDestination => self.destination += "/another",
            Fault::ClockAhead => self.now += Duration::minutes(10),
            Fault::OldResponse => self.now -= Duration::hours(1),
            Fault::WrongInResponseTo => self.in_response_to = Some("_0123456789abcdef0123456789abcdef".to_owned()),
            Fault::Unsolicited => self.in_response_to = None,
            Fault::AuthnFailed => self.status = Some(status(signing.place, Some("AuthnFailed"))),
            Fault::Responder => self.status = Some(status(signing.place, None)),
            Fault::RequestDenied => self.status = Some(status(signing.place, Some("RequestDenied"))),
            Fault::NoPassive => self.status = Some(status(signing.place, Some("NoPassive"))),
            Fault::InvalidNameIdPolicy => self.status = Some(status(signing.place, Some("InvalidNameIDPolicy"))),
            Fault::NoEmail => self.forget_address(signing.person),
            Fault::TransientNameId => self.name_id = (TRANSIENT.to_owned(), crate::chance::xml_id(signing.random)),
            Fault::ChangedNameId => self.name_id.1.insert_str(0, "new-"),
            Fault::EncryptedForAnother => self.sealing = Some((Cipher::Aes128Gcm, For::Stranger)),
            Fault::CbcUnsigned => {
                let to = signing.service.encryption.clone().map_or(For::Stranger, For::Service);
                (self.signs, self.sealing) = (Signs::Assertion, Some((Cipher::Aes256Cbc, to)));
            }
            _ => {}
        }
        self
    }

    /// Wherever it is told that it is one; a user name that looks like one stays.
    fn forget_address(&mut self, person: &Person) {
        self.attributes.retain(|told| !told.is_mail);
        if self.name_id.0 == EMAIL {
            self.name_id = (UNSPECIFIED.to_owned(), person.id.clone());
        }
    }
}

/// In the format that was asked for, where the accent cares.
fn name_id(signing: &Signing<'_>, audience: &str) -> (String, String) {
    let Signing { place, ask, person, .. } = signing;
    let own = &place.accent.saml.name_id;
    let value = |source| place.value(source, person, audience).unwrap_or_default();
    match ask.name_id_format.as_str() {
        TRANSIENT if own.on_request => (TRANSIENT.to_owned(), crate::chance::xml_id(signing.random)),
        EMAIL if own.on_request => (EMAIL.to_owned(), value(Source::UserName)),
        PERSISTENT if own.on_request && own.format != PERSISTENT => (PERSISTENT.to_owned(), value(Source::Pairwise)),
        _ => (own.format.to_owned(), value(own.source)),
    }
}

fn attributes(place: &Place, person: &Person, audience: &str) -> Vec<Told> {
    let saml = &place.accent.saml;
    let (name, form) = saml.groups;
    let groups = Told { name, friendly_name: None, values: person.groups(form, place), is_mail: false };
    let told = saml.attributes.iter().map(|attribute| Told {
        name: attribute.name,
        friendly_name: attribute.friendly_name,
        values: place.value(attribute.source, person, audience).into_iter().collect(),
        is_mail: attribute.source == Source::Mail,
    });
    told.chain([groups]).filter(|told| !told.values.is_empty()).collect()
}

fn status(place: &Place, detail: Option<&str>) -> Status {
    let form = place.accent.saml.status;
    let detail = detail.filter(|_| form != StatusForm::Bare);
    let message =
        detail.filter(|_| form == StatusForm::Explained).map(|detail| format!("The practice identity provider was told to answer {detail}."));
    Status { codes: ["Responder"].into_iter().chain(detail).map(|code| format!("{STATUS}{code}")).collect(), message }
}
