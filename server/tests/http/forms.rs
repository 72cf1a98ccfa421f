use axum::body::Body;
use http::{Method, StatusCode};

use crate::site::{Site, header, text, to};

#[tokio::test]
async fn more_than_a_form_can_hold_is_refused_before_it_is_read() {
    let site = Site::development().await;
    let request = to("/fn/nothing").method(Method::POST).header("content-length", 64 * 1024 + 1);
    let refused = site.send(request.body(Body::from(vec![b'a'; 64 * 1024 + 1])).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(header(&refused, "content-type"), "application/problem+json");
    assert!(text(refused).await.contains("\"too-large\""));
}

#[tokio::test]
async fn a_method_that_a_page_does_not_know_is_a_problem_too() {
    let site = Site::development().await;
    let refused = site.send(to("/healthz").method(Method::DELETE).body(Body::empty()).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&refused, "allow"), "GET,HEAD");
    assert_eq!(header(&refused, "content-type"), "application/problem+json");
}
