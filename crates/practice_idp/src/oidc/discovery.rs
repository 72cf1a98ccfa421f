//! What it publishes about itself (OpenID Connect Discovery 3) and its keys (RFC 7517).

use crate::accent::Oidc;
use crate::failure::Failure;
use crate::fault::Fault;
use crate::place::Place;
use crate::rotation::Rotation;
use crate::state::Idp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

pub(super) fn document(place: &Place, oidc: &Oidc, fault: Fault) -> Value {
    let (base, issuer) = (&place.base, place.fill(oidc.issuer));
    let claims = ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", oidc.groups.0].into_iter();
    let mut document = json!({
        "issuer": if fault == Fault::DiscoveryIssuer { format!("{issuer}/another") } else { issuer },
        "authorization_endpoint": format!("{base}/authorize"),
        "token_endpoint": format!("{base}/token"),
        "userinfo_endpoint": format!("{base}/userinfo"),
        "jwks_uri": format!("{base}/jwks"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile", "groups"],
        "token_endpoint_auth_methods_supported": oidc.client_authentication,
        "claims_supported": claims.chain(oidc.claims.iter().map(|(name, _)| *name)).collect::<Vec<_>>(),
    });
    if oidc.tells_pkce {
        document["code_challenge_methods_supported"] = json!(["S256"]);
    }
    if oidc.names_itself {
        document["authorization_response_iss_parameter_supported"] = true.into();
    }
    document
}

pub(super) fn keys(idp: &Idp, rotation: Rotation) -> Result<Value, Failure> {
    let jwk = |which| {
        let key = idp.keys.get(which)?;
        let rsa = key.pair.rsa()?;
        let number = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
        Ok(json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": key.id, "n": number(rsa.n().to_vec()), "e": number(rsa.e().to_vec()) }))
    };
    let keys: Result<Vec<Value>, Failure> = rotation.published().into_iter().map(jwk).collect();
    Ok(json!({ "keys": keys? }))
}
