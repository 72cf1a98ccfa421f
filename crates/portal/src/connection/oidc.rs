use super::{
    change::{Part, candidate, hold, keep},
    metadata::count,
    model::{Credential, Oidc, Provider},
    secret, sql, sql_version,
};
use crate::{
    Error, Fields, Result,
    access::{Can, permission::ManageSignIn},
    audit::Event,
    federation::Report,
};
use contract::{ConnectionId, Flaw, IdentityProvider, Protocol, Rule};
use sso::{
    address::Destinations,
    oidc::{self, BadIssuer, ClientSecret, Issuer},
};
use time::{Date, OffsetDateTime, macros::format_description};

/// Of an issuer, a client id and a secret, in characters.
const LONGEST: usize = 1024;
/// Of scopes beyond those that are always asked for.
const MOST_SCOPES: usize = 20;
/// Asked for without being told.
const OWN_SCOPES: [&str; 3] = ["openid", "email", "profile"];

/// An OpenID provider as it is typed.
#[derive(Clone, Copy)]
pub struct OidcInput<'a> {
    /// Its issuer, the address of its discovery document or, of Entra ID, the tenant's id.
    pub issuer_or_tenant: &'a str,
    pub client_id: &'a str,
    /// `None`: the one that is kept, if it is for the same client of the same issuer.
    pub secret: Option<&'a str>,
    /// We prove ourselves with the connection's key instead of a secret.
    pub use_key: bool,
    /// The last day of the secret as the provider's console says it (`2027-06-30`), or empty.
    pub expires: &'a str,
    /// Beyond `openid email profile`, with blanks between them.
    pub scopes: &'a str,
    /// Whether claims that the ID token lacks are asked for at the userinfo endpoint.
    pub ask_user_info: bool,
    /// It was said before that this looks like a secret's id, and it is the secret all the same.
    pub secret_again: bool,
}

/// Whether a provider could be used as it describes itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discovered {
    /// It is kept in the candidate.
    Yes,
    /// Nothing was kept; what failed is in the report (O01, O02, O08).
    No(Report),
}

/// Asks an OpenID provider about itself, and keeps what it said with how we prove ourselves to it. A secret is sealed and shown to nobody
/// again; it stays with the client and issuer it was given for, so that nobody has it sent elsewhere.
///
/// # Errors
/// Fields `issuer`, `client_id` (`Missing`, `TooLong`, `Malformed`), `secret` (`Missing`, `TooLong`, `Malformed`, `SecretId`), `expires`
/// (`Malformed`, `Expired`), `scopes` (`Malformed`, `TooMany`) · `NotFound` · `Limited` · `Conflict(NotInThatState)` when the connection
/// speaks SAML.
pub async fn set_oidc(can: &Can<ManageSignIn>, id: ConnectionId, input: OidcInput<'_>) -> Result<Discovered> {
    let portal = can.portal();
    let (destinations, now) = (portal.outbound.destinations(), portal.clock.now());
    let provider = speaks_oidc(can, id).await?;
    let typed = read(&input, now)?;
    let issuer = match read_issuer(&typed.issuer, provider, destinations) {
        Ok(issuer) => issuer,
        Err(bad) => return Ok(Discovered::No(no_issuer(&typed.issuer, bad))),
    };
    if typed
        .secret
        .as_ref()
        .is_some_and(|secret| secret.looks_like_secret_id(provider == IdentityProvider::EntraId || issuer.entra_tenant().is_some()))
        && !input.secret_again
    {
        return Err(Error::field("secret", Flaw::SecretId));
    }
    count(can, id).await?;
    let found = match oidc::discover(&issuer, destinations, &portal.outbound).await {
        Ok(discovered) => discovered.provider,
        Err(failed) => return Ok(Discovered::No(Report::of_oidc(&failed))),
    };

    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let candidate = candidate(&mut tx, &held, can.membership()).await?;
    let mut settings = candidate.settings.clone();
    let before = of(&mut settings.provider)?;
    let same_client = before.client_id == typed.client_id && before.discovered.as_ref().is_some_and(|known| known.issuer == found.issuer);
    let mut further = Vec::new();
    let mut other_expiry = false;
    before.credential = match (typed.secret, input.use_key, before.credential) {
        (_, true, _) => Credential::PrivateKey,
        (Some(secret), false, kept) => {
            if matches!(kept, Credential::Secret(_)) {
                further.push(Event::ConnectionSecretReplaced { connection: id, name: held.name.clone() });
            }
            Credential::Secret(secret::put(&mut tx, id, &secret, typed.expires).await?)
        }
        (None, false, Credential::Secret(kept)) if same_client => {
            other_expiry = secret::set_expiry(&mut tx, kept, typed.expires).await?;
            Credential::Secret(kept)
        }
        (None, false, _) => return Err(Error::field("secret", Flaw::Missing)),
    };
    if before.discovered.as_ref() != Some(&found) {
        (before.discovered, before.discovered_at) = (Some(found), Some(now));
    }
    before.client_id = typed.client_id;
    before.scopes = typed.scopes;
    before.asks_user_info = input.ask_user_info;
    if other_expiry && settings == candidate.settings {
        // A reminder is no part of what is tested and activated.
        if candidate.is_new {
            let org = tx.org();
            sql_version::remove_candidate(tx.conn(), org, id).await?;
        }
        further.push(Event::ConnectionEdited { connection: id, name: held.name.clone(), what: "options".to_owned(), number: candidate.number });
    }
    keep(tx, held, &candidate, &settings, Part::Provider, further).await?;
    Ok(Discovered::Yes)
}

async fn speaks_oidc(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<IdentityProvider> {
    let mut read = can.read().await?;
    let (provider, protocol) = sql::provider_and_protocol(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?;
    if protocol == Protocol::Oidc { Ok(provider) } else { Err(Error::Conflict(Rule::NotInThatState)) }
}

fn of(provider: &mut Provider) -> Result<&mut Oidc> {
    match provider {
        Provider::Oidc(oidc) => Ok(oidc),
        Provider::Saml(_) => Err(Error::Conflict(Rule::NotInThatState)),
    }
}

/// An [`OidcInput`] that has the right form.
struct Typed {
    issuer: String,
    client_id: String,
    secret: Option<ClientSecret>,
    expires: Option<OffsetDateTime>,
    scopes: Vec<String>,
}

fn read(input: &OidcInput<'_>, now: OffsetDateTime) -> Result<Typed> {
    let mut fields = Fields::new();
    let issuer = fields.read("issuer", one_line(input.issuer_or_tenant));
    let client_id = fields.read("client_id", one_line(input.client_id));
    let secret = input.secret.filter(|secret| !secret.trim().is_empty() && !input.use_key);
    let secret = fields.read("secret", secret.map(|secret| one_line(secret).map(|secret| ClientSecret::new(&secret))).transpose());
    let expires = fields.read("expires", read_day(input.expires, now));
    let scopes = fields.read("scopes", read_scopes(input.scopes));
    match (issuer, client_id, secret, expires, scopes) {
        (Some(issuer), Some(client_id), Some(secret), Some(expires), Some(scopes)) => Ok(Typed { issuer, client_id, secret, expires, scopes }),
        _ => Err(fields.error()),
    }
}

fn one_line(text: &str) -> Result<String, Flaw> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Flaw::Missing),
        count if count > LONGEST => Err(Flaw::TooLong { most: u32::try_from(LONGEST).unwrap_or(u32::MAX) }),
        _ if text.chars().any(char::is_control) => Err(Flaw::Malformed),
        _ => Ok(text.to_owned()),
    }
}

/// The end of that day, wherever the console counts it: in UTC.
fn read_day(text: &str, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, Flaw> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let day = Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).map_err(|_| Flaw::Malformed)?;
    let ends = day.next_day().ok_or(Flaw::Malformed)?.midnight().assume_utc();
    if ends <= now { Err(Flaw::Expired) } else { Ok(Some(ends)) }
}

/// RFC 6749, section 3.3.
fn read_scopes(text: &str) -> Result<Vec<String>, Flaw> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in text.split_whitespace().filter(|scope| !OWN_SCOPES.contains(scope)) {
        let fits = scope.len() <= 200 && scope.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E));
        if !fits {
            return Err(Flaw::Malformed);
        }
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    if scopes.len() > MOST_SCOPES { Err(Flaw::TooMany { most: u32::try_from(MOST_SCOPES).unwrap_or(u32::MAX) }) } else { Ok(scopes) }
}

fn read_issuer(text: &str, provider: IdentityProvider, destinations: Destinations) -> Result<Issuer, BadIssuer> {
    if provider == IdentityProvider::EntraId && !text.contains("://") { Issuer::entra(text) } else { Issuer::parse(text, destinations) }
}

fn no_issuer(received: &str, bad: BadIssuer) -> Report {
    let mut report = Report::default();
    report.fail("Issuer", bad.code().as_str(), "https", format!("{received} ({bad})"));
    report
}
