use super::{model, sql};
use crate::{
    Error, Fields, Portal, Result,
    access::Visitor,
    audit::Event,
    db::TenantTx,
    member::{self, Joined, JoiningPerson, Source},
    throttle::{self, Key, limits},
};
use contract::{OrgId, OrgName, OrgSlug, PersonName, Role};

/// What the last page of signing up asks, as typed.
#[derive(Debug, Clone, Copy)]
pub struct Founding<'a> {
    pub name: &'a str,
    pub slug: &'a str,
    /// BCP 47 tag of a language Portico speaks.
    pub locale: &'a str,
    /// IANA name.
    pub zone: &'a str,
}

/// Makes an organisation, with whoever is signed in as its first owner.
///
/// # Errors
/// `Unauthenticated` · fields `name`, `slug` (`Taken` too), `locale`, `zone` · `Limited` after five on one day.
pub async fn found(portal: &Portal, visitor: &Visitor, typed: Founding<'_>) -> Result<OrgSlug> {
    let person = visitor.person()?;
    let mut fields = Fields::new();
    let name = fields.read("name", OrgName::parse(typed.name));
    let slug = fields.read("slug", OrgSlug::parse(typed.slug));
    let locale = fields.read("locale", model::read_locale(typed.locale));
    let zone = fields.read("zone", model::read_zone(typed.zone));
    let (Some(name), Some(slug), Some(locale), Some(zone)) = (name, slug, locale, zone) else { return Err(fields.error()) };
    let founder = JoiningPerson {
        person: person.person,
        name: PersonName::parse(&person.name).map_err(|flaw| Error::internal(flaw.to_string()))?,
        address: person.address.clone(),
    };

    let org = OrgId(portal.chance.id(portal.clock.now()));
    let mut tx = TenantTx::open(portal, &portal.db.web, org, visitor.actor()?).await?;
    let now = tx.now();
    throttle::count(tx.conn(), now, &[(limits::FOUNDED_BY_PERSON, Key::person(person.person))]).await?;
    sql::insert(tx.conn(), org, &name, locale, &zone, now).await?;
    sql::add_slug(tx.conn(), org, &slug, now).await?;
    let Joined { member, .. } = member::join(&mut tx, &founder, &[Role::Owner], Source::Founder).await?;
    tx.commit(vec![
        Event::OrganizationCreated { name: name.into(), slug: slug.to_string() },
        founder.joined(member, &[Role::Owner], Source::Founder),
    ])
    .await?;
    Ok(slug)
}
