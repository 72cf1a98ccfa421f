use super::{
    change::{Held, Part, candidate, hold, keep},
    model::{Addresses, MetadataFrom, Settings},
    saml, sql, sql_key,
};
use crate::{
    Error, Portal, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::Unrecorded,
    outbound::FetchError,
    throttle::{self, Key, limits},
};
use contract::{ConnectionId, ConnectionKey, Flaw, Protocol, Rule};
use sso::saml::{
    Certificate, Code, certificate,
    idp_metadata::{Binding, IdpMetadata, MetadataUrl, Pasted, choose},
};
use std::sync::Arc;
use time::OffsetDateTime;

/// What was brought was taken for. Only the first three change anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// A provider's metadata.
    Metadata {
        entity_id: String,
        /// How many certificates are in it.
        certificates: usize,
        /// When the last of them ends.
        not_after: OffsetDateTime,
    },
    /// The address of a provider's metadata, which is fetched from there every day from now on.
    Url {
        entity_id: String,
    },
    /// So many certificates that weren't known, added to those that were.
    Certificates(usize),
    /// Metadata of several providers, by their entity ids, to choose from.
    Several {
        providers: Vec<String>,
    },
    /// The other protocol's.
    OidcDiscovery {
        issuer: String,
    },
    /// Ours, which belongs into the provider.
    OwnMetadata,
    /// Another application's.
    OtherSp {
        entity_id: String,
    },
    PrivateKey,
    /// A page for people.
    Html,
    Unknown,
    /// Something that should be metadata and can't be used: the code of the catalogue, and how far it came.
    Refused {
        code: String,
        stage: String,
    },
}

/// Reads whatever an administrator has pasted or uploaded and takes over what can be used of it: metadata, its address, certificates. Of
/// several providers the one `chosen` by its entity id. Of the same again, nothing changes.
///
/// # Errors
/// Field `text` (`TooMany` certificates) · `NotFound` · `Limited` · `Conflict(NotInThatState)` when the connection speaks OpenID Connect.
pub async fn read_metadata(can: &Can<ManageSignIn>, id: ConnectionId, brought: &[u8], chosen: Option<&str>) -> Result<Taken> {
    let portal = can.portal();
    let key = speaks_saml(can, id).await?;
    match recognise(portal, brought.into(), chosen).await? {
        Pasted::MetadataUrl(url) => {
            count(can, id).await?;
            match fetch(portal, &url, chosen).await? {
                Ok(metadata) => take_metadata(can, id, &metadata, Some(&url)).await,
                Err(other) => Ok(other),
            }
        }
        Pasted::Idp(metadata) => take_metadata(can, id, &metadata, None).await,
        Pasted::Certificates(certificates) => take_certificates(can, id, certificates).await,
        other => Ok(told(portal, &key, other)),
    }
}

/// Whose key it has; it is asked before anything is fetched for it.
async fn speaks_saml(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<ConnectionKey> {
    let mut read = can.read().await?;
    let (key, protocol) = sql::key_and_protocol(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)?;
    if protocol == Protocol::Saml { Ok(key) } else { Err(Error::Conflict(Rule::NotInThatState)) }
}

/// One more time that we go out because this organisation says so.
pub(super) async fn count(can: &Can<ManageSignIn>, id: ConnectionId) -> Result<()> {
    let mut tx = can.begin().await?;
    acting::<ManageSignIn>(&mut tx, can.membership()).await?;
    let (now, org) = (tx.now(), tx.org());
    throttle::count(tx.conn(), now, &[(limits::FETCHES_OF_CONNECTION, Key::connection(id)), (limits::FETCHES_OF_ORGANIZATION, Key::org(org))])
        .await?;
    tx.commit_unrecorded(Unrecorded::ConnectionBookkeeping).await
}

/// Reading half a megabyte of strangers' XML is work for a thread that may wait.
async fn recognise(portal: &Portal, bytes: Arc<[u8]>, chosen: Option<&str>) -> Result<Pasted> {
    let (destinations, chosen) = (portal.outbound.destinations(), chosen.map(str::to_owned));
    let read = move || {
        let pasted = Pasted::recognise_bytes(&bytes, destinations);
        match (pasted, chosen) {
            (Pasted::Several { .. }, Some(chosen)) => match choose(&String::from_utf8_lossy(&bytes), &chosen, destinations) {
                Ok(metadata) => Pasted::Idp(metadata),
                Err(flaw) => Pasted::Flawed(flaw),
            },
            (pasted, _) => pasted,
        }
    };
    tokio::task::spawn_blocking(read).await.map_err(Error::internal)
}

/// What is at an address; or what it was instead.
pub(super) async fn fetch(portal: &Portal, url: &MetadataUrl, chosen: Option<&str>) -> Result<std::result::Result<Box<IdpMetadata>, Taken>> {
    let fetched = match portal.outbound.fetch(url.as_str()).await {
        Ok(fetched) => fetched,
        Err(error) => return Ok(Err(unfetched(&error))),
    };
    Ok(match recognise(portal, fetched.bytes.into(), chosen).await? {
        Pasted::Idp(metadata) => Ok(metadata),
        Pasted::Several { providers } => Err(Taken::Several { providers }),
        Pasted::Html => Err(Taken::Html),
        other => Err(refused(&other)),
    })
}

fn unfetched(error: &FetchError) -> Taken {
    Taken::Refused { code: Code::S15.as_str().to_owned(), stage: stage(error) }
}

/// As the catalogue has it; what isn't metadata at all is a failed fetch.
fn refused(pasted: &Pasted) -> Taken {
    let code = pasted.code().unwrap_or(Code::S15);
    let stage = match pasted {
        Pasted::Flawed(flaw) => flaw.to_string(),
        Pasted::RefusedUrl(bad) => bad.to_string(),
        Pasted::Sp { entity_id } => entity_id.clone(),
        _ => "not metadata".to_owned(),
    };
    Taken::Refused { code: code.as_str().to_owned(), stage }
}

fn told(portal: &Portal, key: &ConnectionKey, pasted: Pasted) -> Taken {
    match pasted {
        Pasted::Sp { entity_id } => {
            let own = Addresses::of(&portal.settings.origin, key).entity_id;
            let ours = format!("{}/sso/saml/", portal.settings.origin);
            if entity_id == own || entity_id.starts_with(&ours) { Taken::OwnMetadata } else { Taken::OtherSp { entity_id } }
        }
        Pasted::Several { providers } => Taken::Several { providers },
        Pasted::OidcDiscovery { issuer } => Taken::OidcDiscovery { issuer },
        Pasted::PrivateKey => Taken::PrivateKey,
        Pasted::Html => Taken::Html,
        other @ (Pasted::Flawed(_) | Pasted::RefusedUrl(_)) => refused(&other),
        Pasted::Empty | Pasted::Unknown | Pasted::MetadataUrl(_) | Pasted::Idp(_) | Pasted::Certificates(_) => Taken::Unknown,
    }
}

async fn take_metadata(can: &Can<ManageSignIn>, id: ConnectionId, metadata: &IdpMetadata, url: Option<&MetadataUrl>) -> Result<Taken> {
    let now = can.portal().clock.now();
    edit(can, id, &metadata.certificates, |settings| {
        let saml = saml::of(&mut settings.provider)?;
        saml.entity_id.clone_from(&metadata.entity_id);
        saml.redirect_location = metadata.location(Binding::Redirect).map(str::to_owned);
        saml.post_location = metadata.location(Binding::Post).map(str::to_owned);
        saml.certificates = metadata.certificates.iter().map(Certificate::to_base64).collect();
        saml.metadata = match url {
            Some(url) => MetadataFrom::Url { url: url.as_str().to_owned(), fetched_at: now },
            None => MetadataFrom::Document,
        };
        Ok(())
    })
    .await?;
    let entity_id = metadata.entity_id.clone();
    let ends = metadata.certificates.iter().map(Certificate::not_after).max().unwrap_or(now);
    Ok(match url {
        Some(_) => Taken::Url { entity_id },
        None => Taken::Metadata { entity_id, certificates: metadata.certificates.len(), not_after: ends },
    })
}

async fn take_certificates(can: &Can<ManageSignIn>, id: ConnectionId, certificates: Vec<Certificate>) -> Result<Taken> {
    let mut added = 0;
    edit(can, id, &certificates, |settings| {
        let saml = saml::of(&mut settings.provider)?;
        for certificate in certificates.iter().map(Certificate::to_base64) {
            if !saml.certificates.contains(&certificate) {
                saml.certificates.push(certificate);
                added += 1;
            }
        }
        if saml.certificates.len() > certificate::MOST {
            return Err(Error::field("text", Flaw::TooMany { most: u32::try_from(certificate::MOST).unwrap_or(u32::MAX) }));
        }
        Ok(())
    })
    .await?;
    Ok(Taken::Certificates(added))
}

/// Edits the candidate, and remembers the certificates as met.
async fn edit(can: &Can<ManageSignIn>, id: ConnectionId, met: &[Certificate], edit: impl FnOnce(&mut Settings) -> Result<()>) -> Result<()> {
    let mut tx = can.begin().await?;
    let held: Held = hold(&mut tx, can, id).await?;
    let candidate = candidate(&mut tx, &held, can.membership()).await?;
    let mut settings = candidate.settings.clone();
    edit(&mut settings)?;
    let (org, now) = (tx.org(), tx.now());
    sql_key::meet(tx.conn(), org, id, met, now).await?;
    keep(tx, held, &candidate, &settings, Part::Provider, Vec::new()).await
}

/// How far a fetch came, by a word that the page turns into the reader's; where it led, or with which status it ended, after a space.
fn stage(error: &FetchError) -> String {
    match error {
        FetchError::Parse => "parse".to_owned(),
        FetchError::Dns { .. } => "dns".to_owned(),
        FetchError::Private { .. } => "private".to_owned(),
        FetchError::Connect { .. } => "connect".to_owned(),
        FetchError::Tls { .. } => "tls".to_owned(),
        FetchError::Http { .. } => "http".to_owned(),
        FetchError::Status { status } => format!("status {status}"),
        FetchError::Redirect { to } => format!("redirect {to}"),
        FetchError::Size => "size".to_owned(),
        FetchError::Time => "time".to_owned(),
    }
}
