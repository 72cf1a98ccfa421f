use super::sql;
use crate::{
    Error, Result,
    access::{Can, permission::SeeSettings},
};
use contract::{Locale, OrgId, OrgSlug};
use time::OffsetDateTime;

/// Everything on the settings page.
#[derive(Debug, Clone)]
pub struct OrgSettings {
    pub id: OrgId,
    pub name: String,
    pub slug: OrgSlug,
    pub locale: Locale,
    /// IANA name.
    pub zone: String,
    pub ask_to_join: bool,
    pub copy_links: bool,
    pub created_at: OffsetDateTime,
    /// Old addresses that still lead here, the one that ends first first.
    pub retired: Vec<RetiredSlug>,
    /// Set while its fortnight runs.
    pub deletion: Option<Deletion>,
    /// How many can enter as an owner now.
    pub owners: i64,
}

/// An old address, until it leads here no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredSlug {
    pub slug: String,
    pub until: OffsetDateTime,
}

/// That the organisation will be deleted, when, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    pub after: OffsetDateTime,
    pub by: String,
    pub since: OffsetDateTime,
}

pub async fn look(can: &Can<SeeSettings>) -> Result<OrgSettings> {
    let (org, now) = (can.org_id(), can.portal().clock.now());
    let mut read = can.read().await?;
    let settings = sql::settings(read.conn(), org).await?;
    let deletion = match settings.delete_after {
        Some(after) => sql::deletion(read.conn(), org).await?.map(|(by, since)| Deletion { after, by, since }),
        None => None,
    };
    Ok(OrgSettings {
        id: org,
        slug: OrgSlug::parse(&sql::current_slug(read.conn(), org).await?).map_err(|flaw| Error::internal(flaw.to_string()))?,
        retired: sql::retired_slugs(read.conn(), org, now).await?,
        owners: sql::count_owners(read.conn(), org).await?,
        name: settings.name,
        locale: settings.locale,
        zone: settings.zone,
        ask_to_join: settings.ask_to_join,
        copy_links: settings.copy_links,
        created_at: settings.created_at,
        deletion,
    })
}
