use super::{AddressKind, address_kind};
use crate::{Portal, Result, access::Visitor, organization};
use contract::{EmailAddress, OrgId, OrgSlug, PersonId};

/// What the last page begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationStep {
    /// Whether the person is in no organisation yet.
    pub is_first: bool,
    /// Guessed from a work address; empty for others.
    pub name: String,
    /// Free a moment ago.
    pub slug: String,
    pub kind: AddressKind,
    /// Organisations that this address may ask to join instead (DECISIONS 5).
    pub welcoming: Vec<Welcoming>,
}

/// An organisation that welcomes people of this address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcoming {
    pub org: OrgId,
    pub name: String,
    /// Whether this person has asked already.
    pub requested: bool,
}

/// What a signed-in person is offered who wants an organisation.
///
/// # Errors
/// `Unauthenticated`.
pub async fn organization_step(portal: &Portal, visitor: &Visitor) -> Result<OrganizationStep> {
    let person = visitor.person()?;
    let kind = address_kind(&person.address);
    let (name, slug) = if kind == AddressKind::Work { guess(&person.address) } else { Default::default() };
    let slug = organization::suggest(portal, &slug).await?.map(Into::into).unwrap_or_default();
    let welcoming = if kind == AddressKind::Work { welcoming(portal, person.person, &person.address).await? } else { Vec::new() };
    let is_first = is_in_none(portal, person.person).await?;
    Ok(OrganizationStep { is_first, name, slug, kind, welcoming })
}

/// "acme-logistics.co.uk" is perhaps "Acme Logistics", at acme-logistics.
fn guess(address: &EmailAddress) -> (String, String) {
    let label = address.domain().split('.').next().unwrap_or_default();
    let words = label.split('-').filter(|word| !word.is_empty()).map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    let punycode = label.starts_with("xn--");
    let name = if punycode { String::new() } else { words.collect::<Vec<_>>().join(" ") };
    let slug = if punycode { None } else { OrgSlug::suggest(label) };
    (name, slug.map(Into::into).unwrap_or_default())
}

async fn is_in_none(portal: &Portal, person: PersonId) -> Result<bool> {
    let none = sqlx::query_scalar!(r#"select not exists (select from my_organizations($1)) as "none!""#, person.0).fetch_one(&portal.db.web);
    Ok(none.await?)
}

async fn welcoming(portal: &Portal, person: PersonId, address: &EmailAddress) -> Result<Vec<Welcoming>> {
    Ok(sqlx::query!(
        r#"select org_id as "org_id!", name as "name!", requested as "requested!" from organizations_welcoming($1, $2)"#,
        address.domain(),
        person.0
    )
    .fetch_all(&portal.db.web)
    .await?
    .into_iter()
    .map(|row| Welcoming { org: OrgId(row.org_id), name: row.name, requested: row.requested })
    .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(address: &str) -> (String, String) {
        guess(&EmailAddress::parse(address).unwrap())
    }

    #[test]
    fn a_company_is_guessed_from_its_domain() {
        assert_eq!(guessed("ana@acme-logistics.co.uk"), ("Acme Logistics".into(), "acme-logistics".into()));
        assert_eq!(guessed("ana@3m.example"), ("3m".into(), String::new()));
        assert_eq!(guessed("ana@xn--mller-kva.example"), (String::new(), String::new()));
    }
}
