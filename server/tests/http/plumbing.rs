use http::StatusCode;

use crate::site::{Site, header, text, to};

#[tokio::test]
async fn alive_is_alive_whatever_the_database_does() {
    let site = Site::development().await;
    site.portal.portal.db.close().await;
    assert_eq!(site.get("/healthz").await.status(), StatusCode::OK);
    let unready = site.get("/readyz").await;
    assert_eq!(unready.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(text(unready).await, r#"{"ready":false,"database":false,"schema":false,"worker":false}"#);
}

#[tokio::test]
async fn nobody_is_ready_without_a_worker() {
    let site = Site::development().await;
    let unready = site.get("/readyz").await;
    assert_eq!(unready.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(text(unready).await, r#"{"ready":false,"database":true,"schema":true,"worker":false}"#);
}

#[tokio::test]
async fn figures_are_for_prometheus_and_in_production_not_among_the_pages() {
    let site = Site::development().await;
    site.get("/healthz").await;
    let figures = text(site.get("/metrics").await).await;
    assert!(figures.contains(r#"portico_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"}"#), "{figures}");
    assert!(figures.contains(r#"portico_database_connections{pool="web",state="busy"}"#), "{figures}");
    assert!(figures.contains("portico_jobs_waiting 0"), "{figures}");
    assert_eq!(Site::production().await.get("/metrics").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn security_txt_says_whom_to_tell_and_until_when() {
    let answer = Site::production().await.get("/.well-known/security.txt").await;
    assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8");
    let text = text(answer).await;
    assert!(text.starts_with("Contact: mailto:security@portico.test\nExpires: 2027-05-01T00:00:00Z\n"), "{text}");
    assert!(text.contains("Canonical: https://portico.test/.well-known/security.txt"), "{text}");
}

#[tokio::test]
async fn a_password_manager_finds_where_to_change_a_password() {
    let answer = Site::development().await.get("/.well-known/change-password").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_no_folder_can_hold_is_not_there() {
    let site = Site::development().await;
    for path in [format!("/{}", "a".repeat(256)), format!("/pkg/{}", "a".repeat(253)), format!("/{}", "aaaa/".repeat(1_000))] {
        let request = to(&path).header("accept-encoding", "br").body(axum::body::Body::empty()).unwrap();
        assert_eq!(site.send(request).await.status(), StatusCode::NOT_FOUND, "{} characters", path.len());
    }
}
