//! A practice provider in this process, and a portal that believes it as far as `sso` does.

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use practice_idp::{Fault, Practice};
use sso::address::Destinations;
use sso::oidc::http::{Answer as HttpAnswer, Http, Request as HttpRequest, Stage};
use sso::oidc::{self, Callback, Chance, Client, ClientSecret, Credential, Issuer, Outcome, Pending, Provider, SignIn, UserInfo};
use sso::saml::idp_metadata::{IdpMetadata, Pasted};
use sso::saml::request::{AuthnRequest, RequestId};
use sso::saml::sp_metadata::SpMetadata;
use sso::saml::{self, Answering, Expected, KeyPair, MustSign};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use time::OffsetDateTime;
use time::macros::datetime;
use tower::ServiceExt;
use url::Url;

pub const NOW: OffsetDateTime = datetime!(2026-11-28 12:00 UTC);
pub const ORIGIN: &str = "http://localhost:3001";
pub const PORTAL: &str = "http://127.0.0.1:3000";
pub const SP: &str = "http://127.0.0.1:3000/sso/saml/0123456789abcdef";
pub const ACS: &str = "http://127.0.0.1:3000/sso/saml/0123456789abcdef/acs";
pub const METADATA: &str = "http://127.0.0.1:3000/sso/saml/0123456789abcdef/metadata";
pub const CALLBACK: &str = "http://127.0.0.1:3000/sso/oidc/0123456789abcdef/callback";

pub static OURS: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate("practice", [1; 16], NOW).unwrap());
pub static OTHERS: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate("another", [2; 16], NOW).unwrap());

pub struct World {
    router: Router,
    drawn: AtomicU64,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

pub fn practice() -> Practice {
    practice_at(ORIGIN)
}

pub fn practice_at(origin: &str) -> Practice {
    let drawn = AtomicU64::new(0);
    let chance = move || {
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        bytes
    };
    let portal = |path: String| -> std::pin::Pin<Box<dyn Future<Output = Option<Vec<u8>>> + Send>> {
        let ours = SpMetadata { entity_id: SP, acs: ACS, certificates: &[&OURS.certificate], name_id_formats: &[] };
        let found = (format!("{PORTAL}{path}") == METADATA).then(|| ours.to_xml().into_bytes());
        Box::pin(async move { found })
    };
    Practice::new(origin.parse().unwrap(), PORTAL, Arc::new(|| NOW), Arc::new(chance)).reading(Arc::new(portal))
}

impl World {
    pub fn new() -> Self {
        Self::of(practice_idp::router(practice()).unwrap())
    }

    pub fn of(router: Router) -> Self {
        Self { router, drawn: AtomicU64::new(0) }
    }

    async fn ask(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Page { status: parts.status, headers: parts.headers, text }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.get_as(path, &[]).await
    }

    pub async fn get_as(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let path = path.strip_prefix(ORIGIN).unwrap_or(path);
        let request =
            headers.iter().fold(Request::get(path).header("host", "localhost:3001"), |request, (name, value)| request.header(*name, *value));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// The console, asked for by another name.
    pub async fn with_host(&self, host: &str) -> Page {
        self.ask(Request::get("/okta/acme/").header("host", host).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.post_as(path, form, &[]).await
    }

    pub async fn post_as(&self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let path = path.strip_prefix(ORIGIN).unwrap_or(path);
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header("host", "localhost:3001").header("content-type", "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// From the place's menu.
    pub async fn goes_wrong(&self, place: &str, fault: Fault) {
        let page = self.post(&format!("{place}/fault"), &[("fault", fault.key())]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }

    pub async fn metadata(&self, place: &str) -> Box<IdpMetadata> {
        let page = self.get(&format!("{place}/saml/metadata")).await;
        match Pasted::recognise(&page.text, Destinations::HttpsAndLoopback) {
            Pasted::Idp(metadata) => metadata,
            other => panic!("{place}: {other:?}\n{}", page.text),
        }
    }

    /// The portal's metadata goes into the console, by address.
    pub async fn knows_us(&self, place: &str) {
        let page = self.post(&format!("{place}/service"), &[("service_metadata", METADATA)]).await;
        assert!(page.location().ends_with("?saved="), "{}", page.location());
    }

    fn chance(&self) -> [u8; 16] {
        u128::from(self.drawn.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
    }

    /// Somebody is sent to the provider by SAML, chooses a person and perhaps a fault, and comes back.
    pub async fn saml(&self, place: &str, person: &str, fault: Fault) -> Back {
        let metadata = self.metadata(place).await;
        let id = RequestId::new(self.chance());
        let destination = metadata.preferred().unwrap().location.clone();
        let request =
            AuthnRequest { id: &id, now: NOW, destination: &destination, sp_entity_id: SP, acs: ACS, name_id_format: None, force_authn: false };
        let page = self.get(&request.redirect("handle", &OURS).unwrap()).await;
        Back { page: self.choose(&page, person, fault).await, request: id.to_string(), metadata }
    }

    /// Presses somebody's button on a sign-in page.
    pub async fn choose(&self, page: &Page, person: &str, fault: Fault) -> Page {
        let action = page.after("<form method=\"post\" action=\"");
        let mut form = page.hidden();
        form.push(("person".into(), page.person(person)));
        form.push(("fault".into(), fault.key().into()));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&action, &form).await
    }

    /// The portal finds the provider out.
    pub async fn discovered(&self, issuer: &str) -> Result<Provider, Box<oidc::Report>> {
        let issuer = Issuer::parse(issuer, Destinations::HttpsAndLoopback).unwrap();
        oidc::discover(&issuer, Destinations::HttpsAndLoopback, self).await.map(|discovered| discovered.provider)
    }

    /// What the console shows for the portal.
    pub async fn client(&self, place: &str) -> (String, Client) {
        let page = self.get(&format!("{place}/")).await;
        let secret = ClientSecret::new(&page.value("client_secret"));
        let client = Client { id: page.value("client_id"), redirect_uri: CALLBACK.parse().unwrap(), credential: Credential::Secret(secret) };
        (page.value("issuer"), client)
    }

    pub async fn oidc(&self, place: &str, person: &str, fault: Fault) -> OidcBack {
        let (issuer, client) = self.client(place).await;
        let provider = self.discovered(&issuer).await.unwrap_or_else(|report| panic!("{place}: {report:#?}"));
        let sign_in =
            SignIn { provider: &provider, client: &client, scopes: &["email", "profile", "groups"], login_hint: None, prompt: None, max_age: None };
        let chance = Chance { state: self.chance(), nonce: self.chance(), verifier: [9; 32] };
        let (url, pending) = sign_in.begin(&chance).unwrap();
        let page = self.get(url.as_str()).await;
        OidcBack { page: self.choose(&page, person, fault).await, provider, client, pending }
    }

    pub async fn received(&self, back: &OidcBack) -> Result<oidc::Received, Box<oidc::Report>> {
        let expected = oidc::Expected {
            provider: &back.provider,
            client: &back.client,
            pending: &back.pending,
            user_info: UserInfo::Never,
            assertion_id: [4; 16],
            now: NOW,
        };
        let location = Url::parse(&back.page.location()).unwrap();
        assert!(location.as_str().starts_with(CALLBACK), "{location}");
        match oidc::receive(&Callback::parse(location.query().unwrap())?, &expected, self).await? {
            Outcome::Received(received) => Ok(*received),
            Outcome::UnknownKey(unknown) => Err(unknown.refuse(&back.provider.keys)),
        }
    }
}

impl Http for World {
    fn call(&self, request: HttpRequest) -> HttpAnswer<'_> {
        Box::pin(async move {
            let response = self.router.clone().oneshot(request.map(Body::from)).await.map_err(|error| Stage::Other(error.to_string()))?;
            let (parts, body) = response.into_parts();
            let body = body.collect().await.map_err(|error| Stage::Other(error.to_string()))?;
            Ok(http::Response::from_parts(parts, body.to_bytes().to_vec()))
        })
    }
}

/// Somebody comes back by SAML.
pub struct Back {
    pub page: Page,
    pub request: String,
    pub metadata: Box<IdpMetadata>,
}

impl Back {
    pub fn response(&self) -> String {
        assert_eq!(self.page.after("<form method=\"post\" action=\""), ACS);
        assert!(self.page.hidden().contains(&("RelayState".into(), "handle".into())), "{}", self.page.text);
        self.page.hidden().into_iter().find(|(name, _)| name == "SAMLResponse").unwrap().1
    }

    pub fn received(&self, must_sign: MustSign) -> Result<saml::Received, Box<saml::Report>> {
        self.received_as(Answering::Request(&self.request), must_sign)
    }

    pub fn received_as(&self, answering: Answering<'_>, must_sign: MustSign) -> Result<saml::Received, Box<saml::Report>> {
        let expected = Expected {
            idp_entity_id: &self.metadata.entity_id,
            sp_entity_id: SP,
            acs: ACS,
            answering,
            certificates: &self.metadata.certificates,
            keys: &[&OURS.key],
            must_sign,
            now: NOW,
        };
        saml::receive(&self.response(), &expected)
    }
}

/// Somebody comes back by OpenID Connect.
pub struct OidcBack {
    pub page: Page,
    pub provider: Provider,
    pub client: Client,
    pub pending: Pending,
}

impl Page {
    pub fn location(&self) -> String {
        self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_else(|| panic!("{}: {}", self.status, self.text))
    }

    /// The attribute's value that begins after this.
    pub fn after(&self, before: &str) -> String {
        let (_, rest) = self.text.split_once(before).unwrap_or_else(|| panic!("no {before} in {}: {}", self.status, self.text));
        unescaped(rest.split('"').next().unwrap())
    }

    /// What a field of the console holds.
    pub fn value(&self, id: &str) -> String {
        self.after(&format!("<input id=\"{id}\" name=\"{id}\" value=\""))
    }

    pub fn hidden(&self) -> Vec<(String, String)> {
        let fields = self.text.split("<input type=\"hidden\" name=\"").skip(1);
        fields
            .map(|field| {
                let mut parts = field.split('"');
                let name = parts.next().unwrap();
                (name.to_owned(), unescaped(parts.nth(1).unwrap()))
            })
            .collect()
    }

    fn person(&self, first_name: &str) -> String {
        let buttons = self.text.split("<button name=\"person\" value=\"").skip(1);
        let own = buttons.map(|button| button.split_once('"').unwrap()).find(|(_, rest)| rest.contains(&format!("<strong>{first_name} ")));
        own.unwrap_or_else(|| panic!("{first_name} is not in {}", self.text)).0.to_owned()
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}
