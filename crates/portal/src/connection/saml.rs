use super::{
    change::{Part, candidate, edit_settings, hold, keep},
    model::{MetadataFrom, MustSign, Provider, Saml},
    sql_key,
};
use crate::{
    Error, Fields, Result,
    access::{Can, permission::ManageSignIn},
};
use contract::{ConnectionId, Flaw, Rule};
use sso::{
    address::Destinations,
    saml::{
        Certificate,
        certificate::{self, BadCertificate, NoneUsable},
        idp_metadata::MetadataUrl,
        name_id,
    },
};

/// What a provider may be asked for; it may have others. Not `transient`: nobody is recognised by that (S13).
pub const NAME_ID_FORMATS: &[&str] = &[name_id::PERSISTENT, name_id::EMAIL, name_id::UNSPECIFIED];

/// Of an entity id, in characters (SAML Core 8.3.6), and of other addresses.
const LONGEST: usize = 1024;

/// Takes the three values that make a SAML provider, typed by hand. Without certificates those that are known stay.
///
/// # Errors
/// Fields `entity_id` (`Missing`, `TooLong`, `Malformed`), `sso_location` (`Missing`, `NotHttps`), `certificates` (`Missing`, `Malformed`,
/// `PrivateKey`, `TooMany`) · `NotFound` · `Conflict(NotInThatState)` when the connection speaks OpenID Connect.
pub async fn set_saml_values(can: &Can<ManageSignIn>, id: ConnectionId, entity_id: &str, sso_location: &str, certificates: &str) -> Result<()> {
    let mut fields = Fields::new();
    let entity_id = fields.read("entity_id", read_entity_id(entity_id));
    let location = fields.read("sso_location", read_location(sso_location, can.portal().outbound.destinations()));
    let given = fields.read("certificates", read_certificates(certificates));
    let (Some(entity_id), Some(location), Some(given)) = (entity_id, location, given) else { return Err(fields.error()) };

    let mut tx = can.begin().await?;
    let held = hold(&mut tx, can, id).await?;
    let candidate = candidate(&mut tx, &held, can.membership()).await?;
    let mut settings = candidate.settings.clone();
    let saml = of(&mut settings.provider)?;
    if given.is_empty() && saml.certificates.is_empty() {
        return Err(Error::field("certificates", Flaw::Missing));
    }
    if !given.is_empty() {
        saml.certificates = given.iter().map(Certificate::to_base64).collect();
    }
    if saml.post_location.as_deref() != Some(location.as_str()) || saml.redirect_location.is_some() {
        (saml.redirect_location, saml.post_location) = (Some(location), None);
    }
    saml.entity_id = entity_id;
    saml.metadata = MetadataFrom::Hand;
    let (org, now) = (tx.org(), tx.now());
    sql_key::meet(tx.conn(), org, id, &given, now).await?;
    keep(tx, held, &candidate, &settings, Part::Provider, Vec::new()).await
}

/// Forgets one of the provider's certificates, by its SHA-256 fingerprint.
///
/// # Errors
/// `NotFound`, also when there is no such certificate · `Conflict(NotInThatState)` when the connection speaks OpenID Connect.
pub async fn drop_certificate(can: &Can<ManageSignIn>, id: ConnectionId, fingerprint: &str) -> Result<()> {
    edit_settings(can, id, Part::Provider, |_, settings| {
        let saml = of(&mut settings.provider)?;
        let kept: Vec<String> = saml.certificates().filter(|one| one.fingerprint().to_string() != fingerprint).map(|one| one.to_base64()).collect();
        if kept.len() == saml.certificates.len() {
            return Err(Error::NotFound);
        }
        saml.certificates = kept;
        Ok(())
    })
    .await
}

/// Takes another entity id for the provider's. What signs stays the same.
///
/// # Errors
/// Field `entity_id` (`TooLong`, `Malformed`) · `NotFound` · `Conflict(NotInThatState)` when the connection speaks OpenID Connect.
pub(crate) async fn set_entity_id(can: &Can<ManageSignIn>, id: ConnectionId, entity_id: &str) -> Result<()> {
    let entity_id = read_entity_id(entity_id).map_err(|flaw| Error::field("entity_id", flaw))?;
    edit_settings(can, id, Part::Provider, |_, settings| {
        of(&mut settings.provider)?.entity_id = entity_id;
        Ok(())
    })
    .await
}

/// Says what has to be signed, which kind of NameID is asked for (empty: the provider's choice), and whether a sign-in may begin there.
///
/// # Errors
/// Fields `must_sign` (`Unknown`), `name_id_format` (`TooLong`, `Malformed`, `Unknown` for the transient one) · `NotFound` ·
/// `Conflict(NotInThatState)` when the connection speaks OpenID Connect.
pub async fn set_saml_options(
    can: &Can<ManageSignIn>,
    id: ConnectionId,
    must_sign: &str,
    name_id_format: &str,
    begins_at_provider: bool,
) -> Result<()> {
    let mut fields = Fields::new();
    let must_sign = fields.read("must_sign", MustSign::from_key(must_sign).ok_or(Flaw::Unknown));
    let format = fields.read("name_id_format", read_format(name_id_format));
    let (Some(must_sign), Some(format)) = (must_sign, format) else { return Err(fields.error()) };
    edit_settings(can, id, Part::Options, |_, settings| {
        let saml = of(&mut settings.provider)?;
        (saml.must_sign, saml.name_id_format, saml.begins_at_provider) = (must_sign, format, begins_at_provider);
        Ok(())
    })
    .await
}

/// The SAML side of a provider.
pub(super) fn of(provider: &mut Provider) -> Result<&mut Saml> {
    match provider {
        Provider::Saml(saml) => Ok(saml),
        Provider::Oidc(_) => Err(Error::Conflict(Rule::NotInThatState)),
    }
}

fn read_entity_id(text: &str) -> Result<String, Flaw> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Flaw::Missing),
        count if count > LONGEST => Err(Flaw::TooLong { most: u32::try_from(LONGEST).unwrap_or(u32::MAX) }),
        _ if text.chars().any(|c| c.is_control() || c.is_whitespace()) => Err(Flaw::Malformed),
        _ => Ok(text.to_owned()),
    }
}

fn read_location(text: &str, destinations: Destinations) -> Result<String, Flaw> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Flaw::Missing),
        count if count > LONGEST => Err(Flaw::TooLong { most: u32::try_from(LONGEST).unwrap_or(u32::MAX) }),
        _ => MetadataUrl::parse(text, destinations).map(|_| text.to_owned()).map_err(|_| Flaw::NotHttps),
    }
}

/// Nothing typed is no certificate; something that holds none is a mistake.
fn read_certificates(text: &str) -> Result<Vec<Certificate>, Flaw> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let read = Certificate::read(text);
    if read.contains(&Err(BadCertificate::PrivateKey)) {
        return Err(Flaw::PrivateKey);
    }
    match certificate::usable(read) {
        Ok(usable) => Ok(usable.certificates),
        Err(NoneUsable::None) => Err(Flaw::Malformed),
        Err(NoneUsable::TooMany) => Err(Flaw::TooMany { most: u32::try_from(certificate::MOST).unwrap_or(u32::MAX) }),
    }
}

fn read_format(text: &str) -> Result<Option<String>, Flaw> {
    match text.trim() {
        "" => Ok(None),
        name_id::TRANSIENT => Err(Flaw::Unknown),
        text => read_entity_id(text).map(Some),
    }
}
