use axum::body::Body;
use http::{Method, StatusCode};

use crate::site::{Site, header, text, to};

async fn post(site: &Site, headers: &[(&str, &str)]) -> axum::response::Response {
    let mut request = to("/fn/nothing").method(Method::POST).header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.send(request.body(Body::from("a=1")).unwrap()).await
}

#[tokio::test]
async fn another_site_cannot_make_a_browser_change_anything() {
    let site = Site::development().await;
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://evil.example")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://portico.test.evil.example")],
    ] {
        let refused = post(&site, headers).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{headers:?}");
        assert_eq!(header(&refused, "content-type"), "application/problem+json", "{headers:?}");
        assert!(text(refused).await.contains("\"cross-site\""), "{headers:?}");
    }
}

#[tokio::test]
async fn our_own_pages_can() {
    let site = Site::development().await;
    for headers in [&[("sec-fetch-site", "same-origin")][..], &[("sec-fetch-site", "none")], &[("origin", "http://portico.test")], &[]] {
        assert_ne!(post(&site, headers).await.status(), StatusCode::FORBIDDEN, "{headers:?}");
    }
}
