use crate::accent::{self, Accent, Source};
use crate::chance::uuid;
use crate::person::Person;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openssl::sha::Sha256;

const LONGEST_NAME: usize = 40;

/// One provider of the many: an accent, and a name that somebody chose. It is there as soon as it is asked for.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) accent: &'static Accent,
    pub(crate) name: String,
    /// Its address, without a slash at the end.
    pub(crate) base: String,
}

impl Place {
    /// `None` for an accent that isn't spoken, and for a name that isn't small letters, digits and hyphens.
    pub(crate) fn find(origin: &str, accent: &str, name: &str) -> Option<Self> {
        let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let accent = accent::by_key(accent)?;
        (!name.is_empty() && name.len() <= LONGEST_NAME && plain(name)).then(|| Self {
            accent,
            name: name.to_owned(),
            base: format!("{origin}/{}/{name}", accent.key),
        })
    }

    /// By which the state finds it; it is also the path of its cookie.
    pub(crate) fn path(&self) -> String {
        format!("/{}/{}", self.accent.key, self.name)
    }

    pub(crate) fn fill(&self, pattern: &str) -> String {
        pattern.replace("{base}", &self.base).replace("{name}", &self.name).replace("{tenant}", &self.tenant())
    }

    pub(crate) fn entity_id(&self) -> String {
        self.fill(self.accent.saml.entity_id)
    }

    pub(crate) fn metadata_address(&self) -> String {
        format!("{}/saml/metadata", self.base)
    }

    pub(crate) fn sso_address(&self) -> String {
        format!("{}/saml/sso", self.base)
    }

    /// `None` where the accent has no OpenID Connect.
    pub(crate) fn issuer(&self) -> Option<String> {
        self.accent.oidc.as_ref().map(|oidc| self.fill(oidc.issuer))
    }

    /// In the form of Entra ID's "Directory (tenant) ID".
    pub(crate) fn tenant(&self) -> String {
        uuid(self.digest(&["tenant"]))
    }

    pub(crate) fn client_id(&self) -> String {
        match self.accent.key {
            "entra" => uuid(self.digest(&["client"])),
            _ => self.digest(&["client"])[..10].iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    pub(crate) fn client_secret(&self) -> String {
        format!("practice~{}", URL_SAFE_NO_PAD.encode(self.digest(&["secret"])))
    }

    /// Entra ID shows it beside the secret, and it is often taken for it.
    pub(crate) fn secret_id(&self) -> Option<String> {
        (self.accent.key == "entra").then(|| uuid(self.digest(&["secret id"])))
    }

    /// What stays the same for this place, run after run.
    pub(crate) fn digest(&self, about: &[&str]) -> [u8; 32] {
        let mut hash = Sha256::new();
        for part in [self.accent.key, &self.name].iter().chain(about) {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        hash.finish()
    }

    /// What the accent says about somebody; `None` where there is nothing to say. `service` is who asks.
    pub(crate) fn value(&self, source: Source, person: &Person, service: &str) -> Option<String> {
        match source {
            Source::UserName => Some(person.address.clone()),
            Source::Mail => person.mailbox.then(|| person.address.clone()),
            Source::GivenName => Some(person.given_name.clone()),
            Source::FamilyName => Some(person.family_name.clone()),
            Source::FullName => Some(person.name()),
            Source::Id => Some(person.id.clone()),
            Source::PrefixedId(prefix) => Some(format!("{prefix}{}", person.id)),
            Source::Pairwise => Some(STANDARD.encode(&self.digest(&["pairwise", &person.id, service])[..24])),
            Source::Tenant => Some(self.tenant()),
            Source::Text(text) => Some(text.to_owned()),
        }
    }
}
