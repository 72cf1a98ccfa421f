use super::sql;
use crate::{Fields, Portal, Result, access::Visitor, audit::PersonEvent, db::system::SystemTx, jobs::Job, zone};
use contract::{EmailAddress, Flaw, Locale, PersonName};
use time::OffsetDateTime;

/// What a person is called, and how they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub address: EmailAddress,
    pub locale: Locale,
    /// IANA name.
    pub zone: String,
    pub terms_version: String,
    pub joined_at: OffsetDateTime,
}

/// The visitor's own profile.
///
/// # Errors
/// `Unauthenticated`.
pub async fn profile(portal: &Portal, visitor: &Visitor) -> Result<Profile> {
    sql::profile(&portal.db.web, visitor.person()?.person).await
}

/// Changes name, language and zone. A new name reaches every organisation's lists by a job.
///
/// # Errors
/// Fields `name`, `locale`, `zone` · `Unauthenticated`.
pub async fn change_profile(portal: &Portal, visitor: &Visitor, name: &str, locale: &str, zone: &str) -> Result<()> {
    let person = visitor.person()?;
    let mut fields = Fields::new();
    let name = fields.read("name", PersonName::parse(name));
    let locale = fields.read("locale", Locale::from_tag(locale).ok_or(Flaw::Unknown));
    let zone = fields.read("zone", zone::parse(zone));
    let (Some(name), Some(locale), Some(zone)) = (name, locale, zone) else { return Err(fields.error()) };

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    sql::set_profile(tx.conn(), person.person, &name, locale, &zone).await?;
    tx.enqueue(Job::CarryPerson { person: person.person }).await?;
    tx.record(person.person, &visitor.origin, &PersonEvent::ProfileChanged).await?;
    tx.commit().await
}
