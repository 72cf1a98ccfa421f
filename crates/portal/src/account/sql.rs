use super::Profile;
use crate::{Error, Result, password::PasswordHash, person::Generation, secret::SecretHash};
use contract::{EmailAddress, Locale, PersonId, PersonName, SessionId};
use ipnet::IpNet;
use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn profile(db: impl PgExecutor<'_>, person: PersonId) -> Result<Profile> {
    let row = sqlx::query!("select name, address, locale, zone, terms_version, created_at from person where id = $1", person.0).fetch_one(db).await?;
    Ok(Profile {
        name: row.name,
        address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
        zone: row.zone,
        terms_version: row.terms_version,
        joined_at: row.created_at,
    })
}

pub(super) async fn set_profile(db: &mut PgConnection, person: PersonId, name: &PersonName, locale: Locale, zone: &str) -> Result<()> {
    sqlx::query!("update person set name = $2, locale = $3, zone = $4 where id = $1", person.0, name.as_str(), locale.tag(), zone)
        .execute(db)
        .await?;
    Ok(())
}

/// Whether an organisation that they are in requires single sign-on of people at that domain.
pub(super) async fn is_bound(db: &mut PgConnection, person: PersonId, address: &EmailAddress) -> Result<bool> {
    let bound = sqlx::query_scalar!(r#"select address_is_bound($1, $2) as "bound!""#, person.0, address.domain());
    Ok(bound.fetch_one(db).await?)
}

/// Moves a person from one address to the other; `false` when they are not at the first any more.
pub(super) async fn move_address(
    db: &mut PgConnection,
    person: PersonId,
    from: &EmailAddress,
    to: &EmailAddress,
    now: OffsetDateTime,
) -> Result<bool> {
    let moved = sqlx::query!(
        "update person set address = $3, address_verified_at = $4 where id = $1 and address = $2",
        person.0,
        from.as_str(),
        to.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(moved.rows_affected() == 1)
}

pub(super) async fn password(db: impl PgExecutor<'_>, person: PersonId) -> Result<Option<PasswordHash>> {
    let hash = sqlx::query_scalar!("select hash from person_password where person_id = $1", person.0).fetch_optional(db).await?;
    Ok(hash.map(PasswordHash::stored))
}

pub(super) struct SessionRow {
    pub id: Uuid,
    pub device: String,
    pub ip: Option<IpNet>,
    pub created_at: OffsetDateTime,
    pub last_used_at: OffsetDateTime,
}

pub(super) async fn sessions(db: impl PgExecutor<'_>, person: PersonId, now: OffsetDateTime) -> Result<Vec<SessionRow>> {
    Ok(sqlx::query_as!(
        SessionRow,
        "select id, device, ip, created_at, last_used_at
           from session where person_id = $1 and idle_expires_at > $2 and expires_at > $2
          order by last_used_at desc, id
          limit 200",
        person.0,
        now
    )
    .fetch_all(db)
    .await?)
}

/// Ends one session of that person, and answers on which device it was.
pub(super) async fn end_session(db: &mut PgConnection, person: PersonId, session: SessionId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("delete from session where person_id = $1 and id = $2 returning device", person.0, session.0).fetch_optional(db).await?)
}

/// Ends all of a person's sessions, but one if named, and whatever is about to become one: that waits for this row. Answers the generation that
/// begins.
pub(crate) async fn end_sessions(db: &mut PgConnection, person: PersonId, but: Option<SecretHash>) -> Result<Generation> {
    let begins = sqlx::query_scalar!("update person set generation = generation + 1 where id = $1 returning generation", person.0);
    let begins = begins.fetch_one(&mut *db).await?;
    sqlx::query!("delete from session where person_id = $1 and id_hash <> $2", person.0, but.as_ref().map_or(&[][..], SecretHash::as_slice))
        .execute(db)
        .await?;
    Ok(Generation(begins))
}

pub(super) struct RecordRow {
    pub id: Uuid,
    pub at: OffsetDateTime,
    pub detail: serde_json::Value,
    pub ip: Option<IpNet>,
    pub device: String,
}

pub(super) async fn record(db: impl PgExecutor<'_>, person: PersonId, before: Option<Uuid>, most: usize) -> Result<Vec<RecordRow>> {
    Ok(sqlx::query_as!(
        RecordRow,
        "select id, at, detail, ip, device
           from person_event where person_id = $1 and ($2::uuid is null or id < $2)
          order by id desc
          limit $3",
        person.0,
        before,
        i64::try_from(most).unwrap_or(i64::MAX)
    )
    .fetch_all(db)
    .await?)
}
