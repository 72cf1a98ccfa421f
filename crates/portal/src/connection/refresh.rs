//! Asking providers again what they say of themselves: every day, and once when a sign-in met a key that isn't known.

use super::{
    metadata::fetch,
    model::{MetadataFrom, Provider, Saml},
    serving::Serving,
    sql, sql_key, sql_refresh,
};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Event, Unrecorded},
    db::{TenantRead, TenantTx},
    jobs::Job,
    throttle::{self, Key, limits},
};
use contract::{ConnectionId, OrgId, VersionId};
use sso::{
    oidc,
    saml::{
        Certificate, Fingerprint, certificate,
        idp_metadata::{IdpMetadata, MetadataUrl},
    },
};
use std::collections::HashMap;
use time::{Duration, OffsetDateTime};

/// How often a provider is asked.
const EVERY: Duration = Duration::DAY;
/// A certificate that isn't published any more is believed until it has been unused for so long: a provider publishes before it signs, and
/// withdraws before its last server has changed.
const UNUSED_FOR: Duration = Duration::days(7);

/// What a provider says of itself now.
enum Said {
    Saml {
        /// The address that was asked.
        at: String,
        metadata: Box<IdpMetadata>,
    },
    Oidc(Box<oidc::Provider>),
}

/// Asks the provider of what serves and of what is worked at, if that is still when to ask. What can't be had today is asked for tomorrow.
pub(crate) async fn refresh(portal: &Portal, org: OrgId, id: ConnectionId, due: OffsetDateTime) -> Result<()> {
    let versions = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        if !sql_refresh::is_due(read.conn(), org, id, due).await? {
            return Ok(());
        }
        sql_refresh::asked(read.conn(), org, id).await?
    };
    let mut said = Vec::new();
    for (version, provider) in &versions {
        if let Some(now) = ask(portal, provider).await? {
            said.push((*version, now));
        }
    }
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let Some(locked) = sql::lock(tx.conn(), org, id).await? else { return Ok(()) };
    let next = tx.now() + EVERY;
    if !sql_refresh::set_next(tx.conn(), org, id, due, next).await? {
        return Ok(());
    }
    tx.enqueue_at(next, Job::RefreshConnection { org, connection: id, due: next }).await?;
    let events = take(&mut tx, id, &locked.name, said).await?;
    if events.is_empty() { tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await } else { tx.commit(events).await }
}

/// Asks because an answer was signed by a certificate that isn't known (S02), at most once in ten minutes. Whether there is anything new, so
/// that the answer deserves another look.
pub(crate) async fn refresh_after_failure(portal: &Portal, serving: &Serving) -> Result<bool> {
    if !may_ask(portal, serving).await? {
        return Ok(false);
    }
    let Some(said) = ask(portal, &serving.settings.provider).await? else { return Ok(false) };
    let mut tx = begin(portal, serving.org).await?;
    let Some(locked) = sql::lock(tx.conn(), serving.org, serving.id).await? else { return Ok(false) };
    let events = take(&mut tx, serving.id, &locked.name, vec![(serving.version, said)]).await?;
    let news = events.iter().any(|event| matches!(event, Event::ConnectionCertificatesRefreshed { .. }));
    if events.is_empty() {
        tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await?
    } else {
        tx.commit(events).await?
    }
    Ok(news)
}

/// Fetches an OpenID provider's keys because a token names one that isn't known, at most once in ten minutes, and keeps them. `None`: there
/// are none to be had, or somebody asked a moment ago.
pub(crate) async fn refresh_keys(portal: &Portal, serving: &Serving) -> Result<Option<oidc::Keys>> {
    let Provider::Oidc(settings) = &serving.settings.provider else { return Ok(None) };
    let Some(known) = &settings.discovered else { return Ok(None) };
    if !may_ask(portal, serving).await? {
        return Ok(None);
    }
    let Ok(keys) = oidc::refresh_keys(known, &portal.outbound).await else { return Ok(None) };
    let mut fresh = known.clone();
    fresh.keys = keys.clone();
    let mut tx = begin(portal, serving.org).await?;
    if let Some(locked) = sql::lock(tx.conn(), serving.org, serving.id).await? {
        take(&mut tx, serving.id, &locked.name, vec![(serving.version, Said::Oidc(Box::new(fresh)))]).await?;
        tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await?;
    }
    Ok(Some(keys))
}

async fn begin(portal: &Portal, org: OrgId) -> Result<TenantTx> {
    TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await
}

/// Strangers can send answers that we don't understand; they don't decide how often we ask.
async fn may_ask(portal: &Portal, serving: &Serving) -> Result<bool> {
    let mut tx = begin(portal, serving.org).await?;
    let now = tx.now();
    match throttle::count(tx.conn(), now, &[(limits::REFRESH_OF_CONNECTION, Key::connection(serving.id))]).await {
        Ok(()) => tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await.map(|()| true),
        Err(Error::Limited(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// `None` when it can't be asked, or doesn't answer as it should.
async fn ask(portal: &Portal, provider: &Provider) -> Result<Option<Said>> {
    let destinations = portal.outbound.destinations();
    Ok(match provider {
        Provider::Saml(saml) => {
            let Some(at) = saml.metadata.url() else { return Ok(None) };
            let Ok(url) = MetadataUrl::parse(at, destinations) else { return Ok(None) };
            fetch(portal, &url, Some(&saml.entity_id)).await?.ok().map(|metadata| Said::Saml { at: at.to_owned(), metadata })
        }
        Provider::Oidc(oidc) => {
            let Some(known) = &oidc.discovered else { return Ok(None) };
            oidc::discover(&known.issuer, destinations, &portal.outbound).await.ok().map(|found| Said::Oidc(Box::new(found.provider)))
        }
    })
}

/// Takes over what is the same provider's still, under the connection's lock. Tests stay good: nobody edited anything.
async fn take(tx: &mut TenantTx, id: ConnectionId, name: &str, said: Vec<(VersionId, Said)>) -> Result<Vec<Event>> {
    let (org, now) = (tx.org(), tx.now());
    let (mut added, mut dropped, mut other) = (Vec::new(), Vec::new(), None);
    let last_used = sql_refresh::last_used(tx.conn(), org, id).await?;
    for (version, said) in said {
        let Some(mut settings) = sql_refresh::settings(tx.conn(), org, version).await? else { continue };
        match (&mut settings.provider, said) {
            // An address that the settings don't name any more has no say in them.
            (Provider::Saml(saml), Said::Saml { at, .. }) if saml.metadata.url() != Some(at.as_str()) => continue,
            (Provider::Saml(saml), Said::Saml { metadata, .. }) if saml.entity_id == metadata.entity_id => {
                sql_key::meet(tx.conn(), org, id, &metadata.certificates, now).await?;
                let (new, old) = merge(saml, &metadata.certificates, &last_used, now);
                added.extend(new);
                dropped.extend(old);
                if let MetadataFrom::Url { fetched_at, .. } = &mut saml.metadata {
                    *fetched_at = now;
                }
            }
            (Provider::Saml(saml), Said::Saml { metadata, .. }) => {
                other = Some((saml.entity_id.clone(), metadata.entity_id));
                continue;
            }
            (Provider::Oidc(oidc), Said::Oidc(provider)) if oidc.discovered.as_ref().is_some_and(|known| known.issuer == provider.issuer) => {
                (oidc.discovered, oidc.discovered_at) = (Some(*provider), Some(now));
            }
            _ => continue, // edited meanwhile
        }
        sql_refresh::set_settings(tx.conn(), org, version, &settings).await?;
    }
    let mut events = Vec::new();
    let held = other.as_ref().map(|(_, after)| after.as_str());
    if let (true, Some((before, after))) = (sql_refresh::set_held(tx.conn(), org, id, held).await?, &other) {
        events.push(Event::ConnectionRefreshHeld { connection: id, name: name.to_owned(), before: before.clone(), after: after.clone() });
    }
    if !added.is_empty() || !dropped.is_empty() {
        let (added, dropped) = (words(added), words(dropped));
        events.push(Event::ConnectionCertificatesRefreshed { connection: id, name: name.to_owned(), added, dropped });
    }
    Ok(events)
}

/// As the record has them; what holds of two versions is told once.
fn words(fingerprints: Vec<Fingerprint>) -> Vec<String> {
    let mut words: Vec<String> = fingerprints.iter().map(ToString::to_string).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Every certificate that is published, then those of before that have neither expired nor been unused for long, as many as there may be.
/// Answers which are new, and which are gone.
fn merge(
    saml: &mut Saml,
    published: &[Certificate],
    last_used: &HashMap<Fingerprint, OffsetDateTime>,
    now: OffsetDateTime,
) -> (Vec<Fingerprint>, Vec<Fingerprint>) {
    let before: Vec<Certificate> = saml.certificates().collect();
    let is_kept = |one: &&Certificate| {
        let used = last_used.get(&one.fingerprint()).copied();
        !published.contains(one) && one.not_after() > now && used.is_some_and(|at| at > now - UNUSED_FOR)
    };
    let after: Vec<Certificate> = published.iter().chain(before.iter().filter(is_kept)).take(certificate::MOST).cloned().collect();
    saml.certificates = after.iter().map(Certificate::to_base64).collect();
    let not_in =
        |these: &[Certificate], those: &[Certificate]| these.iter().filter(|one| !those.contains(one)).map(Certificate::fingerprint).collect();
    (not_in(&after, &before), not_in(&before, &after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sso::saml::KeyPair;
    use time::macros::datetime;

    #[test]
    fn an_old_certificate_goes_when_it_has_expired_or_nobody_signs_with_it() {
        let now = datetime!(2026-11-02 09:00 UTC);
        let make = |name: &str, at: OffsetDateTime| KeyPair::generate(name, [1; 16], at).unwrap().certificate;
        let (new, used, unused, expired) =
            (make("new", now), make("used", now), make("unused", now), make("expired", now - Duration::days(20 * 365)));
        let all = [&used, &unused, &expired].map(Certificate::to_base64);
        let mut saml = Saml { certificates: all.to_vec(), ..Saml::default() };
        let last_used = HashMap::from([
            (used.fingerprint(), now - Duration::days(6)),
            (unused.fingerprint(), now - Duration::days(8)),
            (expired.fingerprint(), now),
        ]);
        let (added, dropped) = merge(&mut saml, std::slice::from_ref(&new), &last_used, now);
        assert_eq!(saml.fingerprints(), [new.fingerprint(), used.fingerprint()]);
        assert_eq!((added, dropped), (vec![new.fingerprint()], vec![unused.fingerprint(), expired.fingerprint()]));
        assert_eq!(merge(&mut saml, &[new], &last_used, now), (vec![], vec![]));
    }
}
