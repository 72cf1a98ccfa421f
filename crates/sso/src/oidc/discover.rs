use super::http::{self, Http};
use super::keys::{self, Keys};
use super::{Check, Code, Issuer, Provider, Report, json};
use crate::address::{self, Destinations};
use serde_json::{Map, Value};
use url::Url;

/// A provider that can be used, and the table that shows it; there may be warnings in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    pub provider: Provider,
    pub report: Report,
}

/// Fetches what a provider publishes about itself (OpenID Connect Discovery 4) and its keys: two requests.
///
/// # Errors
/// The report, with at least one failure in it; [`Report::stage`] says how far a request came.
pub async fn discover(issuer: &Issuer, destinations: Destinations, http: &dyn Http) -> Result<Discovered, Box<Report>> {
    let mut report = Report::default();
    match look(issuer, destinations, http, &mut report).await {
        Some(provider) if report.code().is_none() => Ok(Discovered { provider, report }),
        _ => {
            if report.code().is_none() {
                report.fail(Check::Discovery, Code::O01, "", ""); // not reached; if that is ever wrong, it fails closed
            }
            Err(Box::new(report))
        }
    }
}

/// Fetches a provider's keys anew: once for an ID token by an unknown key ([`super::Outcome::UnknownKey`]), and with every discovery. The caller
/// keeps count, so that nobody makes us ask as often as they like.
///
/// # Errors
/// The report, with a failure of [`Check::Keys`] in it.
pub async fn refresh_keys(provider: &Provider, http: &dyn Http) -> Result<Keys, Box<Report>> {
    let mut report = Report::default();
    fetch_keys(&provider.keys_endpoint, http, &mut report).await.ok_or_else(|| Box::new(report))
}

async fn look(issuer: &Issuer, destinations: Destinations, http: &dyn Http, report: &mut Report) -> Option<Provider> {
    let from = issuer.discovery_address();
    let document = match http::get(http, &from, None).await {
        Ok(document) => document,
        Err(stage) => {
            report.unanswered(Check::Discovery, &from, stage);
            return None;
        }
    };
    report.pass(Check::Discovery, from, "");
    // Of somebody else's document nothing is believed, not even where the keys are.
    let own = report.equal(Check::DiscoveryIssuer, Code::O02, issuer.as_str(), json::text(&document, "issuer"));
    if !own {
        return None;
    }
    let mut endpoint = |check, name: &str, required: bool| endpoint(&document, name, destinations, check, required, report);
    let authorization = endpoint(Check::AuthorizationEndpoint, "authorization_endpoint", true);
    let token = endpoint(Check::TokenEndpoint, "token_endpoint", true);
    let user_info = endpoint(Check::UserInfoEndpoint, "userinfo_endpoint", false);
    let keys_endpoint = endpoint(Check::KeysEndpoint, "jwks_uri", true);
    offers(&document, report);
    let keys_endpoint = keys_endpoint?;
    let keys = fetch_keys(&keys_endpoint, http, report).await?;
    Some(Provider {
        issuer: issuer.clone(),
        authorization_endpoint: authorization?,
        token_endpoint: token?,
        user_info_endpoint: user_info,
        keys_endpoint,
        client_authentication: json::texts(&document, "token_endpoint_auth_methods_supported")
            .map(|methods| methods.into_iter().map(str::to_owned).collect()),
        names_itself: document.get("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true)),
        keys,
    })
}

fn endpoint(document: &Map<String, Value>, name: &str, to: Destinations, check: Check, required: bool, report: &mut Report) -> Option<Url> {
    let value = document.get(name);
    if value.is_none() && !required {
        return None;
    }
    let url = value.and_then(Value::as_str).and_then(|text| address::check(text, to).ok());
    report.require(url.is_some(), check, Code::O01, "https", json::shown(value));
    url
}

/// What it says it can do; absent lists promise nothing and exclude nothing.
fn offers(document: &Map<String, Value>, report: &mut Report) {
    if let Some(types) = json::texts(document, "response_types_supported") {
        report.require(types.contains(&"code"), Check::ResponseTypes, Code::O08, "code", types.join(", "));
    }
    if let Some(algorithms) = json::texts(document, "id_token_signing_alg_values_supported") {
        let known = keys::ALGORITHMS.iter().any(|(_, name)| algorithms.contains(name));
        report.require(known, Check::Algorithms, Code::O08, keys::algorithm_names(), algorithms.join(" "));
    }
    // We send a challenge in any case: a provider that doesn't know it ignores it (RFC 7636, 5).
    match json::texts(document, "code_challenge_methods_supported") {
        Some(methods) if !methods.contains(&"S256") => report.warn(Check::CodeChallengeMethods, "S256", methods.join(" ")),
        Some(methods) => report.pass(Check::CodeChallengeMethods, "S256", methods.join(" ")),
        None => {}
    }
}

async fn fetch_keys(from: &Url, http: &dyn Http, report: &mut Report) -> Option<Keys> {
    let set = match http::get(http, from.as_str(), None).await {
        Ok(set) => set,
        Err(stage) => {
            report.unanswered(Check::Keys, from.as_str(), stage);
            return None;
        }
    };
    match Keys::read(&set) {
        Ok((keys, 0)) => {
            report.pass(Check::Keys, format!("1–{}", keys::MOST), keys.len().to_string());
            Some(keys)
        }
        Ok((keys, left_out)) => {
            // Most often keys for encryption; nothing to mend.
            report.pass(Check::Keys, format!("1–{}", keys::MOST), format!("{} (+ {left_out})", keys.len()));
            Some(keys)
        }
        Err(none) => {
            report.fail(Check::Keys, Code::O01, format!("1–{}", keys::MOST), none.to_string());
            None
        }
    }
}
