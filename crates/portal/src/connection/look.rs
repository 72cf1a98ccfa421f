use super::{
    model::{Connection, Credential, Provider, Stage, State},
    sql_look,
};
use crate::{
    Error, Result,
    access::{Can, permission::SeeSignIn},
};
use contract::{ConnectionId, IdentityProvider, Protocol};
use sso::saml::Certificate;
use time::OffsetDateTime;

/// A connection, as a list shows it.
#[derive(Debug, Clone)]
pub struct Summary {
    pub id: ConnectionId,
    pub name: String,
    pub provider: IdentityProvider,
    pub protocol: Protocol,
    pub state: State,
    /// Whose people come by it, by name, as people read them.
    pub domains: Vec<String>,
    /// When somebody came by it last.
    pub last_success_at: Option<OffsetDateTime>,
    /// When it ends to work unless somebody does something: the last of the provider's certificates, or our secret with it. Of what serves,
    /// or of what is being set up.
    pub expires_at: Option<OffsetDateTime>,
    /// Something else than what serves is being prepared.
    pub changes_wait: bool,
}

/// Every connection, by name.
pub async fn list(can: &Can<SeeSignIn>) -> Result<Vec<Summary>> {
    let mut read = can.read().await?;
    sql_look::list(read.conn(), can.org_id()).await
}

/// One connection.
///
/// # Errors
/// `NotFound`.
pub async fn find(can: &Can<SeeSignIn>, id: ConnectionId) -> Result<Connection> {
    let (org, mut read) = (can.org_id(), can.read().await?);
    let db = read.conn();
    let mut found = sql_look::connection(db, org, id).await?.ok_or(Error::NotFound)?;
    for (stage, version) in sql_look::versions(db, org, id).await? {
        match stage {
            Stage::Candidate => found.candidate = Some(version),
            Stage::Live => found.live = Some(version),
            Stage::Former => found.former = Some(version),
        }
    }
    found.keys = sql_look::keys(db, org, id).await?;
    found.certificates = sql_look::certificates(db, org, id).await?;
    let named = [&found.candidate, &found.live, &found.former].into_iter().flatten().find_map(|version| match &version.settings.provider {
        Provider::Oidc(oidc) => match oidc.credential {
            Credential::Secret(secret) => Some(secret),
            Credential::None | Credential::PrivateKey => None,
        },
        Provider::Saml(_) => None,
    });
    if let Some(secret) = named {
        found.secret = sql_look::secret(db, org, secret).await?;
    }
    Ok(found)
}

/// When the last certificate of a provider ends; any of them will do.
pub(super) fn last_end(provider: &Provider) -> Option<OffsetDateTime> {
    match provider {
        Provider::Saml(saml) => saml.certificates().map(|one: Certificate| one.not_after()).max(),
        Provider::Oidc(_) => None,
    }
}
