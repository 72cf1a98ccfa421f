//! Whom a request is taken to be from.

use app::error::ApiError;
use app::ssr;
use axum::body::Body;
use http::{Method, StatusCode};
use leptos::server;
use portal::session::SessionStore;
use time::Duration;
use tower_sessions::SessionStore as _;
use tower_sessions::session::Id;

use crate::site::{Site, text, to};

/// Whom the portal takes the visitor for.
#[server(endpoint = "test/who", prefix = "/fn")]
async fn who() -> Result<String, ApiError> {
    let visitor = ssr::visitor();
    let name = visitor.signed_in.as_ref().map_or("nobody", |person| person.name.as_str());
    Ok(format!("{name}, {}, {}", visitor.origin.device, if visitor.prefetch { "ahead" } else { "now" }))
}

async fn ask(site: &Site, headers: &[(&str, &str)]) -> String {
    let mut request = to("/fn/test/who").method(Method::POST).header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    text(site.send(request.body(Body::empty()).unwrap()).await).await
}

async fn session(site: &Site) -> (SessionStore, Id, String) {
    let alice = site.portal.person("Alice", "alice@acme.example").await;
    let (store, id) = site.session_of(&alice).await;
    (store, id, format!("portico_session={id}"))
}

#[tokio::test]
async fn a_session_is_its_person_until_it_is_revoked() {
    let site = Site::development().await;
    let (store, id, cookie) = session(&site).await;
    let firefox = ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    assert_eq!(ask(&site, &[("cookie", &cookie), firefox]).await, "\"Alice, Firefox · Linux, now\"");
    store.delete(&id).await.unwrap();
    assert_eq!(ask(&site, &[("cookie", &cookie)]).await, "\"nobody, , now\"");
}

#[tokio::test]
async fn a_page_fetched_ahead_does_not_make_anybody_active() {
    let site = Site::development().await;
    let (_, _, cookie) = session(&site).await;
    site.portal.pass(Duration::days(6));
    let ahead = to("/account").header("cookie", &cookie).header("sec-purpose", "prefetch;prerender").body(Body::empty()).unwrap();
    assert_eq!(site.send(ahead).await.status(), StatusCode::OK);
    site.portal.pass(Duration::days(2));
    assert_eq!(ask(&site, &[("cookie", &cookie)]).await, "\"nobody, , now\"", "the session ended when it was last really used");
}

#[tokio::test]
async fn a_form_is_never_sent_ahead() {
    let site = Site::development().await;
    let (_, _, cookie) = session(&site).await;
    assert_eq!(ask(&site, &[("cookie", &cookie), ("sec-purpose", "prefetch")]).await, "\"Alice, , now\"", "whatever its head says");
}

#[tokio::test]
async fn no_cookie_that_a_stranger_makes_up_is_a_session() {
    let site = Site::development().await;
    for cookie in [
        "portico_session=",
        "portico_session=AAAAAAAAAAAAAAAAAAAAAA",
        "portico_session=%00",
        "portico_session=../../x",
        "__Host-portico_session=AAAAAAAAAAAAAAAAAAAAAA",
    ] {
        assert_eq!(ask(&site, &[("cookie", cookie)]).await, "\"nobody, , now\"", "{cookie}");
    }
}
