//! What a sign-in or a test needs to know of a connection, read in one statement: of an edit or an activation that happens meanwhile, all
//! is in it or nothing.

use super::{
    keys::own_keys,
    model::{Addresses, Credential, Provider, Settings},
    secret,
    sql::stored,
    sql_key, sql_version,
};
use crate::{
    Error, Portal, Result,
    db::TenantTx,
    domain::{self, DomainName},
};
use contract::{ConnectionId, ConnectionKey, DomainId, OrgId, Protocol, VersionId};
use sqlx::PgConnection;
use sso::{oidc, saml::Fingerprint};
use time::OffsetDateTime;
use url::Url;
use uuid::Uuid;

/// One version of a connection, with whose people come by it.
#[derive(Debug, Clone)]
pub(crate) struct Serving {
    pub org: OrgId,
    pub id: ConnectionId,
    pub version: VersionId,
    pub key: ConnectionKey,
    pub name: String,
    pub protocol: Protocol,
    pub settings: Settings,
    /// When these settings were written: what [`mark_tested`] wants to hear.
    pub changed_at: OffsetDateTime,
    /// Every domain that is attached, whatever its state: only those that are proven let anybody in.
    pub domains: Vec<(DomainId, DomainName, domain::State)>,
}

impl Serving {
    /// Whose subjects these are: the entity id or issuer. Empty while it isn't known.
    pub(crate) fn issuer(&self) -> &str {
        self.settings.issuer()
    }

    /// Our addresses, as the provider knows them.
    pub(crate) fn addresses(&self, portal: &Portal) -> Addresses {
        Addresses::of(&portal.settings.origin, &self.key)
    }
}

struct Row {
    id: Uuid,
    version: Uuid,
    key: String,
    name: String,
    protocol: String,
    settings: serde_json::Value,
    changed_at: OffsetDateTime,
    domain_ids: Vec<Uuid>,
    domain_names: Vec<String>,
    domain_states: Vec<String>,
}

impl Row {
    fn serving(self, org: OrgId) -> Result<Serving> {
        let state = |word: &str| domain::State::from_key(word).ok_or_else(|| Error::internal("a domain in no state"));
        let domains = self.domain_ids.into_iter().zip(self.domain_names).zip(self.domain_states);
        let domains = domains.map(|((id, name), word)| Ok((DomainId(id), DomainName::stored(name), state(&word)?)));
        Ok(Serving {
            org,
            id: ConnectionId(self.id),
            version: VersionId(self.version),
            key: stored(self.key.parse().ok(), "key")?,
            name: self.name,
            protocol: stored(Protocol::from_key(&self.protocol), "protocol")?,
            settings: sql_version::read(self.settings)?,
            changed_at: self.changed_at,
            domains: domains.collect::<Result<_>>()?,
        })
    }
}

/// The live version of an active connection; `None` when nobody comes in by it.
pub(crate) async fn serving(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Option<Serving>> {
    let row = sqlx::query_as!(
        Row,
        r#"select c.id, v.id as version, c.key, c.name, c.protocol, v.settings, v.changed_at,
                  attached.ids as "domain_ids!", attached.names as "domain_names!", attached.states as "domain_states!"
             from connection c
             join connection_version v on v.org_id = c.org_id and v.connection_id = c.id and v.stage = 'live'
             join lateral (select coalesce(array_agg(d.id order by d.name), '{}') as ids, coalesce(array_agg(d.name order by d.name), '{}') as names,
                                  coalesce(array_agg(d.state order by d.name), '{}') as states
                             from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
                            where cd.org_id = c.org_id and cd.connection_id = c.id) as attached on true
            where c.org_id = $1 and c.id = $2 and c.state = 'active'"#,
        org.0,
        id.0
    );
    row.fetch_optional(db).await?.map(|row| row.serving(org)).transpose()
}

/// Any version, whatever it is to its connection: for tests, and for answers to what was begun with it.
pub(crate) async fn version(db: &mut PgConnection, org: OrgId, version: VersionId) -> Result<Option<Serving>> {
    let row = sqlx::query_as!(
        Row,
        r#"select c.id, v.id as version, c.key, c.name, c.protocol, v.settings, v.changed_at,
                  attached.ids as "domain_ids!", attached.names as "domain_names!", attached.states as "domain_states!"
             from connection_version v
             join connection c on c.org_id = v.org_id and c.id = v.connection_id
             join lateral (select coalesce(array_agg(d.id order by d.name), '{}') as ids, coalesce(array_agg(d.name order by d.name), '{}') as names,
                                  coalesce(array_agg(d.state order by d.name), '{}') as states
                             from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
                            where cd.org_id = c.org_id and cd.connection_id = c.id) as attached on true
            where v.org_id = $1 and v.id = $2"#,
        org.0,
        version.0
    );
    row.fetch_optional(db).await?.map(|row| row.serving(org)).transpose()
}

/// We, as this version's OpenID provider knows us, with the secret opened or the key.
///
/// # Errors
/// `NotFound` when it isn't complete, or speaks SAML.
pub(crate) async fn client(db: &mut PgConnection, portal: &Portal, serving: &Serving) -> Result<oidc::Client> {
    let Provider::Oidc(settings) = &serving.settings.provider else { return Err(Error::NotFound) };
    let credential = match settings.credential {
        Credential::None => return Err(Error::NotFound),
        Credential::Secret(id) => oidc::Credential::Secret(secret::open(db, portal, serving.org, id).await?),
        Credential::PrivateKey => {
            let current = own_keys(db, portal, serving.org, serving.id).await?.into_iter().next();
            oidc::Credential::PrivateKey(current.ok_or_else(|| Error::internal("a connection without a key"))?)
        }
    };
    let redirect_uri = Url::parse(&serving.addresses(portal).redirect_uri).map_err(Error::internal)?;
    Ok(oidc::Client { id: settings.client_id.clone(), redirect_uri, credential })
}

/// A test of a version succeeded, with its settings as they were at `as_of` ([`Serving::changed_at`]). Edited since, it stays untested.
pub(crate) async fn mark_tested(tx: &mut TenantTx, version: VersionId, as_of: OffsetDateTime) -> Result<()> {
    let (org, now) = (tx.org(), tx.now());
    sql_version::set_tested(tx.conn(), org, version, as_of, now).await
}

/// One of the provider's certificates was believed.
pub(crate) async fn certificate_used(tx: &mut TenantTx, connection: ConnectionId, fingerprint: Fingerprint) -> Result<()> {
    let (org, now) = (tx.org(), tx.now());
    sql_key::used(tx.conn(), org, connection, fingerprint, now).await
}
