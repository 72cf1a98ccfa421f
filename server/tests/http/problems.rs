//! How failures leave: with server functions that fail in every way there is.

use app::error::ApiError;
use axum::body::Body;
use axum::response::Response;
use contract::{Problem, ProblemKind, Rule};
use http::{Method, StatusCode};
use leptos::server;

use crate::site::{Site, header, text, to};

/// Refuses with the rule that an organisation keeps an owner.
#[server(endpoint = "test/refuse", prefix = "/fn")]
async fn refuse(words: String) -> Result<(), ApiError> {
    drop(words);
    Err(ApiError(Problem { rule: Some(Rule::LastOwner), ..Problem::new(ProblemKind::Conflict) }))
}

/// Panics, as nothing of ours should.
#[server(endpoint = "test/panic", prefix = "/fn")]
async fn panic() -> Result<(), ApiError> {
    assert!(app::ssr::visitor().prefetch, "the database's password is hunter2");
    Ok(())
}

/// Asks to come back later.
#[server(endpoint = "test/limit", prefix = "/fn")]
async fn limit() -> Result<(), ApiError> {
    Err(ApiError(Problem { retry_after: Some(90), ..Problem::new(ProblemKind::Limited) }))
}

/// Succeeds, and sends its form on.
#[server(endpoint = "test/succeed", prefix = "/fn")]
async fn succeed() -> Result<(), ApiError> {
    app::ssr::see_other("/o/acme");
    Ok(())
}

/// As a browser submits a form.
async fn submit(site: &Site, path: &str, body: &'static str) -> Response {
    let request = to(path)
        .method(Method::POST)
        .header("accept", "text/html,application/xhtml+xml")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "http://portico.test/o/acme/members?q=alice")
        .header("sec-fetch-site", "same-origin");
    site.send(request.body(Body::from(body)).unwrap()).await
}

/// As a script calls.
async fn call(site: &Site, path: &str, body: &'static str) -> Response {
    let request = to(path).method(Method::POST).header("accept", "application/json").header("content-type", "application/x-www-form-urlencoded");
    site.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_script_gets_a_problem_with_its_own_status() {
    let site = Site::development().await;
    let answer = call(&site, "/fn/test/refuse", "words=please").await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    let reference = header(&answer, "x-request-id").to_owned();
    let problem: Problem = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!((problem.rule, problem.reference), (Some(Rule::LastOwner), Some(reference)));
}

#[tokio::test]
async fn a_form_gets_a_page_and_no_error_in_an_address() {
    let site = Site::development().await;
    let answer = submit(&site, "/fn/test/refuse", "words=please").await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(!answer.headers().contains_key("location"));
    assert!(!answer.headers().contains_key("serverfnerror"));
    let reference = header(&answer, "x-request-id").to_owned();
    let policy = header(&answer, "content-security-policy").to_owned();
    let page = text(answer).await;
    assert!(page.contains("always keeps an owner") && page.contains(&reference), "{page}");

    let nonce = policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0;
    assert!(page.contains(&format!("nonce=\"{nonce}\"")), "the page's scripts carry the policy's nonce: {policy}\n{page}");
    assert!(!policy.contains("wasm-unsafe-eval") && !policy.contains("unsafe-inline"), "{policy}");
}

#[tokio::test]
async fn the_page_speaks_the_readers_language() {
    let site = Site::development().await;
    let request = to("/nowhere").header("accept", "text/html").header("accept-language", "de-AT,de;q=0.9,en;q=0.5");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let page = text(answer).await;
    assert!(page.contains("<html lang=\"de\""), "{page}");
}

#[tokio::test]
async fn what_cannot_be_read_is_the_senders_problem() {
    let site = Site::development().await;
    for body in ["", "word=please", "words=a&words=b", "words[]=a", "words=%ff", "words[a][b]=c"] {
        let answer = call(&site, "/fn/test/refuse", body).await;
        assert!([StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT].contains(&answer.status()), "{body:?}: {}", answer.status());
        let text = text(answer).await;
        assert!(serde_json::from_str::<Problem>(&text).is_ok(), "{body:?}: {text}");
    }
}

#[tokio::test]
async fn a_panic_is_a_fault_of_ours_and_tells_nothing() {
    let site = Site::development().await;
    for answer in [call(&site, "/fn/test/panic", "").await, submit(&site, "/fn/test/panic", "").await] {
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!text(answer).await.contains("hunter2"));
    }
}

#[tokio::test]
async fn who_was_too_quick_hears_when_to_come_back() {
    let site = Site::development().await;
    let answer = submit(&site, "/fn/test/limit", "").await;
    assert_eq!((answer.status(), header(&answer, "retry-after")), (StatusCode::TOO_MANY_REQUESTS, "90"));
}

#[tokio::test]
async fn success_is_left_alone() {
    let site = Site::development().await;
    let answer = submit(&site, "/fn/test/succeed", "").await;
    assert_eq!((answer.status(), header(&answer, "location")), (StatusCode::SEE_OTHER, "/o/acme"));
}

#[tokio::test]
async fn a_server_function_is_not_called_by_following_a_link() {
    let site = Site::development().await;
    let answer = site.get("/fn/test/refuse?words=please").await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}
