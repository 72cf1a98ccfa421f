//! The one bridge between pages and the portal: who is asking, and what they may do.

use crate::{cookie, error::ApiError};
use contract::{LocalPath, OrgSlug, SessionId};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use portal::{
    Error, Portal, Result,
    access::{Can, Grants, OrgContext, Visitor},
    federation::Kept,
    secret::Secret,
    session::{self, NewSession},
    sign_in::SignedInNow,
};
use std::sync::Arc;
use tower_sessions::Session;

/// What a person and the log call this request by.
#[derive(Debug, Clone)]
pub struct Reference(pub String);

/// What a page's path says: `org` of `/o/{org}/members`. Put into the request by the server.
#[derive(Debug, Clone, Default)]
pub struct Params(pub Vec<(String, String)>);

/// One of the path's parameters; empty when the path has none of that name.
pub fn param(name: &str) -> String {
    let params = extension::<Params>().unwrap_or_default();
    params.0.into_iter().find_map(|(key, value)| (key == name).then_some(value)).unwrap_or_default()
}

/// The query of the page's address, without its question mark.
pub fn query() -> String {
    use_context::<Parts>().and_then(|parts| parts.uri.query().map(ToOwned::to_owned)).unwrap_or_default()
}

/// One value of the query (WHATWG URL, section 5.1): the first of that name.
pub fn asked(name: &str) -> Option<String> {
    form_urlencoded::parse(query().as_bytes()).find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// Whether somebody pressed a button whose answer is this page itself; see [`crate::routes::Page::answers_post`].
pub fn is_post() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.method == Method::POST)
}

/// This page's path and query.
pub fn here() -> String {
    use_context::<Parts>().and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_else(|| "/".to_owned())
}

/// Where to sign in and come back from to that path: an organisation's pages are reached by its own way in.
pub fn sign_in_and_back(path: &str) -> String {
    let org = path.strip_prefix("/o/").and_then(|path| path.split(['/', '?']).next()).filter(|slug| OrgSlug::parse(slug).is_ok());
    let door = org.map_or_else(|| "/sign-in".to_owned(), |slug| format!("/o/{slug}/sign-in"));
    format!("{door}?next={}", in_query(path))
}

/// Where a sign-in by a connection begins: with where it shall end, and the address that was typed, so that it needn't be again.
pub fn start_by(key: &str, next: Option<&LocalPath>, hint: Option<&str>) -> String {
    let named = [("next", next.map(LocalPath::as_str)), ("hint", hint)];
    let query: Vec<String> = named.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", in_query(value?)))).collect();
    format!("/sso/start/{key}{}{}", if query.is_empty() { "" } else { "?" }, query.join("&"))
}

/// As a value in a query, which stays readable (RFC 3986, section 3.4).
fn in_query(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get().cloned()
}

/// The portal, put into every request by the server.
///
/// # Errors
/// `Internal` outside a request.
pub fn portal() -> Result<Portal> {
    extension().ok_or_else(|| Error::internal("no portal in this request"))
}

/// The product's name, as people read it.
pub fn vendor() -> String {
    portal().map_or_else(|_| String::new(), |portal| portal.settings.vendor.clone())
}

/// Whether mail stays here, to be read in the browser.
pub fn keeps_mail() -> bool {
    portal().is_ok_and(|portal| portal.settings.mailbox)
}

/// What an organisation's address begins with, as people say it: `portal.northwind.example/o/`, without the scheme.
pub fn before_slug() -> String {
    let host = portal().ok().and_then(|portal| Some(portal.settings.origin.split_once("://")?.1.to_owned()));
    format!("{}/o/", host.unwrap_or_default())
}

/// Whoever is asking.
pub fn visitor() -> Visitor {
    extension().unwrap_or_default()
}

/// What this request is called, for the person and the log.
pub fn reference() -> Option<String> {
    extension::<Reference>().map(|reference| reference.0)
}

pub(crate) fn headers() -> HeaderMap {
    use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default()
}

/// The visitor inside an organisation. A page that was asked for at a retired address goes no further: nothing is done and nothing taken
/// there, and its visitor is led to the same page at today's.
///
/// # Errors
/// As [`Portal::enter`]; a malformed slug is `NotFound`. Of a page that [leads elsewhere](leads_elsewhere) nobody sees which.
pub async fn enter(slug: &str) -> Result<Arc<OrgContext>> {
    let slug = OrgSlug::parse(slug).map_err(|_| Error::NotFound)?;
    let context = portal()?.enter(&visitor(), &slug).await?;
    if is_led_from_retired_address(&context.org().slug) {
        return Err(Error::NotFound);
    }
    if let Some(span) = extension::<tracing::Span>() {
        span.record("org", tracing::field::display(context.org().id));
    }
    Ok(context)
}

/// The witness that the visitor may do `P` in that organisation.
///
/// # Errors
/// As [`enter`], and `Forbidden`.
pub async fn org<P: Grants>(slug: &str) -> Result<Can<P>> {
    enter(slug).await?.can()
}

/// The signed-out browser's visit; begun now if there is none.
///
/// # Errors
/// `Internal` outside a request.
pub fn visit() -> Result<Visitor> {
    let mut visitor = visitor();
    if visitor.visit.is_none() {
        let portal = portal()?;
        let secret = Secret::new(&portal.chance);
        set_cookie(cookie::VISIT, secret.reveal(), None);
        visitor.visit = Some(secret.hash());
    }
    Ok(visitor)
}

/// The browser of somebody who signs up or accepts an invitation, by a cookie that outlives it; begun now if there is none. At each step it
/// gets another day, as what is proven then does.
///
/// # Errors
/// `Internal` outside a request.
pub fn newcomer() -> Result<Visitor> {
    let (portal, mut visitor) = (portal()?, visitor());
    let secret = cookie(cookie::NEWCOMER).as_deref().and_then(Secret::parse).unwrap_or_else(|| Secret::new(&portal.chance));
    set_cookie(cookie::NEWCOMER, secret.reveal(), Some(cookie::A_DAY));
    visitor.newcomer = Some(secret.hash());
    Ok(visitor)
}

/// Sets one of our cookies on the response.
pub fn set_cookie(base: &str, value: &str, seconds: Option<u32>) {
    let production = portal().is_ok_and(|portal| portal.settings.production);
    if let Some(cookie) = cookie::set(base, value, seconds, production) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    }
}

/// So many ways out at once are somebody's several tabs.
pub const WAYS_OUT: usize = 5;

/// What this browser keeps of its ways out to providers, the newest last: browsers send the oldest cookie first (RFC 6265, section 5.4). Each
/// is looked up, and a request can bring as many as its head has room for: beyond [`WAYS_OUT`] they are none.
pub fn kept() -> Vec<Kept> {
    let production = portal().is_ok_and(|portal| portal.settings.production);
    let mut kept: Vec<Kept> = Vec::new();
    for (_, value) in cookie::beginning(&headers(), cookie::SINGLE_SIGN_ON, production).into_iter().rev() {
        let is_another = kept.iter().all(|newer| newer.reveal() != value);
        kept.extend(Kept::parse(value).filter(|_| is_another));
        if kept.len() == WAYS_OUT {
            break;
        }
    }
    kept.reverse();
    kept
}

/// Has the browser keep one for so long; no time at all takes it back.
pub fn keep(kept: &Kept, seconds: u32) {
    let production = portal().is_ok_and(|portal| portal.settings.production);
    // Several can be on their way at once, in several tabs.
    let name: String = cookie::SINGLE_SIGN_ON.chars().chain(kept.secret.reveal().chars().take(6)).collect();
    if let Some(cookie) = cookie::set_cross_site(&name, &kept.reveal(), seconds, production) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    }
}

/// One of our cookies, as the browser sent it.
pub fn cookie(base: &str) -> Option<String> {
    let production = portal().is_ok_and(|portal| portal.settings.production);
    cookie::read(&headers(), base, production).map(ToOwned::to_owned)
}

/// Leads from an organisation's retired address to the same page at today's, and says whether it did. 302: the old address may be
/// somebody else's one day, so no browser keeps it (RFC 9110, section 15.4.3). What is no page has no such address.
fn is_led_from_retired_address(today: &OrgSlug) -> bool {
    let asked = param("org");
    if asked.is_empty() || asked == today.as_str() {
        return false;
    }
    let here = here();
    let rest = here.strip_prefix("/o/").and_then(|path| path.strip_prefix(asked.as_str())).unwrap_or_default();
    see_other(&format!("/o/{today}{rest}"));
    set_status(StatusCode::FOUND.as_u16());
    true
}

/// Whether the answer is the way to another page already.
pub fn leads_elsewhere() -> bool {
    let response = expect_context::<ResponseOptions>();
    response.0.read().is_ok_and(|said| said.status.is_some_and(|status| status.is_redirection()))
}

/// Answers 303 to one of our own paths; what a header can't hold of what was typed into it is percent-encoded (RFC 3986, section 2.1).
/// Does not return from the caller: nothing in Rust's types can.
pub fn see_other(path: &str) {
    let response = expect_context::<ResponseOptions>();
    let path: String = path.bytes().map(|byte| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    match HeaderValue::try_from(path) {
        Ok(path) => {
            response.set_status(StatusCode::SEE_OTHER);
            response.insert_header(header::LOCATION, path);
        }
        Err(_) => response.set_status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Answers 303 to an address of somebody else's: a provider's, which an administrator has set.
pub fn see_elsewhere(address: &str) {
    let response = expect_context::<ResponseOptions>();
    match HeaderValue::try_from(address) {
        Ok(address) => {
            response.set_status(StatusCode::SEE_OTHER);
            response.insert_header(header::LOCATION, address);
        }
        Err(_) => response.set_status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Sets a header of the answer.
pub fn set_header(name: http::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        expect_context::<ResponseOptions>().insert_header(name, value);
    }
}

/// Says what the page is, where it isn't 200.
pub fn set_status(status: u16) {
    if let Ok(status) = StatusCode::from_u16(status) {
        expect_context::<ResponseOptions>().set_status(status);
    }
}

/// Signs this browser in as that person: a new session id, whatever was there before (session fixation). `handle` is the session's public one,
/// where what it has proven is kept under it already.
///
/// # Errors
/// `Gone(FlowOver)` when what was proven has ended meanwhile, by another password for example · `Internal` when the session can't be written.
pub async fn begin_session(now: &SignedInNow, handle: Option<SessionId>) -> Result<()> {
    let session = extension::<Session>().ok_or_else(|| Error::internal("no session layer"))?;
    let new = NewSession::of(&portal()?, &visitor(), now, handle).await?;
    forget(&session).await?;
    session.insert(session::KEY, new).await.map_err(Error::internal)?;
    let saved = session.save().await;
    if saved.is_err() {
        // Else the session layer would try it once more, and answer 500.
        session.clear().await;
    }
    saved.map_err(session::refusal)
}

/// Signs this browser out.
///
/// # Errors
/// `Internal` when the session can't be deleted.
pub async fn end_session() -> Result<()> {
    let session = extension::<Session>().ok_or_else(|| Error::internal("no session layer"))?;
    forget(&session).await?;
    // The session layer takes it back as well, but not by the rules of `__Host-`, so that no browser would mind it in production.
    set_cookie(cookie::SESSION, "", Some(0));
    Ok(())
}

/// A browser that had none has nothing to be forgotten.
async fn forget(session: &Session) -> Result<()> {
    if session.id().is_none() {
        return Ok(());
    }
    session.flush().await.map_err(Error::internal)
}

/// The one conversion from the portal's errors to what travels.
pub fn problem(error: Error) -> contract::Problem {
    error.into_problem(reference())
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self(problem(error))
    }
}
