//! Connections themselves. Their versions are in `sql_version`, keys and certificates in `sql_key`, and looks at them in `sql_look`.

use super::model::{State, Step};
use crate::{Error, Result, access::permission};
use contract::{ConnectionId, ConnectionKey, DomainId, IdentityProvider, MembershipId, OrgId, Protocol, Role};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) struct New<'a> {
    pub id: ConnectionId,
    pub key: &'a ConnectionKey,
    pub name: &'a str,
    pub provider: IdentityProvider,
    pub protocol: Protocol,
    pub state: State,
    pub step: Step,
    pub by: MembershipId,
}

pub(super) async fn insert(db: &mut PgConnection, org: OrgId, new: &New<'_>, now: OffsetDateTime, refresh_at: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "insert into connection (org_id, id, key, name, provider, protocol, state, step, created_by, created_at, changed_at, refresh_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
        org.0,
        new.id.0,
        new.key.as_str(),
        new.name,
        new.provider.key(),
        new.protocol.key(),
        new.state.key(),
        new.step.key(),
        new.by.0,
        now,
        refresh_at
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn count(db: &mut PgConnection, org: OrgId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from connection where org_id = $1"#, org.0).fetch_one(db).await?)
}

pub(super) struct Locked {
    pub name: String,
    pub protocol: Protocol,
    pub state: State,
    pub step: Step,
}

/// Holds the row until the transaction ends.
pub(super) async fn lock(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Option<Locked>> {
    let row = sqlx::query!("select name, protocol, state, step from connection where org_id = $1 and id = $2 for no key update", org.0, id.0);
    let row = row.fetch_optional(db).await?;
    row.map(|row| {
        Ok(Locked {
            name: row.name,
            protocol: stored(Protocol::from_key(&row.protocol), "protocol")?,
            state: stored(State::from_key(&row.state), "state")?,
            step: stored(Step::from_key(&row.step), "step")?,
        })
    })
    .transpose()
}

/// A word of a column, which only ever holds words of ours.
pub(super) fn stored<T>(word: Option<T>, column: &str) -> Result<T> {
    word.ok_or_else(|| Error::internal(format!("a connection with an unknown {column}")))
}

pub(super) async fn set_name(db: &mut PgConnection, org: OrgId, id: ConnectionId, name: &str, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update connection set name = $3, changed_at = $4 where org_id = $1 and id = $2", org.0, id.0, name, now).execute(db).await?;
    Ok(())
}

pub(super) async fn set_step(db: &mut PgConnection, org: OrgId, id: ConnectionId, step: Step) -> Result<()> {
    sqlx::query!("update connection set step = $3 where org_id = $1 and id = $2", org.0, id.0, step.key()).execute(db).await?;
    Ok(())
}

pub(super) async fn set_state(db: &mut PgConnection, org: OrgId, id: ConnectionId, state: State, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update connection set state = $3, changed_at = $4 where org_id = $1 and id = $2", org.0, id.0, state.key(), now)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn touch(db: &mut PgConnection, org: OrgId, id: ConnectionId, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update connection set changed_at = $3 where org_id = $1 and id = $2", org.0, id.0, now).execute(db).await?;
    Ok(())
}

pub(super) async fn remove(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<()> {
    sqlx::query!("delete from connection where org_id = $1 and id = $2", org.0, id.0).execute(db).await?;
    Ok(())
}

/// The names of those that are the organisation's own, in their order; fewer than asked for when one isn't.
pub(super) async fn domains_named(db: &mut PgConnection, org: OrgId, ids: &[DomainId]) -> Result<Vec<String>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    Ok(sqlx::query_scalar!("select name from domain where org_id = $1 and id = any($2) order by name", org.0, &ids).fetch_all(db).await?)
}

/// The names of the domains whose people come by it.
pub(super) async fn domains_of(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Vec<String>> {
    let names = sqlx::query_scalar!(
        "select d.name from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
          where cd.org_id = $1 and cd.connection_id = $2 order by d.name",
        org.0,
        id.0
    );
    Ok(names.fetch_all(db).await?)
}

pub(super) async fn set_domains(db: &mut PgConnection, org: OrgId, id: ConnectionId, domains: &[DomainId]) -> Result<()> {
    let ids: Vec<Uuid> = domains.iter().map(|id| id.0).collect();
    sqlx::query!("delete from connection_domain where org_id = $1 and connection_id = $2 and domain_id <> all($3)", org.0, id.0, &ids)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into connection_domain (org_id, connection_id, domain_id) select $1, $2, domain_id from unnest($3::uuid[]) as chosen (domain_id)
         on conflict do nothing",
        org.0,
        id.0,
        &ids
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a proven domain is among those whose people come by it.
pub(super) async fn has_proven_domain(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<bool> {
    let has = sqlx::query_scalar!(
        r#"select exists (select from connection_domain cd
                            join domain d on d.org_id = cd.org_id and d.id = cd.domain_id and d.state = 'proven'
                           where cd.org_id = $1 and cd.connection_id = $2) as "has!""#,
        org.0,
        id.0
    );
    Ok(has.fetch_one(db).await?)
}

pub(super) async fn key_and_protocol(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Option<(ConnectionKey, Protocol)>> {
    let row = sqlx::query!("select key, protocol from connection where org_id = $1 and id = $2", org.0, id.0).fetch_optional(db).await?;
    row.map(|row| Ok((stored(row.key.parse().ok(), "key")?, stored(Protocol::from_key(&row.protocol), "protocol")?))).transpose()
}

pub(super) async fn provider_and_protocol(db: &mut PgConnection, org: OrgId, id: ConnectionId) -> Result<Option<(IdentityProvider, Protocol)>> {
    let row = sqlx::query!("select provider, protocol from connection where org_id = $1 and id = $2", org.0, id.0).fetch_optional(db).await?;
    let read = |provider: &str, protocol: &str| {
        Ok((stored(IdentityProvider::from_key(provider), "provider")?, stored(Protocol::from_key(protocol), "protocol")?))
    };
    row.map(|row| read(&row.provider, &row.protocol)).transpose()
}

/// What those members are, together, whom the connection knows by a subject.
pub(super) async fn roles_of_known(db: &mut PgConnection, org: OrgId, connection: ConnectionId) -> Result<Vec<Role>> {
    let roles = sqlx::query_scalar!(
        r#"select distinct r.role
             from identity i
             join membership m on m.org_id = i.org_id and m.person_id = i.person_id and m.status <> 'removed'
             join membership_role r on r.org_id = m.org_id and r.membership_id = m.id
            where i.org_id = $1 and i.connection_id = $2"#,
        org.0,
        connection.0
    );
    Ok(permission::roles(&roles.fetch_all(db).await?))
}
