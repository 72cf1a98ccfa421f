use super::model::{DomainLine, OwnerLine};
use crate::Result;
use contract::{DomainId, Locale, MembershipId, OrgId};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// A row as it is; absent, everything is off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    pub own_page: bool,
    pub discovery: bool,
    pub required_from: Option<OffsetDateTime>,
}

pub(super) async fn policy(db: &mut PgConnection, org: OrgId) -> Result<Row> {
    let row = sqlx::query_as!(Row, "select own_page, discovery, required_from from sign_in_policy where org_id = $1", org.0);
    Ok(row.fetch_optional(db).await?.unwrap_or_default())
}

/// Answers whether it changed.
pub(super) async fn switch_own_page(db: &mut PgConnection, org: OrgId, on: bool) -> Result<bool> {
    let done = sqlx::query!(
        "insert into sign_in_policy as p (org_id, own_page) values ($1, $2)
         on conflict (org_id) do update set own_page = excluded.own_page where p.own_page <> excluded.own_page",
        org.0,
        on
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Answers whether it changed.
pub(super) async fn switch_discovery(db: &mut PgConnection, org: OrgId, on: bool) -> Result<bool> {
    let done = sqlx::query!(
        "insert into sign_in_policy as p (org_id, discovery) values ($1, $2)
         on conflict (org_id) do update set discovery = excluded.discovery where p.discovery <> excluded.discovery",
        org.0,
        on
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

pub(super) async fn set_required(
    db: &mut PgConnection,
    org: OrgId,
    from: Option<OffsetDateTime>,
    by: MembershipId,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into sign_in_policy (org_id, required_from, announced_at, announced_by) values ($1, $2, $3, $4)
         on conflict (org_id) do update
            set required_from = excluded.required_from, announced_at = excluded.announced_at, announced_by = excluded.announced_by",
        org.0,
        from,
        now,
        by.0
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Makes these the domains at which single sign-on is required; at those that it was required at before, people may ask to join again.
pub(super) async fn set_required_domains(db: &mut PgConnection, org: OrgId, domains: &[DomainId]) -> Result<()> {
    let ids: Vec<_> = domains.iter().map(|domain| domain.0).collect();
    sqlx::query!(
        "update domain set policy = case when id = any($2) then 'require_sso' else 'ask_to_join' end
          where org_id = $1 and (id = any($2) or policy = 'require_sso')",
        org.0,
        &ids
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A domain at which single sign-on could be required.
pub(super) struct Served {
    pub id: DomainId,
    pub name: String,
}

/// Proven domains that an active connection serves.
pub(super) async fn served(db: &mut PgConnection, org: OrgId) -> Result<Vec<Served>> {
    let rows = sqlx::query_as!(
        Served,
        "select d.id, d.name from domain d
          where d.org_id = $1 and d.state = 'proven'
            and exists (select from connection_domain s
                          join connection c on c.org_id = s.org_id and c.id = s.connection_id and c.state = 'active'
                         where s.org_id = $1 and s.domain_id = d.id)
          order by d.name",
        org.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Domains that an active connection serves, and those at which single sign-on is required, served or not, with their people. Every member is
/// looked at once, however many domains there are.
pub(super) async fn domains(db: &mut PgConnection, org: OrgId) -> Result<Vec<DomainLine>> {
    let rows = sqlx::query_as!(
        DomainLine,
        r#"with member as materialized (
               select m.id, m.display_name, m.name_key, split_part(m.address, '@', 2) as domain,
                      exists (select from identity i where i.org_id = $1 and i.person_id = m.person_id) as has_used
                 from membership m where m.org_id = $1 and m.status = 'active'
           ), people as (
               select domain, count(*) filter (where has_used) as have_used, count(*) filter (where not has_used) as never_used,
                      (array_agg(display_name order by name_key, id) filter (where not has_used))[1:20] as never_names
                 from member group by domain
           )
           select d.id as "id!", d.name as "name!", d.state = 'proven' as "is_proven!", d.policy = 'require_sso' as "is_required!",
                  coalesce(served.names, '{}') as "connections!", coalesce(p.have_used, 0) as "have_used!",
                  coalesce(p.never_used, 0) as "never_used!", coalesce(p.never_names, '{}') as "never_names!"
             from domain d
             left join people p on p.domain = d.name
             left join lateral (select array_agg(c.name order by c.name) as names
                                  from connection_domain s
                                  join connection c on c.org_id = s.org_id and c.id = s.connection_id and c.state = 'active'
                                 where s.org_id = $1 and s.domain_id = d.id) as served on true
            where d.org_id = $1 and (served.names is not null or d.policy = 'require_sso')
            order by d.name"#,
        org.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Active members whose address is at none of those domains, and twenty of their names.
pub(super) async fn outside(db: &mut PgConnection, org: OrgId, domains: &[String]) -> Result<(i64, Vec<String>)> {
    let row = sqlx::query!(
        r#"select (select count(*) from membership m
                    where m.org_id = $1 and m.status = 'active' and split_part(m.address, '@', 2) <> all ($2)) as "count!",
                  array(select m.display_name from membership m
                         where m.org_id = $1 and m.status = 'active' and split_part(m.address, '@', 2) <> all ($2)
                         order by m.name_key, m.id limit 20) as "names!""#,
        org.0,
        domains
    )
    .fetch_one(db)
    .await?;
    Ok((row.count, row.names))
}

pub(super) async fn owners(db: &mut PgConnection, org: OrgId) -> Result<Vec<OwnerLine>> {
    let rows = sqlx::query_as!(
        OwnerLine,
        r#"select m.id as member, m.display_name as name, m.address, g.membership_id is not null as "keeps!", g.exercised_at as "exercised_at?"
             from membership m
             join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
             left join break_glass g on g.org_id = m.org_id and g.membership_id = m.id
            where m.org_id = $1 and m.status = 'active'
            order by m.name_key, m.id"#,
        org.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Whether any connection is active, and when a test of what serves succeeded last.
pub(super) async fn serving(db: &mut PgConnection, org: OrgId) -> Result<(bool, Option<OffsetDateTime>)> {
    let row = sqlx::query!(
        r#"select count(*) > 0 as "active!", max(v.tested_at) as tested_at
             from connection c
             join connection_version v on v.org_id = c.org_id and v.connection_id = c.id and v.stage = 'live'
            where c.org_id = $1 and c.state = 'active'"#,
        org.0
    )
    .fetch_one(db)
    .await?;
    Ok((row.active, row.tested_at))
}

/// Answers whether it is new.
pub(super) async fn keep(db: &mut PgConnection, org: OrgId, member: MembershipId, by: MembershipId, now: OffsetDateTime) -> Result<bool> {
    let done = sqlx::query!(
        "insert into break_glass (org_id, membership_id, granted_by, granted_at) values ($1, $2, $3, $4) on conflict do nothing",
        org.0,
        member.0,
        by.0,
        now
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Answers whether there was one.
pub(super) async fn take_back(db: &mut PgConnection, org: OrgId, member: MembershipId) -> Result<bool> {
    let done = sqlx::query!("delete from break_glass where org_id = $1 and membership_id = $2", org.0, member.0);
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Whether, while single sign-on is required or announced, each domain that it is required at has an active connection, and an active
/// owner keeps a way around it. True when it isn't required.
pub(super) async fn holds(db: &mut PgConnection, org: OrgId) -> Result<bool> {
    let row = sqlx::query!(
        r#"select not exists (select from sign_in_policy p where p.org_id = $1 and p.required_from is not null)
                  or (not exists (select from domain d
                                   where d.org_id = $1 and d.policy = 'require_sso'
                                     and not exists (select from connection_domain s
                                                       join connection c on c.org_id = s.org_id and c.id = s.connection_id and c.state = 'active'
                                                      where s.org_id = $1 and s.domain_id = d.id))
                      and exists (select from break_glass g
                                    join membership m on m.org_id = g.org_id and m.id = g.membership_id and m.status = 'active'
                                    join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
                                   where g.org_id = $1)) as "holds!""#,
        org.0
    )
    .fetch_one(db)
    .await?;
    Ok(row.holds)
}

/// Active members at the domains where it is required: those who are to be told. After the one named, a thousand at a time.
pub(super) async fn concerned(db: &mut PgConnection, org: OrgId, after: Option<MembershipId>) -> Result<Vec<MembershipId>> {
    let ids = sqlx::query_scalar!(
        "select m.id from membership m
          where m.org_id = $1 and m.status = 'active' and m.id > $2
            and split_part(m.address, '@', 2) in (select d.name from domain d where d.org_id = $1 and d.policy = 'require_sso')
          order by m.id limit 1000",
        org.0,
        after.map_or(uuid::Uuid::nil(), |member| member.0)
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(MembershipId).collect())
}

/// What the mail to one of them says.
pub(crate) struct Told {
    pub address: String,
    pub locale: Locale,
    pub zone: String,
    pub org_name: String,
    pub org_slug: String,
    pub connections: Vec<String>,
}

/// `None` when there is nothing to tell any more: they have left, or it is required from another day, or not at all.
pub(super) async fn told(db: &mut PgConnection, org: OrgId, member: MembershipId, from: OffsetDateTime) -> Result<Option<Told>> {
    let row = sqlx::query!(
        r#"select p.address, p.locale, p.zone, o.name as org_name, s.slug as org_slug,
                  array(select distinct c.name from connection_domain cd
                          join connection c on c.org_id = cd.org_id and c.id = cd.connection_id and c.state = 'active'
                         where cd.org_id = $1 and cd.domain_id = d.id order by c.name) as "connections!"
             from membership m
             join person p on p.id = m.person_id
             join organization o on o.org_id = m.org_id
             join org_slug s on s.org_id = o.org_id and s.redirects_until is null
             join sign_in_policy y on y.org_id = o.org_id and y.required_from = $3
             join domain d on d.org_id = o.org_id and d.name = split_part(m.address, '@', 2) and d.policy = 'require_sso'
            where m.org_id = $1 and m.id = $2 and m.status = 'active'"#,
        org.0,
        member.0,
        from
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Told {
        address: row.address,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
        zone: row.zone,
        org_name: row.org_name,
        org_slug: row.org_slug,
        connections: row.connections,
    }))
}
