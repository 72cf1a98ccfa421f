use super::{
    request::{self, Kept, New},
    tests::Trial,
};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    connection::{self, Provider, Serving},
    db::TenantRead,
    secret::{Secret, SecretHash},
    throttle::{self, Key, limits},
};
use contract::{ConnectionKey, LocalPath, Locale};
use sso::{
    oidc,
    saml::{
        post_form::PostForm,
        request::{AuthnRequest, RequestId},
    },
};
use std::time::Duration;
use url::Url;

/// Where the browser goes now, and what it keeps until it comes back.
#[derive(Debug)]
pub struct Outgoing {
    pub to: To,
    /// For a cookie: who comes back without it didn't leave from here.
    pub kept: Kept,
}

#[derive(Debug)]
pub enum To {
    Redirect(Url),
    /// A form for the browser to post.
    Post(PostForm),
}

/// Sends this browser to the connection's provider, to sign in.
///
/// # Errors
/// `NotFound` unless the connection is active · `Limited` · `Unavailable` for speculative requests, which begin nothing.
pub async fn begin(
    portal: &Portal,
    visitor: &Visitor,
    key: &ConnectionKey,
    next: Option<LocalPath>,
    hint: Option<&str>,
    locale: Locale,
) -> Result<Outgoing> {
    allowed(portal, visitor).await?;
    let (org, id) = connection::of_key(portal, key).await?;
    let mut read = TenantRead::open(&portal.db.web, org).await?;
    let serving = connection::serving(read.conn(), org, id).await?.ok_or(Error::NotFound)?;
    leave(portal, read, &serving, Leaving { trial: None, next, hint, locale }).await
}

/// Sends this browser to the provider for a test: whoever comes back is let in nowhere.
///
/// # Errors
/// `NotFound` when the link is over · `Limited` · `Unavailable`.
pub async fn begin_test(portal: &Portal, visitor: &Visitor, link: &Secret, locale: Locale) -> Result<Outgoing> {
    allowed(portal, visitor).await?;
    let trial = super::tests::of_link(portal, link).await?.ok_or(Error::NotFound)?;
    let mut read = TenantRead::open(&portal.db.web, trial.org).await?;
    let serving = connection::version(read.conn(), trial.org, trial.version).await?.ok_or(Error::NotFound)?;
    super::tests::under_way(portal, &trial).await?;
    leave(portal, read, &serving, Leaving { trial: Some(trial), next: None, hint: None, locale }).await
}

async fn allowed(portal: &Portal, visitor: &Visitor) -> Result<()> {
    if visitor.prefetch {
        return Err(Error::Unavailable(Duration::from_secs(1)));
    }
    let now = portal.clock.now();
    let counted = [(limits::SSO_FROM_BLOCK, Key::block(visitor.origin.ip))];
    throttle::count(&mut *portal.db.web.acquire().await?, now, &counted).await
}

/// What goes along.
struct Leaving<'a> {
    trial: Option<Trial>,
    next: Option<LocalPath>,
    hint: Option<&'a str>,
    locale: Locale,
}

async fn leave(portal: &Portal, mut read: TenantRead, serving: &Serving, leaving: Leaving<'_>) -> Result<Outgoing> {
    let (cookie, addresses) = (Secret::new(&portal.chance), serving.addresses(portal));
    let new = |handle: SecretHash| New {
        connection: serving.id,
        version: serving.version,
        test: leaving.trial.as_ref().map(|trial| trial.id),
        handle,
        cookie: cookie.hash(),
        request_id: None,
        pending: None,
        locale: leaving.locale,
        next: leaving.next.as_ref(),
    };
    let to = match &serving.settings.provider {
        Provider::Saml(saml) => {
            let pair = connection::own_keys(read.conn(), portal, serving.org, serving.id).await?.into_iter().next();
            drop(read);
            let pair = pair.ok_or_else(|| Error::internal("a connection without a key"))?;
            let (handle, id, now) = (Secret::new(&portal.chance), RequestId::new(portal.chance.bytes()), portal.clock.now());
            let (saml, relay_state, request) = (saml.clone(), handle.reveal().to_owned(), id.clone());
            let ask = move || {
                let destination = saml.redirect_location.as_deref().or(saml.post_location.as_deref()).unwrap_or_default();
                let request = AuthnRequest {
                    id: &request,
                    now,
                    destination,
                    sp_entity_id: &addresses.entity_id,
                    acs: &addresses.acs,
                    name_id_format: saml.name_id_format.as_deref(),
                    force_authn: false,
                };
                match saml.redirect_location {
                    Some(_) => request.redirect(&relay_state, &pair).map_err(Error::internal).and_then(|url| Ok(To::Redirect(address(&url)?))),
                    None => request.post(&relay_state, &pair).map(To::Post).map_err(Error::internal),
                }
            };
            let to = portal.signatures.work(ask).await??;
            request::put(portal, serving.org, &New { request_id: Some(id.as_str()), ..new(handle.hash()) }).await?;
            to
        }
        Provider::Oidc(settings) => {
            let client = connection::client(read.conn(), portal, serving).await?;
            drop(read);
            let provider = settings.discovered.as_ref().ok_or(Error::NotFound)?;
            let scopes: Vec<&str> = ["email", "profile"].into_iter().chain(settings.scopes.iter().map(String::as_str)).collect();
            let sign_in = oidc::SignIn { provider, client: &client, scopes: &scopes, login_hint: leaving.hint, prompt: None, max_age: None };
            let chance = oidc::Chance { state: portal.chance.bytes(), nonce: portal.chance.bytes(), verifier: portal.chance.bytes() };
            let (url, pending) = sign_in.begin(&chance).map_err(Error::internal)?;
            let handle = Secret::parse(pending.state()).ok_or_else(|| Error::internal("a state of another form"))?;
            let pending = zeroize::Zeroizing::new(serde_json::to_vec(&pending).map_err(Error::internal)?);
            request::put(portal, serving.org, &New { pending: Some(&pending), ..new(handle.hash()) }).await?;
            To::Redirect(url)
        }
    };
    Ok(Outgoing { to, kept: Kept { key: serving.key.clone(), secret: cookie } })
}

fn address(url: &str) -> Result<Url> {
    Url::parse(url).map_err(Error::internal)
}
