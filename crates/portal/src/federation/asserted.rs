//! What a provider has said about somebody, read by the connection's mapping: the same whichever its protocol.

use super::model::{Line, Report, Verdict};
use crate::{
    Error, Result,
    connection::{Mapping, Serving},
};
use contract::{EmailAddress, PersonName, Protocol};
use serde::{Deserialize, Serialize};
use sso::{oidc, saml};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// Somebody as their provider describes them, with an address of a domain that it may speak for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asserted {
    /// NameID or `sub`, to the letter.
    pub subject: String,
    /// Another one each time, by its provider's own account: nobody can be recognised by it.
    pub transient: bool,
    pub address: EmailAddress,
    /// The provider vouches for it. SAML has no other way of saying it.
    pub address_verified: bool,
    pub name: PersonName,
    pub groups: Vec<String>,
    /// Their session must end by then.
    #[serde(with = "time::serde::rfc3339::option")]
    pub until: Option<OffsetDateTime>,
}

/// What the two protocols have in common, once they have proven something.
pub(super) struct Said {
    pub subject: String,
    /// Another one each time, by its own account.
    pub transient: bool,
    pub attributes: BTreeMap<String, Vec<String>>,
    /// The address, or the code of its absence.
    pub address: Result<String, &'static str>,
    pub address_verified: bool,
    pub until: Option<OffsetDateTime>,
}

impl Said {
    pub(super) fn by_saml(assertion: &saml::Assertion, mapping: &Mapping) -> Self {
        let mut attributes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for attribute in &assertion.attributes {
            attributes.entry(attribute.name.clone()).or_default().extend(attribute.values.iter().cloned());
        }
        Self {
            subject: assertion.name_id.value.clone(),
            transient: assertion.name_id.stable(None).is_err(),
            attributes,
            address: saml::email::find(assertion, mapping.email.as_deref()).map_err(|missing| missing.code().as_str()),
            address_verified: true,
            until: assertion.session_not_on_or_after,
        }
    }

    pub(super) fn by_oidc(identity: &oidc::Identity, mapping: &Mapping) -> Self {
        Self {
            subject: identity.subject.clone(),
            transient: false,
            attributes: identity.claims.clone(),
            address: oidc::email::find(identity, mapping.email.as_deref()).map_err(|missing| missing.code().as_str()),
            // `email_verified` speaks of the claim `email` and of no other (OpenID Connect Core 5.1).
            address_verified: identity.email_verified && mapping.email.as_deref().is_none_or(|claim| claim == "email"),
            until: None,
        }
    }

    /// Reads it by the mapping, and writes into the report what was found where. `None` when a line has failed: no address (S11, O06), or one
    /// at a domain that this connection may not speak for (S12). Nobody is looked up before that.
    pub(super) fn read(self, serving: &Serving, report: &mut Report) -> Result<Option<Asserted>> {
        let mapping = &serving.settings.mapping;
        report.subject = Some(self.subject.clone());
        report.attributes.clone_from(&self.attributes);
        let wanted = mapping.email.clone().unwrap_or_default();
        let address = match &self.address {
            Ok(text) => match EmailAddress::parse(text) {
                Ok(address) => address,
                Err(_) => {
                    let code = if serving.protocol == Protocol::Saml { "S11" } else { "O06" };
                    report.fail("Address", code, wanted, text.clone());
                    return Ok(None);
                }
            },
            Err(code) => {
                report.fail("Address", code, wanted, self.attributes.keys().cloned().collect::<Vec<_>>().join(", "));
                return Ok(None);
            }
        };
        report.pass("Address", wanted, address.as_str());
        let own: Vec<&str> = serving.domains.iter().filter(|(_, _, state)| state.is_ours()).map(|(_, name, _)| name.as_str()).collect();
        if !own.contains(&address.domain()) {
            report.fail("Domain", "S12", own.join(", "), address.domain());
            return Ok(None);
        }
        report.pass("Domain", own.join(", "), address.domain());
        let groups = groups(&self.attributes, mapping);
        if !mapping.roles.is_empty() {
            let known = mapping.roles.iter().map(|one| one.group.as_str()).collect::<Vec<_>>().join(", ");
            let verdict = if groups.iter().any(|group| mapping.roles.iter().any(|one| one.group == *group)) { Verdict::Pass } else { Verdict::Warn };
            report.lines.push(Line { check: "Groups".into(), verdict, code: None, expected: known, received: groups.join(", ") });
        }
        let name = self.name(mapping, &address)?;
        let Self { subject, transient, address_verified, until, .. } = self;
        Ok(Some(Asserted { subject, transient, address, address_verified, name, groups, until }))
    }

    fn name(&self, mapping: &Mapping, address: &EmailAddress) -> Result<PersonName> {
        let first = |named: Option<&str>, usual: &[&str]| self.values(named, usual).into_iter().next();
        let whole = || first(mapping.name.as_deref(), &NAME);
        let parts = || {
            let parts = [first(mapping.first_name.as_deref(), &FIRST_NAME), first(mapping.last_name.as_deref(), &LAST_NAME)];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
        };
        // Whoever mapped the parts wants the parts.
        let candidates = if mapping.name.is_none() && mapping.first_name.is_some() { [parts(), whole()] } else { [whole(), parts()] };
        let local = address.as_str().split('@').next().unwrap_or_default().replace(['.', '_'], " ");
        let plain: String = local.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')).collect();
        let mut names = candidates.into_iter().flatten().chain([plain, "Somebody".to_owned()]);
        names.find_map(|name| PersonName::parse(&name).ok()).ok_or_else(|| Error::internal("nobody can be called anything"))
    }

    fn values(&self, named: Option<&str>, usual: &[&str]) -> Vec<String> {
        values(&self.attributes, named, usual)
    }
}

/// The groups of somebody of whom this was said.
pub(super) fn groups(said: &BTreeMap<String, Vec<String>>, mapping: &Mapping) -> Vec<String> {
    values(said, mapping.groups.as_deref(), &GROUPS)
}

/// The values of what the mapping names, or of the first of the usual names that is there.
fn values(said: &BTreeMap<String, Vec<String>>, named: Option<&str>, usual: &[&str]) -> Vec<String> {
    let of = |name: &str| said.get(name).filter(|values| !values.is_empty()).cloned();
    match named {
        Some(name) => of(name).unwrap_or_default(),
        None => usual.iter().find_map(|name| of(name)).unwrap_or_default(),
    }
}

/// What providers call things when nobody has told us, the most telling first.
const NAME: [&str; 5] =
    ["name", "displayName", "http://schemas.microsoft.com/identity/claims/displayname", "urn:oid:2.16.840.1.113730.3.1.241", "cn"];
const FIRST_NAME: [&str; 6] =
    ["given_name", "firstName", "givenName", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", "urn:oid:2.5.4.42", "User.FirstName"];
const LAST_NAME: [&str; 7] =
    ["family_name", "lastName", "surname", "sn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", "urn:oid:2.5.4.4", "User.LastName"];
const GROUPS: [&str; 5] =
    ["groups", "memberOf", "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups", "http://schemas.xmlsoap.org/claims/Group", "Group"];
