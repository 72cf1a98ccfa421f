use super::{Generation, NewPerson};
use crate::{Error, Result, password::PasswordHash};
use contract::{EmailAddress, Locale, PersonId};
use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

/// Somebody with an account.
#[derive(Debug)]
pub(crate) struct Known {
    pub id: PersonId,
    pub name: String,
    pub address: EmailAddress,
    pub locale: Locale,
    pub zone: String,
}

pub(super) async fn insert(db: &mut PgConnection, now: OffsetDateTime, person: &NewPerson) -> Result<()> {
    sqlx::query!(
        "insert into person (id, address, name, locale, zone, terms_version, terms_accepted_at, address_verified_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $7)",
        person.id.0,
        person.address.as_str(),
        person.name.as_str(),
        person.locale.tag(),
        person.zone,
        person.terms_version,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Holds a person's row until the transaction ends: changes of their credentials come one after the other.
pub(crate) async fn hold(db: &mut PgConnection, person: PersonId) -> Result<()> {
    sqlx::query!("select from person where id = $1 for no key update", person.0).execute(db).await?;
    Ok(())
}

pub(crate) async fn set_password(db: &mut PgConnection, now: OffsetDateTime, person: PersonId, hash: &PasswordHash) -> Result<()> {
    sqlx::query!(
        "insert into person_password (person_id, hash, changed_at) values ($1, $2, $3)
         on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at",
        person.0,
        hash.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn generation(db: impl PgExecutor<'_>, person: PersonId) -> Result<Generation> {
    Ok(Generation(sqlx::query_scalar!("select generation from person where id = $1", person.0).fetch_one(db).await?))
}

pub(crate) async fn find(db: impl PgExecutor<'_>, person: PersonId) -> Result<Option<Known>> {
    let row = sqlx::query_as!(Row, "select id, address, name, locale, zone from person where id = $1", person.0).fetch_optional(db).await?;
    row.map(TryInto::try_into).transpose()
}

pub(crate) async fn find_by_address(db: impl PgExecutor<'_>, address: &EmailAddress) -> Result<Option<Known>> {
    let row =
        sqlx::query_as!(Row, "select id, address, name, locale, zone from person where address = $1", address.as_str()).fetch_optional(db).await?;
    row.map(TryInto::try_into).transpose()
}

struct Row {
    id: Uuid,
    address: String,
    name: String,
    locale: String,
    zone: String,
}

impl TryFrom<Row> for Known {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: PersonId(row.id),
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            name: row.name,
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            zone: row.zone,
        })
    }
}
