use axum::body::Body;
use http::{Request, StatusCode};

use crate::site::{Site, header};

async fn ask(site: &Site, host: &str, path: &str) -> axum::response::Response {
    site.send(Request::builder().uri(path).header("host", host).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn another_host_is_not_answered_for() {
    let site = Site::production().await;
    for host in ["evil.example", "portico.test.evil.example", "portico.test:8443", "", "127.0.0.1"] {
        let answer = ask(&site, host, "/.well-known/security.txt").await;
        assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host:?}");
    }
    assert_eq!(ask(&site, "PORTICO.TEST", "/.well-known/security.txt").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_health_check_comes_by_whatever_address_it_has() {
    let site = Site::production().await;
    assert_eq!(ask(&site, "10.1.2.3:3000", "/healthz").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_a_proxy_says_the_host_was_is_not_believed() {
    let site = Site::production().await;
    let request = Request::builder().uri("/.well-known/security.txt").header("host", "evil.example").header("x-forwarded-host", "portico.test");
    assert_eq!(site.send(request.body(Body::empty()).unwrap()).await.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn a_developer_who_types_localhost_is_sent_to_the_origin() {
    let site = Site::local().await;
    let answer = ask(&site, "localhost:3000", "/sign-in?next=%2F").await;
    assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(header(&answer, "location"), "http://127.0.0.1:3000/sign-in?next=%2F");
}
