//! Looks at connections.

use super::{
    look::{Summary, last_end},
    model::{CertificateInfo, Connection, KeyState, OwnKey, SecretInfo, Stage, State, Step, Version},
    sql::stored,
    sql_version::read,
};
use crate::{Error, Result, domain::DomainName};
use contract::{ConnectionId, DomainId, IdentityProvider, OrgId, Protocol, VersionId};
use sqlx::PgConnection;
use sso::saml::{Certificate, Fingerprint};
use uuid::Uuid;

pub(super) async fn list(db: &mut PgConnection, org: OrgId) -> Result<Vec<Summary>> {
    let rows = sqlx::query!(
        r#"select c.id, c.name, c.provider, c.protocol, c.state, looked.settings as "settings?", s.expires_at as "secret_expires_at?",
                  exists (select from connection_version v where v.org_id = c.org_id and v.connection_id = c.id and v.stage = 'candidate') as "has_candidate!",
                  (select max(i.last_used_at) from identity i where i.org_id = c.org_id and i.connection_id = c.id) as last_success_at,
                  array(select d.name from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
                         where cd.org_id = c.org_id and cd.connection_id = c.id order by d.name) as "domains!"
             from connection c
             left join lateral (select v.settings from connection_version v
                                 where v.org_id = c.org_id and v.connection_id = c.id and v.stage in ('live', 'candidate')
                                 order by v.stage = 'live' desc limit 1) as looked on true
             left join connection_secret s on s.org_id = c.org_id and s.id = (looked.settings #>> '{provider,credential,secret}')::uuid
            where c.org_id = $1
            order by lower(c.name), c.id"#,
        org.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        let settings = row.settings.map(read).transpose()?;
        let state = stored(State::from_key(&row.state), "state")?;
        Ok(Summary {
            id: ConnectionId(row.id),
            name: row.name,
            provider: stored(IdentityProvider::from_key(&row.provider), "provider")?,
            protocol: stored(Protocol::from_key(&row.protocol), "protocol")?,
            state,
            domains: row.domains.into_iter().map(|name| DomainName::stored(name).unicode()).collect(),
            last_success_at: row.last_success_at,
            expires_at: settings.and_then(|settings| last_end(&settings.provider)).or(row.secret_expires_at),
            changes_wait: row.has_candidate && state != State::Draft,
        })
    })
    .collect()
}

/// The connection, its versions, keys and the rest still missing.
pub(super) async fn connection(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Option<Connection>> {
    let row = sqlx::query!(
        r#"select c.key, c.name, c.provider, c.protocol, c.state, c.step, c.created_at, c.changed_at,
                  array(select d.id from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
                         where cd.org_id = c.org_id and cd.connection_id = c.id order by d.name) as "domains!"
             from connection c where c.org_id = $1 and c.id = $2"#,
        org.0,
        id.0
    );
    let row = row.fetch_optional(db).await?;
    row.map(|row| {
        Ok(Connection {
            id,
            key: stored(row.key.parse().ok(), "key")?,
            name: row.name,
            provider: stored(IdentityProvider::from_key(&row.provider), "provider")?,
            protocol: stored(Protocol::from_key(&row.protocol), "protocol")?,
            state: stored(State::from_key(&row.state), "state")?,
            step: stored(Step::from_key(&row.step), "step")?,
            domains: row.domains.into_iter().map(DomainId).collect(),
            created_at: row.created_at,
            changed_at: row.changed_at,
            candidate: None,
            live: None,
            former: None,
            keys: Vec::new(),
            secret: None,
            certificates: Vec::new(),
        })
    })
    .transpose()
}

/// The candidate, the live one and the last former one, in one look: of an activation under way all of it is seen or nothing.
pub(super) async fn versions(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Vec<(Stage, Version)>> {
    let rows = sqlx::query!(
        "select distinct on (v.stage) v.id, v.number, v.stage, v.settings, m.display_name, v.created_at, v.changed_at, v.tested_at, v.activated_at,
                v.ended_at
           from connection_version v
           join membership m on m.org_id = v.org_id and m.id = v.created_by
          where v.org_id = $1 and v.connection_id = $2
          order by v.stage, v.ended_at desc nulls last, v.number desc",
        org.0,
        id.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        let stage = Stage::from_key(&row.stage).ok_or_else(|| Error::internal("a version at no stage"))?;
        let version = Version {
            id: VersionId(row.id),
            number: row.number,
            settings: read(row.settings)?,
            created_by: row.display_name,
            created_at: row.created_at,
            changed_at: row.changed_at,
            tested_at: row.tested_at,
            activated_at: row.activated_at,
            ended_at: row.ended_at,
        };
        Ok((stage, version))
    })
    .collect()
}

pub(super) async fn keys(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Vec<OwnKey>> {
    let rows = sqlx::query!(
        "select id, state, certificate, created_at from connection_key
          where org_id = $1 and connection_id = $2
          order by array_position(array['current', 'next', 'retired'], state), created_at desc, id desc",
        org.0,
        id.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        let certificate = Certificate::from_der(&row.certificate).map_err(Error::internal)?;
        Ok(OwnKey { id: row.id, state: stored(KeyState::from_key(&row.state), "key's state")?, certificate, created_at: row.created_at })
    })
    .collect()
}

pub(super) async fn secret(db: &mut PgConnection, org: OrgId, id: Uuid) -> Result<Option<SecretInfo>> {
    let row = sqlx::query!("select id, hint, expires_at, created_at from connection_secret where org_id = $1 and id = $2", org.0, id);
    let row = row.fetch_optional(db).await?;
    Ok(row.map(|row| SecretInfo { id: row.id, hint: row.hint, expires_at: row.expires_at, created_at: row.created_at }))
}

/// Every one that was ever met, the one that lasts longest first.
pub(super) async fn certificates(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Vec<CertificateInfo>> {
    let rows = sqlx::query!(
        "select fingerprint, subject, not_after, seen_at, last_used_at from connection_certificate
          where org_id = $1 and connection_id = $2 order by not_after desc, fingerprint",
        org.0,
        id.0
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        let fingerprint = row.fingerprint.try_into().map_err(|_| Error::internal("a fingerprint of another length"))?;
        let fingerprint = Fingerprint(fingerprint);
        Ok(CertificateInfo { fingerprint, subject: row.subject, not_after: row.not_after, seen_at: row.seen_at, last_used_at: row.last_used_at })
    })
    .collect()
}
