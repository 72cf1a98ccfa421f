use axum::body::Body;
use http::StatusCode;

use crate::site::{Site, header, text, to};

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let site = Site::development().await;
    for path in ["/healthz", "/readyz", "/.well-known/security.txt", "/nowhere"] {
        let answer = site.get(path).await;
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&answer, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(header(&answer, "permissions-policy").contains("camera=()"), "{path}");
        assert!(header(&answer, "content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!answer.headers().contains_key("strict-transport-security"), "{path}: plain http is not forbidden in development");
    }
}

#[tokio::test]
async fn a_page_takes_nothing_from_another_host_and_sends_nothing_there() {
    let site = Site::production().await;
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    site.portal.org("Acme Logistics", "acme", &alice).await;
    let (_, session) = site.session_of(&alice).await;
    let cookie = format!("__Host-portico_session={session}");
    let alices = cookie.as_str();
    for (path, cookie) in [("/sign-in", ""), ("/sign-up", ""), ("/nowhere", ""), ("/account", alices), ("/o/acme/members", alices)] {
        let answer = site.send(to(path).header("accept", "text/html").header("cookie", cookie).body(Body::empty()).unwrap()).await;
        let policy = header(&answer, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'nonce-"), "{path}: {policy}");
        for directive in policy.split(';') {
            let (name, sources) = directive.trim().split_once(' ').unwrap_or((directive, ""));
            let foreign: Vec<&str> = sources.split(' ').filter(|source| !source.is_empty() && !is_ours(name, source)).collect();
            assert!(foreign.is_empty(), "{path}: {name} names {foreign:?}");
        }
    }
}

/// Whether a source of a policy is the portal itself, or nothing.
fn is_ours(directive: &str, source: &str) -> bool {
    matches!(source, "'self'" | "'none'" | "'wasm-unsafe-eval'") || source.starts_with("'nonce-") || (directive, source) == ("img-src", "data:")
}

#[tokio::test]
async fn production_is_reached_by_https_alone() {
    let site = Site::production().await;
    assert_eq!(header(&site.get("/healthz").await, "strict-transport-security"), "max-age=63072000");
}

#[tokio::test]
async fn files_with_a_hash_in_their_name_are_compressed_beforehand() {
    let site = Site::development().await;
    let answer = site.send(to("/pkg/portico.css").header("accept-encoding", "br").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-encoding"), "br");
    assert_eq!(header(&answer, "content-type"), "text/css");
    assert_eq!(header(&answer, "cache-control"), "no-cache", "a debug build puts no hash into names");
    let font = site.get("/fonts/inter-4.woff2").await;
    assert_eq!(header(&font, "cache-control"), "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn a_path_leads_nowhere_outside_the_files() {
    let site = Site::development().await;
    for path in ["/../site.rs", "/pkg/../../main.rs", "/%2e%2e/site.rs", "/pkg/%2e%2e%2f%2e%2e%2fmain.rs", "/pkg//etc/passwd", "/fonts/"] {
        assert_eq!(site.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_callers_trace_is_answered_and_a_reference_is_given() {
    let site = Site::development().await;
    let answer = site
        .send(
            to("/nowhere")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("x-request-id", "chosen by a stranger")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert!(header(&answer, "traceresponse").starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
    let reference = header(&answer, "x-request-id").to_owned();
    assert_eq!(reference.len(), 14, "{reference}");
    assert!(text(answer).await.contains(&reference), "the problem names the same reference");
}
