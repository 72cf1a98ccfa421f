//! Acme, connected to a provider to practise with, and browsers that go there and back.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use contract::{ConnectionId, OrgId};
use http::{Method, Request, header};
use portal::Portal;
use portal::access::Can;
use portal::access::permission::{ManageSignIn, SeeSignIn};
use portal::connection::{self, OidcInput};
use portal::seed::Seeded;
use practice_idp::{Fault, Practice};
use server::practice::Demo;
use testkit::Person;
use tower::ServiceExt;

use crate::browser::Browser;
use crate::site::{Site, header, text};

fn practice(origin: &str, portal: &Portal) -> Practice {
    let (clock, chance) = (portal.clock.clone(), portal.chance.clone());
    Practice::new(origin.parse().unwrap(), &portal.settings.origin, Arc::new(move || clock.now()), Arc::new(move || chance.bytes()))
}

/// The demo, whose Acme is connected to a provider that nobody reaches.
pub async fn seed(portal: &Portal) -> portal::Result<Seeded> {
    portal::seed::seed(portal, |told| Demo::new(practice("http://localhost:3001", told)).map(Some)).await
}

pub const PLACE: &str = "/okta/acme";

pub struct Acme {
    pub site: Site,
    pub org: OrgId,
    /// Its owner.
    pub alice: Person,
    pub idp: Idp,
    pub connection: ConnectionId,
    pub key: String,
}

impl Acme {
    /// By SAML, whose assertions have to be signed.
    pub async fn by_saml() -> Self {
        let acme = Self::draft("saml").await;
        let metadata = text(acme.idp.get(&format!("{PLACE}/saml/metadata")).await).await;
        let can = acme.can().await;
        connection::read_metadata(&can, acme.connection, metadata.as_bytes(), None).await.unwrap();
        connection::set_saml_options(&can, acme.connection, "assertion", "", false).await.unwrap();
        acme.activate().await;
        acme
    }

    pub async fn by_oidc() -> Self {
        let acme = Self::draft("oidc").await;
        let console = text(acme.idp.get(&format!("{PLACE}/")).await).await;
        let value = |id: &str| after(&console, &format!("<input id=\"{id}\" name=\"{id}\" value=\""));
        let (issuer, client_id, secret) = (value("issuer"), value("client_id"), value("client_secret"));
        let input = OidcInput {
            issuer_or_tenant: &issuer,
            client_id: &client_id,
            secret: Some(&secret),
            use_key: false,
            expires: "",
            scopes: "groups",
            ask_user_info: false,
            secret_again: false,
        };
        let discovered = connection::set_oidc(&acme.can().await, acme.connection, input).await.unwrap();
        assert!(matches!(discovered, connection::Discovered::Yes), "{discovered:?}");
        acme.activate().await;
        acme
    }

    async fn draft(protocol: &str) -> Self {
        let site = Site::reaching_loopback().await;
        let idp = Idp::beside(&site).await;
        let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
        let org = site.portal.org("Acme", "acme", &alice).await;
        let domain = site.portal.domain(org, "acme.example", "ask_to_join").await;
        let can: Can<ManageSignIn> = site.portal.can(&alice, "acme").await;
        let connection = connection::create(&can, "Okta", "okta", protocol).await.unwrap();
        connection::set_domains(&can, connection, &[domain.to_string()]).await.unwrap();
        let key = connection::find(&site.portal.can::<SeeSignIn>(&alice, "acme").await, connection).await.unwrap().key.to_string();
        Self { site, org, alice, idp, connection, key }
    }

    pub async fn can(&self) -> Can<ManageSignIn> {
        self.site.portal.can(&self.alice, "acme").await
    }

    pub async fn see(&self) -> Can<SeeSignIn> {
        self.site.portal.can(&self.alice, "acme").await
    }

    /// As when a test of the candidate has succeeded now.
    pub async fn activate(&self) {
        self.site.portal.arrange("update connection_version set tested_at = changed_at where stage = 'candidate'").await;
        connection::activate(&self.can().await, self.connection).await.unwrap();
    }

    /// From now on the provider is asked by a form.
    pub async fn posts_requests(&self) {
        let moved = "jsonb_set(jsonb_set(settings, '{provider,post_location}', settings #> '{provider,redirect_location}'), '{provider,redirect_location}', 'null')";
        self.site.portal.arrange(&format!("update connection_version set settings = {moved}")).await;
    }

    pub fn acs(&self) -> String {
        format!("/sso/saml/{}/acs", self.key)
    }

    /// The browser goes to the provider, where that person is chosen, and what comes back is not sent yet.
    pub async fn out(&self, browser: &mut Browser<'_>, start: &str, person: &str, fault: Fault) -> Response {
        let response = browser.ask(start).await;
        let to = header(&response, "location").to_owned();
        assert!(to.starts_with(&self.idp.origin), "{} {to} {}", response.status(), text(response).await);
        let page = text(self.idp.get(&to).await).await;
        self.idp.choose(&page, person, fault).await
    }

    /// What the provider's page posts: `SAMLResponse` and `RelayState`.
    pub async fn posted(&self, browser: &mut Browser<'_>, person: &str, fault: Fault) -> (String, String) {
        let start = format!("/sso/start/{}", self.key);
        let fields = hidden(&text(self.out(browser, &start, person, fault).await).await);
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
        (field("SAMLResponse"), field("RelayState"))
    }

    /// Out and back, to wherever it ends.
    pub async fn sign_in(&self, browser: &mut Browser<'_>, person: &str, fault: Fault) {
        self.sign_in_from(browser, &format!("/sso/start/{}", self.key), person, fault).await;
    }

    pub async fn sign_in_from(&self, browser: &mut Browser<'_>, start: &str, person: &str, fault: Fault) {
        let response = self.out(browser, start, person, fault).await;
        let to = header(&response, "location").to_owned();
        if to.is_empty() {
            let page = text(response).await;
            let fields = hidden(&page);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = browser.post_from_elsewhere(&after(&page, "<form method=\"post\" action=\""), &fields).await;
            browser.go_on(answer).await;
        } else {
            browser.open(&to).await;
        }
    }

    /// Everything that a sign-in could have made: people, memberships, sessions, identities, proofs, requests to join.
    pub async fn made(&self) -> [i64; 6] {
        let mut counts = [0; 6];
        for (count, table) in counts.iter_mut().zip(["person", "membership", "session", "identity", "sso_session", "join_request"]) {
            *count = self.site.portal.look(&format!("select count(*) from {table}")).await[0]["count"].as_i64().unwrap();
        }
        counts
    }

    /// Outcome and code of the newest line of the log.
    pub async fn logged(&self) -> (String, Option<String>) {
        let row = self.site.portal.look("select outcome, code from sso_log order by id desc limit 1").await.remove(0);
        (row["outcome"].as_str().unwrap().to_owned(), row["code"].as_str().map(str::to_owned))
    }
}

/// The provider, in this process.
pub struct Idp {
    router: Router,
    pub origin: String,
}

impl Idp {
    async fn beside(site: &Site) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let router = practice_idp::router(practice(&origin, &site.portal.portal)).unwrap();
        // For what the portal itself asks.
        tokio::spawn(axum::serve(listener, router.clone()).into_future());
        Self { router, origin }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path, String::new()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.send(Method::POST, path, form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()).await
    }

    async fn send(&self, method: Method, path: &str, body: String) -> Response {
        let path = path.strip_prefix(&self.origin).unwrap_or(path);
        let request = Request::builder().method(method).uri(path).header(header::HOST, self.origin.strip_prefix("http://").unwrap());
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }

    /// Presses somebody's button on a sign-in page.
    async fn choose(&self, page: &str, first_name: &str, fault: Fault) -> Response {
        let buttons = page.split("<button name=\"person\" value=\"").skip(1).map(|button| button.split_once('"').unwrap());
        let person = buttons.into_iter().find(|(_, rest)| rest.contains(&format!("<strong>{first_name} ")));
        let person = person.unwrap_or_else(|| panic!("{first_name} is not in {page}")).0;
        let mut fields = hidden(page);
        fields.extend([("person".into(), person.to_owned()), ("fault".into(), fault.key().to_owned())]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&after(page, "<form method=\"post\" action=\""), &fields).await
    }
}

/// The attribute's value that begins after this.
pub fn after(page: &str, before: &str) -> String {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}"));
    unescaped(rest.split('"').next().unwrap())
}

pub fn hidden(page: &str) -> Vec<(String, String)> {
    let fields = page.split("<input type=\"hidden\" name=\"").skip(1);
    fields
        .map(|field| {
            let mut parts = field.split('"');
            let name = parts.next().unwrap();
            (name.to_owned(), unescaped(parts.nth(1).unwrap()))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&")
}

/// What `/api/me` says of this browser: who is signed in, and where by what.
pub async fn me(browser: &mut Browser<'_>) -> serde_json::Value {
    browser.open("/api/me").await;
    serde_json::from_str(&browser.page).unwrap()
}
