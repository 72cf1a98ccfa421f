//! Mallory's list. Each line is refused, with its code.

use crate::provider::*;
use serde_json::{Value, json};
use sso::oidc::*;
use std::time::Duration;

/// Refused with the code, in under a second of a processor.
#[track_caller]
fn hostile(name: &str, code: Code, idp: &Idp) {
    let (report, spent) = timed(|| ACME.refuses(idp));
    assert_eq!(report.code(), Some(code), "{name}: {report:#?}");
    assert!(spent < Duration::from_secs(1), "{name}: {spent:?}");
}

#[test]
fn claims_that_are_not_this_sign_in_s() {
    let other = "https://idp.globex.example";
    let table = [
        ("another issuer", Code::O02, json!({ "iss": other })),
        ("a slash more", Code::O02, json!({ "iss": format!("{ISSUER}/") })),
        ("no issuer", Code::O02, json!({ "iss": null })),
        ("issuers", Code::O02, json!({ "iss": [ISSUER] })),
        ("another audience", Code::O08, json!({ "aud": "other" })),
        ("no audience", Code::O08, json!({ "aud": null })),
        ("no audiences", Code::O08, json!({ "aud": [] })),
        ("an audience beside us", Code::O08, json!({ "aud": [CLIENT, "other"] })),
        ("an audience beside us, and azp", Code::O08, json!({ "aud": [CLIENT, "other"], "azp": CLIENT })),
        ("an audience in capitals", Code::O08, json!({ "aud": CLIENT.to_uppercase() })),
        ("a number for an audience", Code::O08, json!({ "aud": 1 })),
        ("another party", Code::O08, json!({ "azp": "other" })),
        ("another party, and us", Code::O08, json!({ "aud": [CLIENT], "azp": "other" })),
        ("parties", Code::O08, json!({ "azp": [CLIENT] })),
        ("ended", Code::O09, json!({ "exp": at(-120), "iat": at(-130) })),
        ("no end", Code::O09, json!({ "exp": null })),
        ("an end in words", Code::O09, json!({ "exp": at(300).to_string() })),
        ("an end beyond time", Code::O09, json!({ "exp": 1e300 })),
        ("a negative end", Code::O09, json!({ "exp": -1 })),
        ("issued tomorrow", Code::O09, json!({ "iat": at(86_400), "exp": at(90_000) })),
        ("issued in three minutes", Code::O09, json!({ "iat": at(180) })),
        ("issued yesterday", Code::O09, json!({ "iat": at(-86_400) })),
        ("not issued", Code::O09, json!({ "iat": null })),
        ("issued in words", Code::O09, json!({ "iat": "now" })),
        ("not yet", Code::O09, json!({ "nbf": at(180) })),
        ("not before what", Code::O09, json!({ "nbf": "soon" })),
        ("another nonce", Code::O07, json!({ "nonce": base64(&[9; 16]) })),
        ("no nonce", Code::O07, json!({ "nonce": null })),
        ("an empty nonce", Code::O07, json!({ "nonce": "" })),
        ("nonces", Code::O07, json!({ "nonce": [nonce()] })),
        ("nobody", Code::O06, json!({ "sub": null })),
        ("an empty name", Code::O06, json!({ "sub": "" })),
        ("a number", Code::O06, json!({ "sub": 1 })),
        ("a long name", Code::O06, json!({ "sub": "a".repeat(256) })),
        ("a homograph", Code::O06, json!({ "sub": "\u{430}lice-1" })),
        ("a line end", Code::O06, json!({ "sub": "alice-1\n" })),
        ("a NUL", Code::O06, json!({ "sub": "alice-1\0" })),
        ("another access token", Code::O08, json!({ "at_hash": base64(&[0; 16]) })),
        ("an empty hash", Code::O08, json!({ "at_hash": "" })),
        ("half a hash", Code::O08, json!({ "at_hash": 7 })),
    ];
    for (name, code, claims) in table {
        hostile(name, code, &Idp::with(claims));
    }
}

#[test]
fn claims_of_another_type_than_the_standard_s() {
    for claims in
        [json!({ "address": "a street" }), json!({ "amr": "pwd" }), json!({ "email": ["alice@acme.example"] }), json!({ "auth_time": "noon" })]
    {
        let report = ACME.refuses(&Idp::with(claims.clone()));
        assert_eq!(report.code(), Some(Code::O08), "{claims}");
        let row = report.rows().last().unwrap();
        assert!(row.check == Check::IdToken && row.received.contains("payload"), "{row:?}");
    }
}

#[test]
fn signatures_that_are_not_the_provider_s() {
    let public_pem = RSA.pair.public_key_to_pem().unwrap();
    let unsigned = |header: Value| {
        let idp = Idp::with_header(header);
        (idp.text(), idp)
    };
    let (none, _) = unsigned(json!({ "alg": "none" }));
    for alg in ["none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "ES512", "ES256K", "RSA-OAEP", "dir", "rs256"] {
        let (text, _) = unsigned(json!({ "alg": alg }));
        for signature in [Vec::new(), hmac(&public_pem, &text), hmac(SECRET.as_bytes(), &text)] {
            hostile(alg, Code::O08, &Idp::giving(&format!("{text}.{}", base64(&signature))));
        }
    }
    hostile("alg absent", Code::O08, &Idp::giving(&format!("{}.", unsigned(json!({ "alg": null })).0)));
    hostile("alg a list", Code::O08, &Idp::giving(&format!("{}.", unsigned(json!({ "alg": ["RS256"] })).0)));
    hostile("two parts", Code::O08, &Idp::giving(&none));
    let good = Idp::default().id_token();
    let (text, signature) = good.rsplit_once('.').unwrap();
    for token in
        ["", ".", "..", "...", text, &format!("{text}."), &format!("{good}."), &format!("{good}.{good}"), &format!(" {good}"), &format!("{good}=")]
    {
        hostile("cut", Code::O08, &Idp::giving(token));
    }
    hostile("signature of another's", Code::O08, &Idp::giving(&format!("{}.{signature}", Idp::with(json!({ "sub": "bob-1" })).text())));
    hostile("Mallory's key", Code::O08, &Idp { signer: &MALLORY, ..Idp::default() });
    hostile("a key that travels along", Code::O08, &Idp { signer: &MALLORY, ..Idp::with_header(json!({ "jwk": MALLORY.jwk() })) });
    hostile(
        "a key to be fetched",
        Code::O08,
        &Idp { signer: &MALLORY, ..Idp::with_header(json!({ "jku": "https://evil.example/k", "x5u": "https://evil.example/c" })) },
    );
    hostile("a key of the other family", Code::O08, &Idp::with_header(json!({ "kid": EC.kid })));
    hostile("something critical", Code::O08, &Idp::with_header(json!({ "crit": ["exp"], "exp": 1 })));
    hostile("nothing critical", Code::O08, &Idp::with_header(json!({ "crit": [] })));
    hostile("another type", Code::O08, &Idp::with_header(json!({ "typ": "at+jwt" })));
    hostile("a logout token", Code::O08, &Idp::with_header(json!({ "typ": "logout+jwt" })));
    hostile("nested", Code::O08, &Idp::with_header(json!({ "cty": "JWT" })));
    hostile("a kid that is a number", Code::O08, &Idp::with_header(json!({ "kid": 1 })));
    hostile("an unknown kid", Code::O08, &Idp::with_header(json!({ "kid": "../../etc/passwd" })));
    hostile("no kid, several keys", Code::O08, &Idp::with_header(json!({ "kid": null })));
}

#[test]
fn keys_that_are_too_small_or_there_twice() {
    let mut idp = Idp { keys: json!({ "keys": [WEAK.jwk()] }), ..Idp::signed_by(&WEAK) };
    let report = Portal::of(&idp).refuses(&idp);
    assert_eq!(report.code(), Some(Code::O08));
    assert_eq!(report.rows().last().map(|row| (row.check, row.received.as_str())), Some((Check::KeySize, "RSA 1024")));

    idp = Idp { keys: json!({ "keys": [RSA.jwk(), MALLORY.jwk()] }), ..Idp::default() };
    assert_eq!(Portal::of(&idp).refuses(&idp).code(), Some(Code::O08), "one kid for two keys");
}

#[test]
fn names_that_are_there_twice() {
    let sign = |claims: &str, header: &str| {
        let text = format!("{}.{}", base64(header.as_bytes()), base64(claims.as_bytes()));
        let signature =
            openssl::sign::Signer::new(openssl::hash::MessageDigest::sha256(), &RSA.pair).unwrap().sign_oneshot_to_vec(text.as_bytes()).unwrap();
        format!("{text}.{}", base64(&signature))
    };
    let idp = Idp::default();
    let (claims, header) = (idp.claims.to_string(), idp.header.to_string());
    accepted(&Idp::giving(&sign(&claims, &header)));
    let twice = claims.replacen('{', "{\"sub\":\"bob-1\",", 1);
    hostile("two subjects", Code::O08, &Idp::giving(&sign(&twice, &header)));
    let twice = claims.replacen('{', "{\"groups\":[\"admins\"],", 1);
    hostile("two lists of groups, which the library doesn't know", Code::O08, &Idp::giving(&sign(&twice, &header)));
    let twice = header.replacen('{', "{\"alg\":\"none\",", 1);
    hostile("two algorithms", Code::O08, &Idp::giving(&sign(&claims, &twice)));
    let deep = claims.replacen('{', &format!("{{\"x\":{}{},", "[".repeat(100_000), "]".repeat(100_000)), 1);
    hostile("deep", Code::O08, &Idp::giving(&sign(&deep, &header)));
}

#[test]
fn callbacks_that_nobody_began() {
    let (state, iss) = (state(), "iss=https%3A%2F%2Fidp.acme.example%2Foidc");
    let table = [
        ("another browser's state", Code::O07, format!("code=c&state={}&{iss}", base64(&[7; 16]))),
        ("no state", Code::O07, format!("code=c&{iss}")),
        ("an empty state", Code::O07, format!("code=c&state=&{iss}")),
        ("part of the state", Code::O07, format!("code=c&state={}&{iss}", &state[..10])),
        ("an error with another's state", Code::O07, format!("error=access_denied&state=x&{iss}")),
        ("an error without state", Code::O10, "error=access_denied".to_owned()),
        ("another issuer", Code::O02, format!("code=c&state={state}&iss=https%3A%2F%2Fidp.globex.example")),
        ("an empty issuer", Code::O02, format!("code=c&state={state}&iss=")),
        ("no issuer, which was promised", Code::O02, format!("code=c&state={state}")),
        ("an error of another issuer", Code::O02, format!("error=access_denied&state={state}&iss=https%3A%2F%2Fidp.globex.example")),
        ("nothing", Code::O08, String::new()),
        ("neither", Code::O08, format!("state={state}&{iss}")),
        ("both", Code::O08, format!("code=c&error=access_denied&state={state}&{iss}")),
        ("an empty code", Code::O08, format!("code=&state={state}&{iss}")),
        ("two codes", Code::O08, format!("code=c&code=d&state={state}&{iss}")),
        ("two states", Code::O08, format!("code=c&state={state}&state={state}&{iss}")),
        ("two issuers", Code::O08, format!("code=c&state={state}&{iss}&{iss}")),
        ("two of anything", Code::O08, format!("code=c&state={state}&{iss}&a=1&%61=2")),
        ("many", Code::O08, format!("code=c&state={state}&{iss}{}", (0..100).map(|at| format!("&a{at}=1")).collect::<String>())),
        ("long", Code::O08, format!("code={}&state={state}&{iss}", "c".repeat(20_000))),
        ("implicit", Code::O08, format!("id_token=x&state={state}&{iss}")),
    ];
    for (name, code, query) in table {
        let idp = Idp::called_back(&query);
        hostile(name, code, &idp);
        assert!(idp.asked.lock().unwrap().is_empty(), "{name}: the code went nowhere");
    }
}

#[test]
fn a_connection_that_was_changed_meanwhile() {
    let other = Idp::publishing(json!({ "issuer": "https://idp.globex.example" }));
    let portal = Portal { provider: found(&other), client: client(), pending: Portal::of(&Idp::default()).pending, user_info: UserInfo::Never };
    assert_eq!(portal.refuses(&Idp::default()).code(), Some(Code::O02));
}

#[test]
fn token_endpoints_that_misbehave() {
    let moved = ::http::Response::builder().status(307).header("location", "https://evil.example/").body(Vec::new()).unwrap();
    let html = ::http::Response::builder().header("content-type", "text/html").body(b"<html>".to_vec()).unwrap();
    let html_around = ::http::Response::builder().header("content-type", "text/html").body(tokens("x").into_body()).unwrap();
    let given = |value: Value| ok(&value);
    let good = Idp::default().id_token();
    let table = [
        ("redirects", Code::O01, moved),
        ("answers HTML", Code::O08, html),
        ("answers HTML around JSON", Code::O08, html_around),
        ("answers nothing", Code::O08, status(200, "")),
        ("answers 64 MiB", Code::O01, status(200, &" ".repeat(64 << 20))),
        ("answers deep", Code::O08, status(200, &format!("{{\"a\":{}", "[".repeat(500_000)))),
        ("answers 500", Code::O01, status(500, "{}")),
        ("answers 204", Code::O01, status(204, "")),
        ("answers 401 without a word", Code::O04, status(401, "")),
        ("gives no ID token", Code::O06, given(json!({ "access_token": "a", "token_type": "Bearer" }))),
        ("gives no access token", Code::O08, given(json!({ "id_token": good, "token_type": "Bearer" }))),
        ("gives a list", Code::O08, given(json!({ "access_token": "a", "token_type": "Bearer", "id_token": [good] }))),
        ("gives another kind", Code::O08, given(json!({ "access_token": "a", "token_type": "mac", "id_token": good }))),
        ("gives two", Code::O08, status(200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"a\",\"id_token\":\"b\"}")),
        ("spent the code", Code::O10, error("invalid_grant", "code was used")),
    ];
    for (name, code, answer) in table {
        hostile(name, code, &Idp::answering(answer));
    }
    for stage in [Stage::Timeout, Stage::TooLarge, Stage::Forbidden("127.0.0.1".into())] {
        let idp = Idp { token: Some(Err(stage.clone())), ..Idp::default() };
        assert_eq!(refused_with(Code::O01, &idp).stage(), Some(&stage));
    }
    hostile("a large ID token", Code::O08, &Idp::with(json!({ "x": "a".repeat(300_000) })));
}

#[test]
fn nothing_that_was_sent_is_believed_when_it_is_refused() {
    let report = ACME.refuses(&Idp { signer: &MALLORY, ..Idp::with(json!({ "sub": "bob-1" })) });
    assert!(!report.rows().iter().any(|row| row.received.contains("bob-1")), "only what is signed is shown");
}
