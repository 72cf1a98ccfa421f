use super::{
    list::{Check, Domain},
    look::Look,
    model::{Method, Policy, Standing, State, Step},
    name::DomainName,
};
use crate::{
    Error, Result,
    access::{permission, permission::holding},
    db::jsonb,
    outbound::Answered,
};
use contract::{DomainId, EmailAddress, Locale, MembershipId, OrgId, Permission, Role};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long checks are kept.
const KEPT: Duration = Duration::days(30);

/// Whether it wasn't there yet.
pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    id: DomainId,
    name: &DomainName,
    token: &str,
    policy: Policy,
    begun: &Step,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into domain (org_id, id, name, token, state, since, policy, added_at, next_check_at)
         values ($1, $2, $3, $4, $5, $6, $7, $6, $8)
         on conflict on constraint domain_is_added_once do nothing",
        org.0,
        id.0,
        name.as_str(),
        token,
        begun.standing.state.key(),
        begun.standing.since,
        policy.key(),
        begun.next
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

struct Row {
    id: Uuid,
    name: String,
    token: String,
    state: String,
    since: OffsetDateTime,
    tries: i32,
    seen_at: Option<OffsetDateTime>,
    method: Option<String>,
    policy: String,
    join_role: String,
    added_at: OffsetDateTime,
    checked_at: Option<OffsetDateTime>,
    next_check_at: Option<OffsetDateTime>,
}

fn standing(state: &str, since: OffsetDateTime, tries: i32, seen_at: Option<OffsetDateTime>, method: Option<&str>) -> Result<Standing> {
    let state = State::from_key(state).ok_or_else(|| Error::internal(format!("a domain in the state {state}")))?;
    let seen = seen_at.zip(method.and_then(Method::from_key));
    Ok(Standing { state, since, tries, seen })
}

impl Row {
    fn domain(self) -> Result<Domain> {
        Ok(Domain {
            id: DomainId(self.id),
            standing: standing(&self.state, self.since, self.tries, self.seen_at, self.method.as_deref())?,
            name: DomainName::stored(self.name),
            policy: Policy::from_key(&self.policy).unwrap_or(Policy::Nothing),
            join_role: Role::from_key(&self.join_role).unwrap_or(Role::Member),
            added_at: self.added_at,
            checked_at: self.checked_at,
            next_check_at: self.next_check_at,
            token: self.token,
        })
    }
}

pub(super) async fn list(db: &mut PgConnection, org: OrgId) -> Result<Vec<Domain>> {
    let rows = sqlx::query_as!(
        Row,
        "select id, name, token, state, since, tries, seen_at, method, policy, join_role, added_at, checked_at, next_check_at
           from domain where org_id = $1 order by name",
        org.0
    );
    rows.fetch_all(db).await?.into_iter().map(Row::domain).collect()
}

pub(super) async fn find(db: &mut PgConnection, org: OrgId, id: DomainId) -> Result<Option<Domain>> {
    let row = sqlx::query_as!(
        Row,
        "select id, name, token, state, since, tries, seen_at, method, policy, join_role, added_at, checked_at, next_check_at
           from domain where org_id = $1 and id = $2",
        org.0,
        id.0
    );
    row.fetch_optional(db).await?.map(Row::domain).transpose()
}

pub(super) async fn last_check(db: &mut PgConnection, org: OrgId, id: DomainId) -> Result<Option<Check>> {
    let row = sqlx::query!("select at, look, refused from domain_check where org_id = $1 and domain_id = $2 order by id desc limit 1", org.0, id.0);
    let row = row.fetch_optional(db).await?;
    row.map(|row| Ok(Check { at: row.at, look: serde_json::from_value(row.look).map_err(Error::internal)?, refused: row.refused })).transpose()
}

/// What to look for; with `due`, only when that is still when to look.
pub(super) async fn to_check(db: &mut PgConnection, org: OrgId, id: DomainId, due: Option<OffsetDateTime>) -> Result<Option<(DomainName, String)>> {
    let row = sqlx::query!(
        "select name, token from domain where org_id = $1 and id = $2 and ($3::timestamptz is null or next_check_at = $3)",
        org.0,
        id.0,
        due
    );
    Ok(row.fetch_optional(db).await?.map(|row| (DomainName::stored(row.name), row.token)))
}

/// Holds the row until the transaction ends. `None`: removed, or added anew with another token.
pub(super) async fn lock(db: &mut PgConnection, org: OrgId, id: DomainId, token: &str) -> Result<Option<Standing>> {
    let row = sqlx::query!(
        "select state, since, tries, seen_at, method from domain where org_id = $1 and id = $2 and token = $3 for update",
        org.0,
        id.0,
        token
    );
    let row = row.fetch_optional(db).await?;
    row.map(|row| standing(&row.state, row.since, row.tries, row.seen_at, row.method.as_deref())).transpose()
}

/// The index of proven domains says when somebody else has it.
pub(super) async fn set_standing(db: &mut PgConnection, org: OrgId, id: DomainId, step: &Step, now: OffsetDateTime) -> Result<()> {
    let Standing { state, since, tries, seen } = step.standing;
    sqlx::query!(
        "update domain set state = $3, since = $4, tries = $5, seen_at = $6, method = $7, checked_at = $8, next_check_at = $9
          where org_id = $1 and id = $2",
        org.0,
        id.0,
        state.key(),
        since,
        tries,
        seen.map(|(at, _)| at),
        seen.map(|(_, method)| method.key()),
        now,
        step.next
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps what was seen, and drops what is old.
pub(super) async fn keep_check(
    db: &mut PgConnection,
    org: OrgId,
    id: Uuid,
    domain: DomainId,
    now: OffsetDateTime,
    look: &Look,
    refused: bool,
) -> Result<()> {
    sqlx::query!("delete from domain_check where org_id = $1 and domain_id = $2 and at < $3", org.0, domain.0, now - KEPT).execute(&mut *db).await?;
    sqlx::query!(
        "insert into domain_check (org_id, id, domain_id, at, look, refused) values ($1, $2, $3, $4, $5, $6)",
        org.0,
        id,
        domain.0,
        now,
        jsonb(look)?,
        refused
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether it is the first claim of that domain.
pub(super) async fn claim(db: &mut PgConnection, org: OrgId, name: &DomainName, now: OffsetDateTime) -> Result<bool> {
    let first = sqlx::query_scalar!(
        r#"insert into domain_claim (org_id, name, first_at, last_at) values ($1, $2, $3, $3)
           on conflict (org_id, name) do update set last_at = excluded.last_at
           returning first_at = last_at as "first!""#,
        org.0,
        name.as_str(),
        now
    );
    Ok(first.fetch_one(db).await?)
}

pub(super) async fn lock_policy(db: &mut PgConnection, org: OrgId, id: DomainId) -> Result<Option<(DomainName, Policy, Role)>> {
    let row = sqlx::query!("select name, policy, join_role from domain where org_id = $1 and id = $2 for update", org.0, id.0);
    Ok(row.fetch_optional(db).await?.map(|row| {
        let (policy, role) = (Policy::from_key(&row.policy).unwrap_or(Policy::Nothing), Role::from_key(&row.join_role).unwrap_or(Role::Member));
        (DomainName::stored(row.name), policy, role)
    }))
}

pub(super) async fn set_policy(db: &mut PgConnection, org: OrgId, id: DomainId, policy: Policy, role: Role) -> Result<()> {
    sqlx::query!("update domain set policy = $3, join_role = $4 where org_id = $1 and id = $2", org.0, id.0, policy.key(), role.key())
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn remove(db: &mut PgConnection, org: OrgId, id: DomainId) -> Result<Option<(DomainName, State, Policy)>> {
    let row = sqlx::query!("delete from domain where org_id = $1 and id = $2 returning name, state, policy", org.0, id.0).fetch_optional(db).await?;
    let read = |state: &str, policy: &str| (State::from_key(state).unwrap_or(State::Pending), Policy::from_key(policy).unwrap_or(Policy::Nothing));
    Ok(row.map(|row| {
        let (state, policy) = read(&row.state, &row.policy);
        (DomainName::stored(row.name), state, policy)
    }))
}

/// What a development portal's own zone has at that name.
pub(super) async fn played(db: &PgPool, name: &str) -> Result<Answered> {
    let values = sqlx::query_scalar!("select value from dev_txt where name = $1 order by value", name).fetch_all(db).await?;
    Ok(if values.is_empty() { Answered::Nothing } else { Answered::Values(values) })
}

pub(super) async fn play(db: &PgPool, name: &str, value: &str, published: bool) -> Result<()> {
    if published {
        sqlx::query!("insert into dev_txt (name, value) values ($1, $2) on conflict do nothing", name, value).execute(db).await?;
    } else {
        sqlx::query!("delete from dev_txt where name = $1 and value = $2", name, value).execute(db).await?;
    }
    Ok(())
}

/// Those who may do something about a domain, the longest here first; at most twenty hear of it.
pub(crate) async fn those_who_manage(db: &mut PgConnection, org: OrgId) -> Result<Vec<MembershipId>> {
    let ids = sqlx::query_scalar!(
        "select m.id from membership m
          where m.org_id = $1 and m.status = 'active'
            and m.id in (select r.membership_id from membership_role r where r.org_id = $1 and r.role = any($2))
          order by m.joined_at, m.id limit 20",
        org.0,
        &permission::keys(&holding(Permission::ManageSignIn))
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(MembershipId).collect())
}

/// What a mail about a domain needs.
pub(crate) struct Told {
    pub address: EmailAddress,
    pub locale: Locale,
    pub zone: String,
    pub org_name: String,
    pub org_slug: String,
    pub domain: DomainName,
    pub state: State,
}

/// One of those who may manage it, while they may, and the domain, while it is there.
pub(crate) async fn to_mail(db: &mut PgConnection, org: OrgId, id: DomainId, to: MembershipId) -> Result<Option<Told>> {
    let row = sqlx::query!(
        "select p.address, p.locale, p.zone, o.name as org_name, s.slug, d.name, d.state
           from domain d
           join membership m on m.org_id = d.org_id and m.id = $3 and m.status = 'active'
           join person p on p.id = m.person_id
           join organization o on o.org_id = d.org_id
           join org_slug s on s.org_id = d.org_id and s.redirects_until is null
          where d.org_id = $1 and d.id = $2
            and exists (select from membership_role r where r.org_id = $1 and r.membership_id = m.id and r.role = any($4))",
        org.0,
        id.0,
        to.0,
        &permission::keys(&holding(Permission::ManageSignIn))
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Told {
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            zone: row.zone,
            org_name: row.org_name,
            org_slug: row.slug,
            domain: DomainName::stored(row.name),
            state: State::from_key(&row.state).ok_or_else(|| Error::internal("a domain in no state"))?,
        })
    })
    .transpose()
}
