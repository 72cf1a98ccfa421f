use super::{Detail, Helper, Identity, JoiningPerson, Source, Status, model::Subject};
use crate::{Error, Result, access::permission, page::COUNTED};
use contract::{EmailAddress, Locale, MembershipId, OrgId, PersonId, Role};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn of_person(db: &mut PgConnection, org: OrgId, person: PersonId) -> Result<Option<(MembershipId, Status)>> {
    let row = sqlx::query!("select id, status from membership where org_id = $1 and person_id = $2", org.0, person.0).fetch_optional(db).await?;
    Ok(row.and_then(|row| Some((MembershipId(row.id), Status::from_key(&row.status)?))))
}

/// Makes a membership, or makes a removed one new.
pub(super) async fn put(
    db: &mut PgConnection,
    org: OrgId,
    id: MembershipId,
    who: &JoiningPerson,
    name_key: &str,
    source: Source,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into membership (org_id, id, person_id, status, source, display_name, name_key, address, joined_at)
         values ($1, $2, $3, 'active', $4, $5, $6, $7, $8)
             on conflict (org_id, id) do update
            set status = 'active', source = excluded.source, display_name = excluded.display_name, name_key = excluded.name_key,
                address = excluded.address, joined_at = excluded.joined_at, last_active_at = null, ended_at = null",
        org.0,
        id.0,
        who.person.0,
        source.key(),
        who.name.as_str(),
        name_key,
        who.address.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves exactly these roles; those that stay keep the day they were granted.
pub(super) async fn set_roles(db: &mut PgConnection, org: OrgId, id: MembershipId, roles: &[String], now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "with taken as (delete from membership_role where org_id = $1 and membership_id = $2 and role <> all ($3))
         insert into membership_role (org_id, membership_id, role, granted_at)
         select $1, $2, role, $4 from unnest($3::text[]) as granted (role)
             on conflict do nothing",
        org.0,
        id.0,
        roles,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves exactly these words to find the member by.
pub(super) async fn set_words(db: &mut PgConnection, org: OrgId, id: MembershipId, name_key: &str, words: &[String]) -> Result<()> {
    sqlx::query!(
        "with forgotten as (delete from member_word where org_id = $1 and membership_id = $2 and (name_key <> $3 or word <> all ($4)))
         insert into member_word (org_id, membership_id, name_key, word)
         select $1, $2, $3, word from unnest($4::text[]) as known (word)
             on conflict do nothing",
        org.0,
        id.0,
        name_key,
        words
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn memberships_of_person(db: &PgPool, person: PersonId) -> Result<Vec<(Uuid, MembershipId)>> {
    let rows = sqlx::query!(r#"select org_id as "org_id!", membership_id as "membership_id!" from memberships_of_person($1)"#, person.0)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.org_id, MembershipId(row.membership_id))).collect())
}

/// Answers the address that it keeps because it isn't active.
pub(super) async fn lock_member(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<Option<String>> {
    let row = sqlx::query!("select address, status from membership where org_id = $1 and id = $2 for no key update", org.0, id.0);
    Ok(row.fetch_optional(db).await?.filter(|row| row.status != Status::Active.key()).map(|row| row.address))
}

pub(super) struct NameAndAddress {
    pub name: String,
    pub address: String,
}

pub(super) async fn name_and_address(db: &mut PgConnection, person: PersonId) -> Result<Option<NameAndAddress>> {
    Ok(sqlx::query_as!(NameAndAddress, "select name, address from person where id = $1", person.0).fetch_optional(db).await?)
}

pub(super) async fn set_name(db: &mut PgConnection, org: OrgId, id: MembershipId, name: &str, name_key: &str, address: &str) -> Result<()> {
    sqlx::query!(
        "update membership set display_name = $3, name_key = $4, address = $5 where org_id = $1 and id = $2",
        org.0,
        id.0,
        name,
        name_key,
        address
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn subject(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<Option<Subject>> {
    let row = sqlx::query!(
        r#"select person_id, display_name, address, status,
                  array(select r.role from membership_role r where r.org_id = m.org_id and r.membership_id = m.id) as "roles!",
                  exists (select from membership_role r join membership o on o.org_id = r.org_id and o.id = r.membership_id
                           where r.org_id = $1 and r.role = 'owner' and r.membership_id <> $2 and o.status = 'active') as "another_owner!"
             from membership m
            where org_id = $1 and id = $2"#,
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| {
        Some(Subject {
            id,
            person: PersonId(row.person_id),
            name: row.display_name,
            address: row.address,
            status: Status::from_key(&row.status)?,
            roles: permission::roles(&row.roles),
            another_owner: row.another_owner,
        })
    }))
}

pub(super) async fn set_status(db: &mut PgConnection, org: OrgId, id: MembershipId, status: Status, ended_at: Option<OffsetDateTime>) -> Result<()> {
    sqlx::query!("update membership set status = $3, ended_at = $4 where org_id = $1 and id = $2", org.0, id.0, status.key(), ended_at)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn detail(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<Option<Detail>> {
    let row = sqlx::query!(
        r#"select m.person_id, m.display_name, m.address, m.status, m.source, m.joined_at, m.last_active_at, m.ended_at,
                  array(select r.role from membership_role r where r.org_id = $1 and r.membership_id = $2 order by r.role) as "roles!",
                  array(select r.granted_at from membership_role r where r.org_id = $1 and r.membership_id = $2 order by r.role) as "granted!",
                  array(select coalesce(c.name, '') from membership_role r left join connection c on c.org_id = r.org_id and c.id = r.connection_id
                         where r.org_id = $1 and r.membership_id = $2 order by r.role) as "given_by!",
                  by.id as "by_id?", by.display_name as "by_name?"
             from membership m
             left join lateral (
                  select coalesce(
                      (select i.invited_by from invitation i
                        where i.org_id = $1 and i.accepted_by = $2 and m.source = 'invitation' and i.ended_at <= m.joined_at order by i.ended_at desc limit 1),
                      (select j.decided_by from join_request j where j.org_id = $1 and j.person_id = m.person_id and j.status = 'approved' and m.source = 'request'
                        order by j.decided_at desc limit 1)) as id) as let_in on true
             left join membership by on by.org_id = $1 and by.id = let_in.id
            where m.org_id = $1 and m.id = $2"#,
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| {
        let by = row.given_by.into_iter().map(|name| Some(name).filter(|name| !name.is_empty()));
        let roles = row.roles.iter().zip(row.granted).zip(by).filter_map(|((key, at), by)| Some((Role::from_key(key)?, at, by)));
        Some(Detail {
            id,
            person: PersonId(row.person_id),
            name: row.display_name,
            address: row.address,
            status: Status::from_key(&row.status)?,
            source: Source::from_key(&row.source)?,
            let_in_by: row.by_id.map(MembershipId).zip(row.by_name),
            joined_at: row.joined_at,
            last_active_at: row.last_active_at,
            ended_at: row.ended_at,
            roles: {
                let mut roles: Vec<_> = roles.collect();
                roles.sort_unstable();
                roles
            },
            identities: Vec::new(),
            acts: None,
        })
    }))
}

/// By which connections of the organisation somebody has come, the last first.
pub(super) async fn identities(db: &mut PgConnection, org: OrgId, person: PersonId) -> Result<Vec<Identity>> {
    Ok(sqlx::query_as!(
        Identity,
        "select c.name as connection, i.address, i.last_used_at
           from identity i join connection c on c.org_id = i.org_id and c.id = i.connection_id
          where i.org_id = $1 and i.person_id = $2 order by i.last_used_at desc, i.id",
        org.0,
        person.0
    )
    .fetch_all(db)
    .await?)
}

/// Who that is, while they may enter.
pub(crate) async fn person_of_active(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!("select person_id from membership where org_id = $1 and id = $2 and status = 'active'", org.0, id.0);
    Ok(person.fetch_optional(db).await?.map(PersonId))
}

/// What a mail to a member about their membership needs, whatever has become of it.
pub(crate) struct ToMail {
    pub address: EmailAddress,
    pub locale: Locale,
    pub zone: String,
    pub status: Status,
    pub is_owner: bool,
    pub org_name: String,
    pub org_slug: String,
}

pub(crate) async fn to_mail(db: &mut PgConnection, org: OrgId, id: MembershipId) -> Result<Option<ToMail>> {
    let row = sqlx::query!(
        r#"select p.address, p.locale, p.zone, m.status, o.name, s.slug,
                  exists (select from membership_role r where r.org_id = $1 and r.membership_id = $2 and r.role = 'owner') as "is_owner!"
             from membership m
             join person p on p.id = m.person_id
             join organization o on o.org_id = m.org_id
             join org_slug s on s.org_id = m.org_id and s.redirects_until is null
            where m.org_id = $1 and m.id = $2"#,
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let internal = |flaw: contract::Flaw| Error::internal(flaw.to_string());
    Ok(Some(ToMail {
        address: EmailAddress::parse(&row.address).map_err(internal)?,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
        zone: row.zone,
        status: Status::from_key(&row.status).ok_or_else(|| Error::internal("a status that nobody knows"))?,
        is_owner: row.is_owner,
        org_name: row.name,
        org_slug: row.slug,
    }))
}

/// Everybody who is a member, counted to one beyond [`COUNTED`]: those with a seat are counted where seats are, the suspended have none.
pub(super) async fn everybody(db: &mut PgConnection, org: OrgId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select seats_taken + (select count(*) from (select from membership where org_id = $1 and status = 'suspended' limit $2) as counted) as "count!"
             from organization
            where org_id = $1"#,
        org.0,
        COUNTED + 1
    );
    Ok(count.fetch_one(db).await?)
}

/// What was found among words.
pub(super) struct WithWord {
    pub words: i64,
    /// Whose these are.
    pub people: i64,
}

/// At most `most` words of members between these two, without those of the removed. These are looked up one by one, which takes
/// as long in any organisation; as `not exists` it would be a join, planned for one where hardly anybody is removed.
pub(super) async fn with_word(db: &mut PgConnection, org: OrgId, from: &str, below: &str, most: i64) -> Result<WithWord> {
    let found = sqlx::query_as!(
        WithWord,
        r#"select count(*) as "words!", count(distinct membership_id) as "people!"
             from (select w.membership_id
                     from member_word w
                    where w.org_id = $1 and w.word >= $2 and w.word < $3
                      and (select true from membership m where m.org_id = $1 and m.id = w.membership_id and m.status = 'removed') is null
                    limit $4) as found"#,
        org.0,
        from,
        below,
        most
    );
    Ok(found.fetch_one(db).await?)
}

/// Active members with any of these roles, but for one, as they were active last.
pub(super) async fn holders(db: &mut PgConnection, org: OrgId, but: MembershipId, roles: &[String], most: i64) -> Result<Vec<Helper>> {
    let rows = sqlx::query!(
        r#"select m.display_name, m.address,
                  array(select r.role from membership_role r where r.org_id = $1 and r.membership_id = m.id) as "roles!"
             from membership m
            where m.org_id = $1 and m.status = 'active' and m.id <> $2
              and m.id in (select r.membership_id from membership_role r where r.org_id = $1 and r.role = any ($3))
            order by m.last_active_at desc nulls last, m.id
            limit $4"#,
        org.0,
        but.0,
        roles,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Helper { name: row.display_name, address: row.address, roles: permission::roles(&row.roles) }).collect())
}
