use super::{
    Stage,
    model::{Addresses, KeyState, Provider},
    saml::NAME_ID_FORMATS,
    sql, sql_key, sql_version,
};
use crate::{Error, Portal, Result, db::TenantRead};
use contract::{ConnectionId, ConnectionKey, OrgId, Protocol};
use sso::saml::{Certificate, sp_metadata::SpMetadata};

/// Whose connection that key is; suspended organisations have none.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn of_key(portal: &Portal, key: &ConnectionKey) -> Result<(OrgId, ConnectionId)> {
    let row = sqlx::query!(r#"select org_id as "org_id!", connection_id as "connection_id!" from connection_of_key($1)"#, key.as_str());
    let row = row.fetch_optional(&portal.db.web).await?.ok_or(Error::NotFound)?;
    Ok((OrgId(row.org_id), ConnectionId(row.connection_id)))
}

/// Our metadata for a connection's provider, which anybody may read: the current certificate first, then those that come or were.
///
/// # Errors
/// `NotFound` when there is no such connection, or it speaks OpenID Connect.
pub async fn metadata_xml(portal: &Portal, key: &ConnectionKey) -> Result<String> {
    let (org, id) = of_key(portal, key).await?;
    let mut read = TenantRead::open(&portal.db.web, org).await?;
    let db = read.conn();
    let speaks_saml = sql::key_and_protocol(db, org, id).await?.is_some_and(|(_, protocol)| protocol == Protocol::Saml);
    if !speaks_saml {
        return Err(Error::NotFound);
    }
    let certificates = certificates(sql_key::states(db, org, id).await?)?;
    let certificates: Vec<&Certificate> = certificates.iter().collect();
    let looked = match sql_version::candidate(db, org, id).await? {
        Some(candidate) => Some(candidate),
        None => sql_version::of_stage(db, org, id, Stage::Live).await?,
    };
    let asked = looked.and_then(|version| match version.settings.provider {
        Provider::Saml(saml) => saml.name_id_format,
        Provider::Oidc(_) => None,
    });
    let formats: Vec<&str> = asked.as_deref().map_or_else(|| NAME_ID_FORMATS.to_vec(), |asked| vec![asked]);
    let addresses = Addresses::of(&portal.settings.origin, key);
    let document = SpMetadata { entity_id: &addresses.entity_id, acs: &addresses.acs, certificates: &certificates, name_id_formats: &formats };
    Ok(document.to_xml())
}

/// Our certificate for a connection's provider, which anybody may read: the current one, or the one that is to take over.
///
/// # Errors
/// `NotFound` when there is no such connection, or none that is to take over.
pub async fn own_certificate(portal: &Portal, key: &ConnectionKey, next: bool) -> Result<Certificate> {
    let (org, id) = of_key(portal, key).await?;
    let mut read = TenantRead::open(&portal.db.web, org).await?;
    let mut keys = sql_key::states(read.conn(), org, id).await?;
    let wanted = if next { KeyState::Next } else { KeyState::Current };
    keys.retain(|(_, state, _)| *state == wanted);
    certificates(keys)?.into_iter().next().ok_or(Error::NotFound)
}

fn certificates<Id, State>(keys: Vec<(Id, State, Vec<u8>)>) -> Result<Vec<Certificate>> {
    keys.into_iter().map(|(.., der)| Certificate::from_der(&der).map_err(Error::internal)).collect()
}
