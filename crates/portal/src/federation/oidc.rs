use super::{
    Answered,
    asserted::Said,
    model::Report,
    request::{self, Kept, Request},
    saml::switched_off,
    settle::{self, Answer},
};
use crate::{
    Portal, Result,
    access::Visitor,
    connection::{self, Provider, Serving},
    db::TenantRead,
};
use contract::{ConnectionKey, Protocol};
use sso::oidc::{self, Callback, Expected, Outcome, UserInfo};

/// Takes a callback's query, without its question mark. The order of trust is as for SAML.
///
/// # Errors
/// `NotFound` for no connection of ours. Everything that a provider can do wrong is [`Answered::Refused`].
pub async fn oidc_answer(portal: &Portal, visitor: &Visitor, key: &ConnectionKey, query: &str, kept: &[Kept]) -> Result<Answered> {
    let (org, id) = connection::of_key(portal, key).await?;
    let callback = match Callback::parse(query) {
        Ok(callback) => callback,
        Err(report) => {
            let answer = Answer { org, connection: id, request: None };
            return settle::refuse(portal, visitor, &answer, None, Report::of_oidc(&report)).await;
        }
    };
    let Some(request) = request::take(portal, org, id, Some(callback.state()), kept).await? else {
        let mut report = Report::default();
        report.fail("State", "O07", "", "");
        return settle::refuse(portal, visitor, &Answer { org, connection: id, request: None }, None, report).await;
    };
    let (serving, client) = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        let serving = match request.test {
            Some(_) => connection::version(read.conn(), org, request.version).await?,
            None => connection::serving(read.conn(), org, id).await?,
        };
        let serving = serving.filter(|serving| serving.protocol == Protocol::Oidc);
        let client = match &serving {
            Some(serving) => Some(connection::client(read.conn(), portal, serving).await?),
            None => None,
        };
        (serving, client)
    };
    let answer = Answer { org, connection: id, request: Some(request) };
    let (Some(serving), Some(client)) = (serving, client) else {
        return settle::refuse(portal, visitor, &answer, None, switched_off()).await;
    };
    match receive(portal, &callback, answer.request.as_ref(), &serving, &client).await? {
        Ok(received) => {
            let said = Said::by_oidc(&received.identity, &serving.settings.mapping);
            settle::settle(portal, visitor, answer, &serving, said, None, Report::of_oidc(&received.report)).await
        }
        Err(report) => settle::refuse(portal, visitor, &answer, Some(&serving), Report::of_oidc(&report)).await,
    }
}

/// Trades the code and checks what comes, with fresh keys if the provider signs with one that we haven't seen.
async fn receive(
    portal: &Portal,
    callback: &Callback,
    request: Option<&Request>,
    serving: &Serving,
    client: &oidc::Client,
) -> Result<Result<oidc::Received, Box<oidc::Report>>> {
    let (Provider::Oidc(settings), Some(request)) = (&serving.settings.provider, request) else { return Err(crate::Error::NotFound) };
    let Some(provider) = &settings.discovered else { return Err(crate::Error::NotFound) };
    let pending = request.pending(portal, serving.org)?;
    let expected = Expected {
        provider,
        client,
        pending: &pending,
        user_info: if settings.asks_user_info { UserInfo::Ask } else { UserInfo::Never },
        assertion_id: portal.chance.bytes(),
        now: portal.clock.now(),
    };
    Ok(match oidc::receive(callback, &expected, &portal.outbound).await {
        Ok(Outcome::Received(received)) => Ok(*received),
        Ok(Outcome::UnknownKey(unknown)) => match connection::refresh_keys(portal, serving).await? {
            Some(keys) => unknown.with(&keys, &expected, &portal.outbound).await,
            None => Err(unknown.refuse(&provider.keys)),
        },
        Err(report) => Err(report),
    })
}
