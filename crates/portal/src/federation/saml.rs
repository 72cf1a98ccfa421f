use super::{
    Answered,
    asserted::Said,
    model::Report,
    request::{self, Kept, Request},
    settle::{self, Answer},
};
use crate::{
    Portal, Result,
    access::Visitor,
    connection::{self, Provider, Serving},
    db::TenantRead,
};
use contract::{ConnectionKey, Protocol};
use sso::saml::{self, Answering, Expected, KeyPair};

/// What was posted to a connection's assertion consumer service (SAML Bindings 3.5).
#[derive(Debug, Clone, Default)]
pub struct Posted {
    /// `SAMLResponse`, if it was there exactly once.
    pub response: Option<String>,
    pub relay_state: Option<String>,
}

/// Takes a response. The order of trust: this browser left from here, by this connection, and hasn't come back yet; then the signature and
/// every statement; then once only; then whose address it is; and only then anybody is looked up.
///
/// # Errors
/// `NotFound` for no connection of ours. Everything that a provider can do wrong is [`Answered::Refused`].
pub async fn saml_answer(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, posted: &Posted, kept: &[Kept]) -> Result<Answered> {
    let (org, id) = connection::of_key(portal, key).await?;
    let taken = request::take(portal, org, id, posted.relay_state.as_deref(), kept).await?;
    let Some(request) = taken else { return unasked(portal, visitor, key, kept.is_empty()).await };
    let (serving, keys) = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        let serving = match request.test {
            Some(_) => connection::version(read.conn(), org, request.version).await?,
            None => connection::serving(read.conn(), org, id).await?,
        };
        let keys = match posted.response.as_deref().is_some_and(saml::may_be_encrypted) {
            true => connection::own_keys(read.conn(), portal, org, id).await?,
            false => Vec::new(),
        };
        (serving, keys)
    };
    let answer = Answer { org, connection: id, request: Some(request) };
    let Some(serving) = serving.filter(|serving| serving.protocol == Protocol::Saml) else {
        return settle::refuse(portal, visitor, &answer, None, switched_off()).await;
    };
    let received = receive(portal, posted, answer.request.as_ref(), &serving, keys.clone()).await?;
    let received = match received {
        // The provider may have a new key since its metadata was read.
        Err(report) if unknown_signer(&report) && connection::refresh_after_failure(portal, &serving).await? => {
            let again = {
                let mut read = TenantRead::open(&portal.db.web, org).await?;
                match answer.request.as_ref().and_then(|request| request.test) {
                    Some(_) => connection::version(read.conn(), org, serving.version).await?,
                    None => connection::serving(read.conn(), org, id).await?,
                }
            };
            match again {
                Some(serving) => receive(portal, posted, answer.request.as_ref(), &serving, keys).await?,
                None => Err(report),
            }
        }
        other => other,
    };
    let received = match received {
        Ok(received) => received,
        Err(report) => return settle::refuse(portal, visitor, &answer, Some(&serving), Report::of_saml(&report)).await,
    };
    let (assertion, mut report) = (received.assertion, Report::of_saml(&received.report));
    if !request::spend_answer(portal, org, id, &assertion.id, assertion.forget_after).await? {
        report.fail("Replay", "S09", "1", "2");
        return settle::refuse(portal, visitor, &answer, Some(&serving), report).await;
    }
    report.pass("Replay", "1", "1");
    let said = Said::by_saml(&assertion, &serving.settings.mapping);
    settle::settle(portal, visitor, answer, &serving, said, Some(assertion.certificate), report).await
}

async fn receive(
    portal: &Portal,
    posted: &Posted,
    request: Option<&Request>,
    serving: &Serving,
    keys: Vec<KeyPair>,
) -> Result<Result<saml::Received, Box<saml::Report>>> {
    let Provider::Saml(settings) = &serving.settings.provider else { return Err(crate::Error::NotFound) };
    let (settings, addresses, now) = (settings.clone(), serving.addresses(portal), portal.clock.now());
    let response = posted.response.clone().unwrap_or_default();
    let request_id = request.and_then(|request| request.request_id.clone()).unwrap_or_default();
    let check = move || {
        // One that can't be read any more is left out, as it was when it was saved.
        let certificates: Vec<_> = settings.certificates().collect();
        let keys: Vec<_> = keys.iter().map(|pair| &pair.key).collect();
        let expected = Expected {
            idp_entity_id: &settings.entity_id,
            sp_entity_id: &addresses.entity_id,
            acs: &addresses.acs,
            answering: Answering::Request(&request_id),
            certificates: &certificates,
            keys: &keys,
            must_sign: settings.must_sign.for_protocol(),
            now,
        };
        saml::receive(&response, &expected)
    };
    portal.signatures.work(check).await
}

fn unknown_signer(report: &saml::Report) -> bool {
    report.rows().iter().any(|row| row.check == saml::Check::Signature && matches!(row.verdict, saml::Verdict::Fail(_)))
}

pub(super) fn switched_off() -> Report {
    let mut report = Report::default();
    report.fail("Connection", "S01", "active", "");
    report
}

/// An answer to nothing of this browser's: the person began at the provider, came back twice, or was sent here by somebody else. Where the
/// organisation has allowed the first, the sign-in begins anew from here; nothing in the response was looked at.
async fn unasked(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, has_no_cookie: bool) -> Result<Answered> {
    let (org, id) = connection::of_key(portal, key).await?;
    let serving = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        connection::serving(read.conn(), org, id).await?
    };
    let may_begin_there = serving.as_ref().is_some_and(|serving| match &serving.settings.provider {
        Provider::Saml(saml) => saml.begins_at_provider,
        Provider::Oidc(_) => false,
    });
    // Whoever has just left from here and comes back unasked would go round in circles.
    if may_begin_there && has_no_cookie {
        return Ok(Answered::Restart);
    }
    let mut report = Report::default();
    report.fail("Request", "S09", "RelayState, InResponseTo", "");
    settle::refuse(portal, visitor, &Answer { org, connection: id, request: None }, serving.as_ref(), report).await
}
