use super::{AddressKind, address_kind};
use crate::{
    Portal, Result,
    access::Visitor,
    join_request::{self, OwnRequest, Welcoming},
    organization,
};
use contract::{EmailAddress, PersonId};

/// What the last page begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationStep {
    /// Whether the person is in no organisation yet.
    pub is_first: bool,
    /// Guessed from a work address; empty for others.
    pub name: String,
    /// A free one for that name; empty when there is no guess.
    pub slug: String,
    pub kind: AddressKind,
    /// Organisations that this address may ask to join instead (DECISIONS 5).
    pub welcoming: Vec<Welcoming>,
    /// What they have asked and wait for.
    pub requests: Vec<OwnRequest>,
}

/// What a signed-in person is offered who wants an organisation.
///
/// # Errors
/// `Unauthenticated`.
pub async fn organization_step(portal: &Portal, visitor: &Visitor) -> Result<OrganizationStep> {
    let person = visitor.person()?;
    let kind = address_kind(&person.address);
    let name = if kind == AddressKind::Work { guess(&person.address) } else { String::new() };
    let slug = organization::suggest(portal, &name).await?.map_or_else(String::new, Into::into);
    let welcoming = join_request::welcoming(portal, visitor).await?;
    let requests = join_request::own(portal, visitor).await?;
    let is_first = is_in_none(portal, person.person).await?;
    Ok(OrganizationStep { is_first, name, slug, kind, welcoming, requests })
}

/// "mail.acme-logistics.co.uk" is perhaps "Acme Logistics": what was registered, not which of its machines takes the mail. Nothing is guessed
/// from a domain written in another script.
fn guess(address: &EmailAddress) -> String {
    let registered = psl::domain_str(address.domain()).unwrap_or_default();
    let label = registered.split('.').next().unwrap_or_default();
    if label.starts_with("xn--") {
        return String::new();
    }
    let words = label.split('-').filter(|word| !word.is_empty()).map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

async fn is_in_none(portal: &Portal, person: PersonId) -> Result<bool> {
    let now = portal.clock.now();
    let none = sqlx::query_scalar!(r#"select not exists (select from my_organizations($1, null, $2)) as "none!""#, person.0, now);
    Ok(none.fetch_one(&portal.db.web).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(address: &str) -> String {
        guess(&EmailAddress::parse(address).unwrap())
    }

    #[test]
    fn a_company_is_guessed_from_its_domain() {
        assert_eq!(guessed("ana@acme-logistics.co.uk"), "Acme Logistics");
        assert_eq!(guessed("ana@mail.acme.example"), "Acme");
        assert_eq!(guessed("ana@eu.mail.acme-logistics.co.uk"), "Acme Logistics");
        assert_eq!(guessed("ana@co.uk"), "", "nobody’s company");
        assert_eq!(guessed("ana@3m.example"), "3m");
        assert_eq!(guessed("ana@xn--mller-kva.example"), "");
    }
}
