use crate::{Error, Portal, Result, access::Visitor};
use contract::{ConnectionKey, IdentityProvider, OrgSlug};

/// A connection by which somebody can come in, as its button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayIn {
    pub key: ConnectionKey,
    /// What its administrators call it.
    pub name: String,
    pub provider: Option<IdentityProvider>,
}

/// An organisation's own way in, for those who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationDoor {
    pub slug: OrgSlug,
    pub name: String,
    /// Its active connections, by name.
    pub ways: Vec<WayIn>,
}

/// The way in of the organisation at that address: where it has switched its own page on, or the visitor is a member. `None` for everybody
/// else, whether or not there is such an organisation (DECISIONS 10).
pub async fn of_organization(portal: &Portal, visitor: &Visitor, slug: &OrgSlug) -> Result<Option<OrganizationDoor>> {
    let signed_in = visitor.signed_in.as_deref();
    let rows = sqlx::query!(
        r#"select slug as "slug!", name as "name!", connection_key, connection_name, provider from ways_in_of_slug($1, $2, $3, $4)"#,
        slug.as_str(),
        signed_in.filter(|person| person.own_proof()).map(|person| person.person.0),
        signed_in.map(|person| person.session.0),
        portal.clock.now()
    )
    .fetch_all(&portal.db.web)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (slug, name) = (OrgSlug::parse(&first.slug).map_err(|flaw| Error::internal(flaw.to_string()))?, first.name.clone());
    let ways = rows.into_iter().filter_map(|row| WayIn::read(&row.connection_key?, row.connection_name?, &row.provider?)).collect();
    Ok(Some(OrganizationDoor { slug, name, ways }))
}

/// Where addresses at this domain are led: the connections of the organisation that has proven it, if that wants people to be led there
/// (DECISIONS 7).
pub async fn of_domain(portal: &Portal, domain: &str) -> Result<Vec<WayIn>> {
    let rows =
        sqlx::query!(r#"select connection_key as "key!", connection_name as "name!", provider as "provider!" from ways_in_of_domain($1)"#, domain)
            .fetch_all(&portal.db.web)
            .await?;
    Ok(rows.into_iter().filter_map(|row| WayIn::read(&row.key, row.name, &row.provider)).collect())
}

impl WayIn {
    pub(crate) fn read(key: &str, name: String, provider: &str) -> Option<Self> {
        Some(Self { key: key.parse().ok()?, name, provider: IdentityProvider::from_key(provider) })
    }
}
