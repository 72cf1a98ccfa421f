//! Alice signs in.

use crate::provider::*;
use serde_json::{Value, json};
use sso::oidc::*;
use std::collections::BTreeMap;

fn received(report: &Report, check: Check) -> Option<(&str, Verdict)> {
    report.rows().iter().find(|row| row.check == check).map(|row| (row.received.as_str(), row.verdict))
}

#[test]
fn the_browser_is_sent_with_a_question() {
    let (provider, client) = (found(&Idp::default()), client());
    let begin = |login_hint, prompt, max_age| {
        let scopes = ["openid", "email", "profile"];
        let sign_in = SignIn { provider: &provider, client: &client, scopes: &scopes, login_hint, prompt, max_age };
        let (url, pending) = sign_in.begin(&chance()).unwrap();
        let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(query.len(), url.query_pairs().count(), "each parameter once");
        (url, query, pending)
    };
    let (url, query, pending) = begin(None, None, None);
    assert!(url.as_str().starts_with("https://idp.acme.example/oidc/authorize?"));
    let challenge = base64(&openssl::hash::hash(openssl::hash::MessageDigest::sha256(), base64(&[3; 32]).as_bytes()).unwrap());
    let wanted = [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", CALLBACK),
        ("scope", "openid email profile"),
        ("state", &state()),
        ("nonce", &nonce()),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    assert_eq!(query, wanted.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
    assert_eq!(pending.state(), state());
    assert!(!format!("{pending:?}").contains(&nonce()), "no secrets in logs");

    let (_, query, _) = begin(Some("alice@acme.example"), Some(Prompt::Login), Some(std::time::Duration::from_secs(60)));
    assert_eq!((&*query["login_hint"], &*query["prompt"], &*query["max_age"]), ("alice@acme.example", "login", "60"));
}

#[test]
fn alice_signs_in() {
    let idp = Idp::default();
    let Received { identity, report } = accepted(&idp);
    assert_eq!((identity.issuer.as_str(), identity.subject.as_str(), identity.email_verified), (ISSUER, "alice-1", true));
    assert_eq!(identity.values("groups").collect::<Vec<_>>(), ["staff", "board"]);
    assert_eq!(identity.claims.keys().collect::<Vec<_>>(), ["email", "email_verified", "groups", "name", "sub"]);
    assert_eq!(email::find(&identity, None).as_deref(), Ok("alice@acme.example"));
    assert_eq!(report.code(), None);
    assert!(report.rows().iter().all(|row| row.verdict == Verdict::Pass), "{report:#?}");
    assert_eq!(report.clock_ahead_seconds(), Some(-1));

    let asked = idp.asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    let (form, secret) = (form(&asked[0]), "a+secret+%26+of+50+%25+more+%2B+than+%3D+a+slash+%2F");
    assert_eq!(form["code"], "c0de");
    assert_eq!(form["redirect_uri"], CALLBACK);
    assert_eq!(form["code_verifier"], base64(&[3; 32]));
    assert!(!form.contains_key("client_secret"));
    use base64::Engine;
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{CLIENT}:{secret}"));
    assert_eq!(asked[0].headers()["authorization"], format!("Basic {basic}"));
}

#[test]
fn a_sign_in_outlives_a_restart() {
    let kept = (serde_json::to_string(&ACME.provider).unwrap(), serde_json::to_string(&ACME.pending).unwrap());
    let provider: Provider = serde_json::from_str(&kept.0).unwrap();
    assert_eq!(provider, ACME.provider);
    let portal = Portal { provider, client: client(), pending: serde_json::from_str(&kept.1).unwrap(), user_info: UserInfo::Never };
    portal.accepts(&Idp::default());
}

#[test]
fn every_algorithm_of_the_list_is_taken() {
    for key in [&*RSA, &*RSA_NEXT, &*EC, &*EC_384, &*ED] {
        accepted(&Idp::signed_by(key));
    }
    for alg in ["RS384", "RS512", "PS256", "PS384", "PS512"] {
        let mut idp = Idp::with_header(json!({ "alg": alg }));
        merge(&mut idp.claims, json!({ "at_hash": null }));
        accepted(&idp);
    }
}

#[test]
fn providers_differ_within_the_standard() {
    for claims in [
        json!({ "aud": [CLIENT] }),
        json!({ "azp": CLIENT }),
        json!({ "at_hash": null }),
        json!({ "exp": at(-100), "iat": at(-110) }), // a clock two minutes behind, at most
        json!({ "iat": at(100), "nbf": at(100) }),
        json!({ "iat": at(-400) }),
        json!({ "exp": 1_795_700_000.5 }),
        json!({ "updated_at": "2026-11-26T12:00:00Z" }), // Auth0
        json!({ "sub": "a".repeat(255) }),
    ] {
        accepted(&Idp::with(claims));
    }
    accepted(&Idp::with_header(json!({ "typ": null, "x5t": "abc", "jku": "https://evil.example/keys" })));
    // One key, and no need to name it.
    let mut alone = Idp { keys: json!({ "keys": [RSA.jwk(), EC.jwk()] }), ..Idp::with_header(json!({ "kid": null })) };
    Portal::of(&alone).accepts(&alone);
    merge(&mut alone.keys["keys"][0], json!({ "kid": null, "use": null, "alg": "RS256", "x5c": ["MII"] }));
    Portal::of(&alone).accepts(&alone);
}

#[test]
fn an_address_counts_as_verified_only_by_true() {
    for (claims, verified) in [
        (json!({ "email_verified": true }), true),
        (json!({ "email_verified": false }), false),
        (json!({ "email_verified": null }), false),
        (json!({ "email_verified": "true" }), false),
        (json!({ "email_verified": "false" }), false),
        (json!({ "email": null }), false),
    ] {
        assert_eq!(accepted(&Idp::with(claims.clone())).identity.email_verified, verified, "{claims}");
    }
}

#[test]
fn an_address_is_found_where_the_mapping_says() {
    let find = |claims: Value, claim| email::find(&accepted(&Idp::with(claims)).identity, claim).ok();
    assert_eq!(find(json!({ "upn": "b@acme.example" }), Some("upn")).as_deref(), Some("b@acme.example"));
    assert_eq!(find(json!({ "email": null, "preferred_username": "c@acme.example" }), None), None);
    for email in ["", "alice", "a b@acme.example", "@acme.example", "a@acme.example\n"] {
        assert_eq!(find(json!({ "email": email }), None), None, "{email}");
    }
}

#[test]
fn userinfo_adds_and_replaces_nothing() {
    let portal = Portal { user_info: UserInfo::Ask, ..Portal::of(&Idp::default()) };
    let idp = Idp::default();
    let identity = portal.accepts(&idp).identity;
    assert_eq!(identity.values("department").collect::<Vec<_>>(), ["Sales"]);
    assert_eq!(identity.values("name").collect::<Vec<_>>(), ["Alice"]);
    assert_eq!(idp.asked.lock().unwrap()[1].headers()["authorization"], "Bearer an-access-token");

    // `email_verified` belongs to the address beside it.
    let told = |claims: Value, user_info: Value| {
        let idp = Idp { user_info: Ok(user_info), ..Idp::with(claims) };
        let identity = portal.accepts(&idp).identity;
        (email::find(&identity, None).unwrap(), identity.email_verified)
    };
    let info = |email: &str| json!({ "sub": "alice-1", "email": email, "email_verified": true });
    assert_eq!(told(json!({ "email": null, "email_verified": null }), info("b@acme.example")), ("b@acme.example".into(), true));
    assert_eq!(told(json!({ "email_verified": null }), info("b@acme.example")), ("alice@acme.example".into(), false));

    for (user_info, code) in [
        (Ok(json!({ "sub": "bob-1" })), Code::O08),
        (Ok(json!({})), Code::O08),
        (Err(Stage::Timeout), Code::O01),
        (Err(Stage::Redirect { status: 302, location: "http://169.254.169.254/".into() }), Code::O01),
    ] {
        let report = portal.refuses(&Idp { user_info, ..Idp::default() });
        assert_eq!(report.code(), Some(code));
    }
}

#[test]
fn a_provider_changes_its_keys_just_before_it_signs() {
    let before = Portal::of(&Idp { keys: json!({ "keys": [EC.jwk()] }), ..Idp::default() });
    let idp = Idp::default();
    let Ok(Outcome::UnknownKey(waiting)) = before.receive(&idp) else { panic!("it knows the key") };
    let fresh = futures::executor::block_on(refresh_keys(&before.provider, &idp)).unwrap();
    let Received { identity, report } = futures::executor::block_on(waiting.with(&fresh, &before.expected(), &idp)).unwrap();
    assert_eq!(identity.subject, "alice-1");
    assert_eq!(report.rows().iter().filter(|row| row.check == Check::IdToken).count(), 1, "each check once");
    assert_eq!(idp.asked.lock().unwrap().iter().filter(|request| request.uri().path().ends_with("token")).count(), 1, "a code is spent once");

    // Nothing new: refused, and not asked again.
    let Ok(Outcome::UnknownKey(waiting)) = before.receive(&idp) else { panic!("it knows the key") };
    let report = futures::executor::block_on(waiting.with(&before.provider.keys, &before.expected(), &idp)).unwrap_err();
    assert_eq!(report.code(), Some(Code::O08));
    assert_eq!(received(&report, Check::Key), Some(("k1", Verdict::Fail(Code::O08))));
}

#[test]
fn somebody_s_groups_are_kept_elsewhere() {
    let report = accepted(&Idp::with(json!({ "groups": null, "_claim_names": { "groups": "src1" } }))).report;
    assert_eq!(received(&report, Check::DistributedClaims), Some(("groups", Verdict::Warn)));
}

#[test]
fn a_fresh_proof_is_asked_for() {
    let (provider, client) = (found(&Idp::default()), client());
    let max_age = Some(std::time::Duration::from_secs(60));
    let sign_in = SignIn { provider: &provider, client: &client, scopes: &[], login_hint: None, prompt: None, max_age };
    let pending = sign_in.begin(&chance()).unwrap().1;
    let portal = Portal { provider, client, pending, user_info: UserInfo::Never };
    let identity = portal.accepts(&Idp::with(json!({ "auth_time": at(-50) }))).identity;
    assert_eq!(identity.auth_time, Some(NOW - time::Duration::seconds(50)));
    for late in [json!({}), json!({ "auth_time": at(-300) }), json!({ "auth_time": at(300) })] {
        assert_eq!(portal.refuses(&Idp::with(late)).code(), Some(Code::O09));
    }
}

#[test]
fn entra_is_one_tenant() {
    let issuer = Issuer::entra(TENANT).unwrap();
    let mut idp = Idp::publishing(json!({ "issuer": issuer.as_str(), "authorization_response_iss_parameter_supported": null }));
    idp.query = format!("code=c0de&state={}&session_state=x", state());
    merge(&mut idp.claims, json!({ "iss": issuer.as_str(), "tid": TENANT }));
    let portal = Portal::of(&idp);
    portal.accepts(&idp);
    for claims in [json!({ "tid": null }), json!({ "tid": "11111111-1111-1111-1111-111111111111" }), json!({ "iss": ISSUER })] {
        merge(&mut idp.claims, claims);
        assert_eq!(portal.refuses(&idp).code(), Some(Code::O02));
    }
}

#[test]
fn a_handler_of_a_web_server_can_wait_for_it() {
    fn is_send<T: Send>(_: T) {}
    let idp = Idp::default();
    let callback = Callback::parse(&idp.query).unwrap();
    let expected = ACME.expected();
    is_send(receive(&callback, &expected, &idp));
    is_send(discover(&ACME.provider.issuer, sso::address::Destinations::Https, &idp));
}
