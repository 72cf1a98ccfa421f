//! Members as a file.

use axum::body::Body;
use axum::response::Response;
use contract::{MembershipId, Role};
use http::{Method, StatusCode};
use portal::activity::{self, Cursor};
use testkit::Person;

use crate::site::{Site, header, text, to};

struct Acme {
    site: Site,
    alice: Person,
    bo: MembershipId,
}

/// Alice owns Acme; Bo is a member there, and so is somebody who is called like a formula.
async fn acme() -> Acme {
    let site = Site::development().await;
    let alice = site.portal.person("Alice", "alice@acme.example").await;
    let org = site.portal.org("Acme", "acme", &alice).await;
    let bo = site.portal.person("Bo", "bo@acme.example").await;
    let bo = site.portal.member(org, &bo, &[Role::Member]).await;
    let formula = site.portal.person("=1+1", "sum@acme.example").await;
    site.portal.member(org, &formula, &[Role::Auditor]).await;
    Acme { site, alice, bo }
}

impl Acme {
    async fn export(&self, who: &Person, org: &str, body: String, headers: &[(&str, &str)]) -> Response {
        let cookie = self.site.cookie_of(who).await;
        let mut request = to(&format!("/o/{org}/members/export")).method(Method::POST).header("cookie", cookie);
        request = request.header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.site.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn recorded(&self) -> Vec<String> {
        let can = self.site.portal.can(&self.alice, "acme").await;
        let record = activity::list(&can, &activity::Filter::parse("about=members_exported"), Cursor::Newest, "UTC").await.unwrap();
        record.entries.into_iter().map(|entry| entry.target.label).collect()
    }
}

/// The first cell of every line.
fn names(csv: &str) -> Vec<&str> {
    csv.lines().map(|line| line.split(',').next().unwrap()).collect()
}

#[tokio::test]
async fn an_export_is_what_the_list_shows_as_a_file_and_recorded() {
    let acme = acme().await;
    let answer = acme.export(&acme.alice, "acme", "query=role%3Dauditor%26role%3Downer".into(), &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "text/csv; charset=utf-8");
    assert_eq!(header(&answer, "content-disposition"), "attachment; filename=\"acme-members-2026-11-02.csv\"");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    assert_eq!(names(&text(answer).await), ["name", "'=1+1", "Alice"], "a formula stays text");
    assert_eq!(acme.recorded().await, ["role=owner&role=auditor"]);
}

#[tokio::test]
async fn the_ticked_ones_are_exported_unless_all_that_match_are_meant() {
    let acme = acme().await;
    let ticked = format!("ids%5B%5D={}&query=", acme.bo);
    assert_eq!(names(&text(acme.export(&acme.alice, "acme", ticked.clone(), &[]).await).await), ["name", "Bo"]);
    let all = acme.export(&acme.alice, "acme", format!("{ticked}&all_matching=true"), &[]).await;
    assert_eq!(names(&text(all).await), ["name", "'=1+1", "Alice", "Bo"]);
    assert!(acme.recorded().await[1].contains(&acme.bo.to_string()), "the record says whose");
}

#[tokio::test]
async fn nobody_exports_whom_they_may_not_see() {
    let acme = acme().await;
    let portal = &acme.site.portal;
    let mallory = portal.person("Mallory", "mallory@globex.example").await;
    portal.org("Globex", "globex", &mallory).await;
    let status = async |who: &Person, org: &str, headers: &[(&str, &str)]| acme.export(who, org, String::new(), headers).await.status();
    assert_eq!(status(&mallory, "acme", &[]).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&mallory, "No_Such", &[]).await, StatusCode::NOT_FOUND);
    let org = portal.inside(&acme.alice, "acme").await.org().id;
    let dan = portal.person("Dan", "dan@acme.example").await;
    portal.member(org, &dan, &[Role::Member]).await;
    assert_eq!(status(&dan, "acme", &[]).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&acme.alice, "acme", &[("sec-fetch-site", "cross-site")]).await, StatusCode::FORBIDDEN);
    let signed_out = to("/o/acme/members/export").method(Method::POST).header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(acme.site.send(signed_out.body(Body::empty()).unwrap()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(acme.site.get("/o/acme/members/export").await.status(), StatusCode::METHOD_NOT_ALLOWED, "nothing that fetches ahead exports");
    assert_eq!(acme.recorded().await, [""; 0]);
}
