use super::look::RetiredSlug;
use crate::{Error, Result};
use contract::{EmailAddress, Flaw, Locale, MembershipId, OrgId, OrgName, OrgSlug, PersonId};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;

pub(super) async fn insert(db: &mut PgConnection, org: OrgId, name: &OrgName, locale: Locale, zone: &str, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "insert into organization (org_id, name, locale, zone, created_at) values ($1, $2, $3, $4, $5)",
        org.0,
        name.as_str(),
        locale.tag(),
        zone,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) struct Row {
    pub name: String,
    pub locale: Locale,
    pub zone: String,
    pub ask_to_join: bool,
    pub copy_links: bool,
    pub delete_after: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
}

pub(super) async fn settings(db: &mut PgConnection, org: OrgId) -> Result<Row> {
    let row = sqlx::query!("select name, locale, zone, ask_to_join, copy_links, delete_after, created_at from organization where org_id = $1", org.0)
        .fetch_one(db)
        .await?;
    Ok(Row {
        name: row.name,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
        zone: row.zone,
        ask_to_join: row.ask_to_join,
        copy_links: row.copy_links,
        delete_after: row.delete_after,
        created_at: row.created_at,
    })
}

pub(super) async fn set_name(db: &mut PgConnection, org: OrgId, name: &OrgName) -> Result<()> {
    sqlx::query!("update organization set name = $2 where org_id = $1", org.0, name.as_str()).execute(db).await?;
    Ok(())
}

pub(super) async fn set_locale_and_zone(db: &mut PgConnection, org: OrgId, locale: Locale, zone: &str) -> Result<()> {
    sqlx::query!("update organization set locale = $2, zone = $3 where org_id = $1", org.0, locale.tag(), zone).execute(db).await?;
    Ok(())
}

/// Whether that changed anything.
pub(super) async fn switch_ask_to_join(db: &mut PgConnection, org: OrgId, on: bool) -> Result<bool> {
    let done = sqlx::query!("update organization set ask_to_join = $2 where org_id = $1 and ask_to_join <> $2", org.0, on).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

/// Whether that changed anything.
pub(super) async fn switch_copy_links(db: &mut PgConnection, org: OrgId, on: bool) -> Result<bool> {
    let done = sqlx::query!("update organization set copy_links = $2 where org_id = $1 and copy_links <> $2", org.0, on).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn current_slug(db: &mut PgConnection, org: OrgId) -> Result<String> {
    Ok(sqlx::query_scalar!("select slug from org_slug where org_id = $1 and redirects_until is null", org.0).fetch_one(db).await?)
}

pub(super) async fn retired_slugs(db: &mut PgConnection, org: OrgId, now: OffsetDateTime) -> Result<Vec<RetiredSlug>> {
    Ok(sqlx::query_as!(
        RetiredSlug,
        r#"select slug, redirects_until as "until!" from org_slug where org_id = $1 and redirects_until > $2 order by redirects_until"#,
        org.0,
        now
    )
    .fetch_all(db)
    .await?)
}

/// Takes an address; its primary key says when somebody has it.
///
/// # Errors
/// Field `slug`: `Taken`, too while it rests from an organisation that is gone.
pub(super) async fn add_slug(db: &mut PgConnection, org: OrgId, slug: &OrgSlug, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("insert into org_slug (slug, org_id) values ($1, $2)", slug.as_str(), org.0).execute(&mut *db).await?;
    // Asked afterwards: whoever waited for an organisation's end to take it sees that end.
    let rests =
        sqlx::query_scalar!(r#"select exists (select from resting_slug where slug = $1 and rests_until > $2) as "rests!""#, slug.as_str(), now);
    if rests.fetch_one(db).await? { Err(Error::field("slug", Flaw::Taken)) } else { Ok(()) }
}

/// Keeps an organisation's addresses, old ones too, from everybody until then.
pub(super) async fn rest_slugs(db: &mut PgConnection, org: OrgId, until: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "insert into resting_slug (slug, rests_until) select slug, $2 from org_slug where org_id = $1
             on conflict (slug) do update set rests_until = excluded.rests_until",
        org.0,
        until
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn retire_slug(db: &mut PgConnection, org: OrgId, until: OffsetDateTime) -> Result<()> {
    sqlx::query!("update org_slug set redirects_until = $2 where org_id = $1 and redirects_until is null", org.0, until).execute(db).await?;
    Ok(())
}

pub(super) async fn forget_retired_slug(db: &mut PgConnection, org: OrgId, slug: &OrgSlug) -> Result<()> {
    sqlx::query!("delete from org_slug where org_id = $1 and slug = $2 and redirects_until is not null", org.0, slug.as_str()).execute(db).await?;
    Ok(())
}

pub(super) async fn release_slug(db: &mut PgConnection, org: OrgId, slug: &str, now: OffsetDateTime) -> Result<bool> {
    let done = sqlx::query!("delete from org_slug where org_id = $1 and slug = $2 and redirects_until <= $3", org.0, slug, now).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

/// Which of these addresses somebody has, or nobody may have yet.
pub(super) async fn taken(db: &PgPool, slugs: &[String], now: OffsetDateTime) -> Result<Vec<String>> {
    let taken = sqlx::query_scalar!(
        r#"select slug as "slug!" from taken_slugs($1) union select slug from resting_slug where slug = any($1) and rests_until > $2"#,
        slugs,
        now
    );
    Ok(taken.fetch_all(db).await?)
}

/// Somebody who can enter as an owner.
pub(crate) struct Owning {
    pub member: MembershipId,
    pub person: PersonId,
}

pub(crate) async fn owners(db: &mut PgConnection, org: OrgId) -> Result<Vec<Owning>> {
    let rows = sqlx::query!(
        "select m.id, m.person_id
           from membership_role r
           join membership m on m.org_id = r.org_id and m.id = r.membership_id and m.status = 'active'
          where r.org_id = $1 and r.role = 'owner'
          order by m.id",
        org.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Owning { member: MembershipId(row.id), person: PersonId(row.person_id) }).collect())
}

/// What a mail to an owner needs.
pub(crate) struct Owner {
    pub address: EmailAddress,
    pub locale: Locale,
    pub zone: String,
    pub org_name: String,
    pub org_slug: String,
}

/// That owner, while they are one.
pub(crate) async fn owner(db: &mut PgConnection, org: OrgId, member: MembershipId) -> Result<Option<Owner>> {
    let row = sqlx::query!(
        "select p.address, p.locale, p.zone, o.name, s.slug
           from membership m
           join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
           join person p on p.id = m.person_id
           join organization o on o.org_id = m.org_id
           join org_slug s on s.org_id = m.org_id and s.redirects_until is null
          where m.org_id = $1 and m.id = $2 and m.status = 'active'",
        org.0,
        member.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Owner {
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            zone: row.zone,
            org_name: row.name,
            org_slug: row.slug,
        })
    })
    .transpose()
}

pub(super) async fn count_owners(db: &mut PgConnection, org: OrgId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!"
             from membership_role r
             join membership m on m.org_id = r.org_id and m.id = r.membership_id and m.status = 'active'
            where r.org_id = $1 and r.role = 'owner'"#,
        org.0
    )
    .fetch_one(db)
    .await?)
}

pub(super) async fn set_delete_after(db: &mut PgConnection, org: OrgId, delete_after: Option<OffsetDateTime>) -> Result<()> {
    sqlx::query!("update organization set delete_after = $2 where org_id = $1", org.0, delete_after).execute(db).await?;
    Ok(())
}

/// Who scheduled the deletion last, and when.
pub(super) async fn deletion(db: &mut PgConnection, org: OrgId) -> Result<Option<(String, OffsetDateTime)>> {
    let row = sqlx::query!("select actor_name, at from event where org_id = $1 and kind = 'deletion_scheduled' order by id desc limit 1", org.0)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| (row.actor_name, row.at)))
}

/// Whether the end that was set is still that one. Holds the row: nobody changes their mind meanwhile.
pub(super) async fn is_to_be_deleted(db: &mut PgConnection, org: OrgId, delete_after: OffsetDateTime) -> Result<bool> {
    let row = sqlx::query_scalar!("select org_id from organization where org_id = $1 and delete_after = $2 for update", org.0, delete_after)
        .fetch_optional(db)
        .await?;
    Ok(row.is_some())
}

pub(super) async fn delete(db: &mut PgConnection, org: OrgId) -> Result<()> {
    sqlx::query!("delete from organization where org_id = $1", org.0).execute(db).await?;
    Ok(())
}
