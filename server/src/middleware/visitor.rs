//! Who is asking: the session's person, or a browser with a visit, from an address, with a device.

use app::cookie;
use app::ssr::Reference;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use contract::{Problem, ProblemKind};
use http::{HeaderMap, HeaderName, header};
use portal::access::{SignedIn, Visitor};
use portal::audit::Origin;
use portal::secret::Secret;
use portal::session::{self, Lifetimes, LiveSession, SessionStore};
use portal::{Portal, chain};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};
use tracing::Span;

use super::client_address::ClientAddress;
use super::{device, problem};
use crate::trace_context::TraceContext;

/// What browsers send with a page that nobody has asked to see yet.
const SEC_PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");

/// How sessions are kept.
#[derive(Clone, Debug)]
pub struct Visitors {
    pub portal: Portal,
    pub lifetimes: Lifetimes,
}

/// The session's cookie. It lives as long as a session can; the row decides when that ends.
pub fn sessions(visitors: &Visitors) -> SessionManagerLayer<SessionStore> {
    let production = visitors.portal.settings.production;
    SessionManagerLayer::new(SessionStore::new(visitors.portal.clone(), visitors.lifetimes))
        .with_name(cookie::name(cookie::SESSION, production))
        .with_secure(production)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(visitors.lifetimes.absolute))
}

/// Puts the portal and its visitor into the request.
pub async fn find(State(visitors): State<Visitors>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let signed_in = match signed_in(session).await {
        Ok(signed_in) => signed_in,
        Err(error) => {
            tracing::error!(chain = chain(&error), "the session could not be read");
            return problem::response(Problem { retry_after: Some(5), ..Problem::new(ProblemKind::Unavailable) });
        }
    };
    let Visitors { portal, lifetimes } = visitors;
    let trace = request.extensions().get::<TraceContext>().map(|trace| trace.to_string().into());
    let portal = Portal { trace, ..portal };
    let visitor = visitor(&request, signed_in, portal.settings.production);
    if let Some(person) = &visitor.signed_in {
        // The session layer has put a span of its own around this: the current one is not the request's.
        if let Some(span) = request.extensions().get::<Span>() {
            span.record("person", tracing::field::display(person.person));
        }
        if !visitor.prefetch
            && let Err(error) = session::touch(&portal, lifetimes, person).await
        {
            tracing::warn!(chain = chain(&error), "the session's last use was not noted");
        }
    }
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(portal);
    next.run(request).await
}

async fn signed_in(session: Option<Session>) -> Result<Option<SignedIn>, tower_sessions::session::Error> {
    let Some(session) = session else { return Ok(None) };
    let live = session.get::<LiveSession>(session::KEY).await?;
    Ok(live.zip(session.id()).and_then(|(live, id)| live.signed_in(id)))
}

fn visitor(request: &Request, signed_in: Option<SignedIn>, production: bool) -> Visitor {
    let headers = request.headers();
    let secret = |base| cookie::read(headers, base, production).and_then(Secret::parse).map(|secret| secret.hash());
    Visitor {
        signed_in: signed_in.map(Into::into),
        visit: secret(cookie::VISIT),
        newcomer: secret(cookie::NEWCOMER),
        browser: secret(cookie::BROWSER),
        origin: Origin {
            ip: request.extensions().get::<ClientAddress>().map(|address| address.0),
            device: device::name(header_text(headers, header::USER_AGENT)),
            request: request.extensions().get::<Reference>().map(|reference| reference.0.clone()).unwrap_or_default(),
        },
        prefetch: request.method().is_safe() && header_text(headers, SEC_PURPOSE).contains("prefetch"),
    }
}

fn header_text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
