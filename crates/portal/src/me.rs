//! Who is signed in, for programs: what a session is worth, and where.

use crate::{Portal, Result, access::Visitor, db::TenantRead, session::Proof, switcher};
use contract::{ConnectionKey, OrgSlug, PersonId, Role};
use serde::Serialize;

/// Of how many organisations it tells: each is asked whether the session is enough for it.
const MOST: usize = 50;

/// A signed-in person, and where this session lets them in.
#[derive(Debug, Clone, Serialize)]
pub struct Me {
    pub id: PersonId,
    pub name: String,
    pub address: String,
    /// What the session has proven.
    pub proofs: Vec<Proof>,
    pub organizations: Vec<Here>,
}

/// One of their organisations.
#[derive(Debug, Clone, Serialize)]
pub struct Here {
    pub slug: String,
    pub name: String,
    pub roles: Vec<Role>,
    /// By which connection they are in; absent when by a factor of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<By>,
}

#[derive(Debug, Clone, Serialize)]
pub struct By {
    pub key: ConnectionKey,
    pub name: String,
}

/// Who is asking. Changes nothing, not even "last active".
///
/// # Errors
/// `Unauthenticated`.
pub async fn look(portal: &Portal, visitor: &Visitor) -> Result<Me> {
    let person = visitor.anybody()?;
    let looking = Visitor { prefetch: true, ..visitor.clone() };
    let mine = switcher::mine(portal, visitor).await?;
    let mut organizations = Vec::new();
    for org in mine.organizations.into_iter().filter(|org| org.open).take(MOST) {
        let Ok(slug) = OrgSlug::parse(&org.slug) else { continue };
        let Ok(here) = portal.enter(&looking, &slug).await else { continue };
        let connection = match here.proven_by() {
            Some(connection) => {
                let mut read = TenantRead::open(&portal.db.web, org.id).await?;
                let row = sqlx::query!("select key, name from connection where org_id = $1 and id = $2", org.id.0, connection.0);
                let row = row.fetch_optional(read.conn()).await?;
                row.and_then(|row| Some(By { key: row.key.parse().ok()?, name: row.name }))
            }
            None => None,
        };
        organizations.push(Here { slug: slug.to_string(), name: org.name, roles: org.roles, connection });
    }
    Ok(Me { id: person.person, name: person.name.clone(), address: person.address.to_string(), proofs: person.proofs.clone(), organizations })
}
