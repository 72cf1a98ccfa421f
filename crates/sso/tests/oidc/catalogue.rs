//! Every code of the catalogue is detected by something, and only by that.

use crate::provider::*;
use serde_json::json;
use sso::oidc::*;

/// What leads to a code.
fn happen(code: Code) -> Option<Code> {
    match code {
        Code::O01 => not_found(&Idp::publishing(json!({ "token_endpoint": "http://idp.acme.example/token" }))).code(),
        Code::O02 => ACME.refuses(&Idp::with(json!({ "iss": "https://idp.globex.example" }))).code(),
        Code::O03 => ACME.refuses(&Idp::answering(error("invalid_grant", "redirect_uri does not match"))).code(),
        Code::O04 => ACME.refuses(&Idp::answering(error("invalid_client", ""))).code(),
        Code::O05 => ACME.refuses(&Idp::answering(error("invalid_client", "AADSTS7000222: The provided client secret keys are expired."))).code(),
        Code::O06 => {
            let identity = accepted(&Idp::with(json!({ "email": null }))).identity;
            let error = email::find(&identity, None).unwrap_err();
            assert_eq!(error.names, ["email_verified", "groups", "name", "sub"]);
            Some(error.code())
        }
        Code::O07 => ACME.refuses(&Idp::with(json!({ "nonce": "another" }))).code(),
        Code::O08 => ACME.refuses(&Idp { signer: &MALLORY, ..Idp::default() }).code(),
        Code::O09 => ACME.refuses(&Idp::with(json!({ "exp": at(-1000), "iat": at(-2000) }))).code(),
        Code::O10 => {
            let query = format!("error=access_denied&error_description=AADSTS50105%3A+not+assigned&state={}&iss={ISSUER}", state());
            let report = ACME.refuses(&Idp::called_back(&query));
            let error = report.provider_error().unwrap();
            assert_eq!((error.error.as_str(), error.aadsts), ("access_denied", Some(50105)));
            report.code()
        }
    }
}

#[test]
fn every_code_is_detected() {
    for code in Code::ALL {
        assert_eq!(happen(code), Some(code));
        assert_eq!(Code::parse(code.as_str()), Some(code));
    }
    assert_eq!(Code::parse("O11"), None);
}
