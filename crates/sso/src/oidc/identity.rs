use super::{Issuer, json};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// What belongs to the protocol and says nothing about the person.
const OF_THE_PROTOCOL: [&str; 11] = ["iss", "aud", "azp", "exp", "iat", "nbf", "nonce", "at_hash", "c_hash", "s_hash", "jti"];

/// What the provider has proven: that it signed this person in, for us, just now. Only [`super::receive()`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    pub issuer: Issuer,
    /// Who: never reassigned within the issuer (OpenID Connect Core 2), so with it the key to a person.
    pub subject: String,
    /// When the person proved themselves to the provider, if it says.
    pub auth_time: Option<OffsetDateTime>,
    /// What the provider says about them, by the claim's name: texts, numbers and booleans, alone or in a list. Objects are left out.
    pub claims: BTreeMap<String, Vec<String>>,
    /// The provider says that `email` is the person's: JSON `true`, beside that very address, and nothing that looks like it. It links nobody; the
    /// organisation's own proof of the domain does.
    pub email_verified: bool,
}

impl Identity {
    /// All values of a claim, whose name is compared to the letter.
    pub fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.claims.get(name).into_iter().flatten().map(String::as_str)
    }

    /// Adds what the ID token leaves open.
    pub(crate) fn complete(&mut self, user_info: &Map<String, Value>) {
        if !self.claims.contains_key("email") {
            self.email_verified = is_verified(user_info);
        }
        for (name, values) in about_the_person(user_info) {
            self.claims.entry(name).or_insert(values);
        }
    }
}

pub(crate) fn read(issuer: &Issuer, subject: String, auth_time: Option<OffsetDateTime>, claims: &Map<String, Value>) -> Identity {
    Identity { issuer: issuer.clone(), subject, auth_time, claims: about_the_person(claims).collect(), email_verified: is_verified(claims) }
}

fn is_verified(claims: &Map<String, Value>) -> bool {
    json::text(claims, "email").is_some() && claims.get("email_verified") == Some(&Value::Bool(true))
}

fn about_the_person(claims: &Map<String, Value>) -> impl Iterator<Item = (String, Vec<String>)> {
    claims.iter().filter(|(name, _)| !OF_THE_PROTOCOL.contains(&name.as_str())).filter_map(|(name, value)| Some((name.clone(), values(value)?)))
}

fn values(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(several) => Some(several.iter().filter_map(plain).collect()),
        one => plain(one).map(|text| vec![text]),
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
