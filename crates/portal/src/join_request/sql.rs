use super::{OwnRequest, Request, Welcoming};
use crate::{
    Error, Result,
    member::JoiningPerson,
    page::{COUNTED, Edge, ROWS},
};
use contract::{EmailAddress, MembershipId, Message, OrgId, OrgSlug, PersonId, PersonName, RequestId, Role, Rule};
use sqlx::{PgConnection, PgPool, QueryBuilder};
use time::OffsetDateTime;

pub(super) async fn welcoming(db: &PgPool, address: &EmailAddress, person: PersonId) -> Result<Vec<Welcoming>> {
    let rows = sqlx::query!(
        r#"select org_id as "org_id!", name as "name!", requested as "requested!", join_role from organizations_welcoming($1, $2, $3)"#,
        address.domain(),
        person.0,
        address.as_str()
    );
    let welcoming = rows.fetch_all(db).await?.into_iter().map(|row| Welcoming {
        org: OrgId(row.org_id),
        name: row.name,
        requested: row.requested,
        joins_as: row.join_role.as_deref().and_then(Role::from_key),
    });
    Ok(welcoming.collect())
}

pub(super) async fn own(db: &PgPool, person: PersonId) -> Result<Vec<OwnRequest>> {
    let rows = sqlx::query!(r#"select org_id as "org_id!", org_name as "org_name!", asked_at as "asked_at!" from my_join_requests($1)"#, person.0);
    let own = rows.fetch_all(db).await?.into_iter().map(|row| OwnRequest { org: OrgId(row.org_id), org_name: row.org_name, asked_at: row.asked_at });
    Ok(own.collect())
}

pub(super) async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    id: RequestId,
    who: &JoiningPerson,
    message: &Message,
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "insert into join_request (org_id, id, person_id, name, address, message, status, created_at) values ($1, $2, $3, $4, $5, $6, 'pending', $7)",
        org.0,
        id.0,
        who.person.0,
        who.name.as_str(),
        who.address.as_str(),
        message.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether the domain is proven and lets its people join as this, until the transaction ends.
pub(super) async fn domain_joins_as(db: &mut PgConnection, org: OrgId, domain: &str, role: Role) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select id from domain where org_id = $1 and name = $2 and state = 'proven' and policy = 'join' and join_role = $3 for share",
        org.0,
        domain,
        role.key()
    );
    Ok(found.fetch_optional(db).await?.is_some())
}

/// Those who may decide, the longest here first; at most twenty hear of it.
pub(super) async fn deciders(db: &mut PgConnection, org: OrgId, roles: &[String]) -> Result<Vec<MembershipId>> {
    let ids = sqlx::query_scalar!(
        "select m.id from membership m
          where m.org_id = $1 and m.status = 'active'
            and m.id in (select r.membership_id from membership_role r where r.org_id = $1 and r.role = any($2))
          order by m.joined_at, m.id limit 20",
        org.0,
        roles
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(MembershipId).collect())
}

pub(super) async fn withdraw(db: &mut PgConnection, org: OrgId, person: PersonId, now: OffsetDateTime) -> Result<Option<RequestId>> {
    let id = sqlx::query_scalar!(
        "update join_request set status = 'withdrawn', decided_at = $3 where org_id = $1 and person_id = $2 and status = 'pending' returning id",
        org.0,
        person.0,
        now
    );
    Ok(id.fetch_optional(db).await?.map(RequestId))
}

/// The person behind a request, as they are called now.
pub(super) struct Asker {
    pub person: PersonId,
    pub name: PersonName,
    pub address: EmailAddress,
    /// The address they had when they asked: the one that whoever decides has seen.
    pub asked_as: String,
}

/// Decides an open request.
pub(super) async fn decide(db: &mut PgConnection, org: OrgId, id: RequestId, status: &str, by: MembershipId, now: OffsetDateTime) -> Result<Asker> {
    let decided = sqlx::query!(
        "update join_request set status = $3, decided_at = $5, decided_by = $4 where org_id = $1 and id = $2 and status = 'pending' returning person_id, address",
        org.0,
        id.0,
        status,
        by.0,
        now
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(decided) = decided else {
        let is_there = sqlx::query_scalar!(r#"select exists (select from join_request where org_id = $1 and id = $2) as "is_there!""#, org.0, id.0);
        return Err(if is_there.fetch_one(db).await? { Error::Conflict(Rule::RequestDecided) } else { Error::NotFound });
    };
    let person = sqlx::query!("select name, address from person where id = $1", decided.person_id).fetch_one(db).await?;
    Ok(Asker {
        person: PersonId(decided.person_id),
        name: PersonName::parse(&person.name).map_err(|flaw| Error::internal(flaw.to_string()))?,
        address: EmailAddress::parse(&person.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
        asked_as: decided.address,
    })
}

/// One row more than a page has, away from the edge; those before a mark come in reverse.
pub(super) async fn open(db: &mut PgConnection, org: OrgId, edge: &Edge) -> Result<Vec<Request>> {
    let mut query = QueryBuilder::new(
        "select j.id, j.name, j.address, j.message, j.created_at,
                exists (select from membership m where m.org_id = j.org_id and m.person_id = j.person_id and m.status = 'removed') as was_removed
           from join_request j where j.status = 'pending' and j.org_id = ",
    );
    query.push_bind(org.0);
    let (direction, beyond) = if let Edge::Before(_) = edge { ("desc", "<") } else { ("asc", ">") };
    if let Edge::After(mark) | Edge::Before(mark) = edge {
        query.push(format_args!(" and (j.created_at, j.id) {beyond} ("));
        mark.push(&mut query);
        query.push(")");
    }
    query.push(format_args!(" order by j.created_at {direction}, j.id {direction} limit {}", ROWS + 1));
    Ok(query.build_query_as().fetch_all(db).await?)
}

pub(super) async fn count(db: &mut PgConnection, org: OrgId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (select from join_request where org_id = $1 and status = 'pending' limit $2) as counted"#,
        org.0,
        COUNTED + 1
    );
    Ok(count.fetch_one(db).await?)
}

pub(super) async fn may_be_asked(db: &mut PgConnection, org: OrgId) -> Result<bool> {
    Ok(sqlx::query_scalar!("select ask_to_join from organization where org_id = $1", org.0).fetch_one(db).await?)
}

/// What a mail says of a request.
pub(crate) struct Asked {
    pub person: PersonId,
    pub name: String,
    pub address: String,
    pub message: String,
    pub is_pending: bool,
    pub org_name: String,
    pub org_slug: OrgSlug,
}

pub(crate) async fn to_mail(db: &mut PgConnection, org: OrgId, id: RequestId) -> Result<Option<Asked>> {
    let row = sqlx::query!(
        "select j.person_id, j.name, j.address, j.message, j.status, o.name as org_name, g.slug
           from join_request j
           join organization o on o.org_id = j.org_id
           join org_slug g on g.org_id = j.org_id and g.redirects_until is null
          where j.org_id = $1 and j.id = $2",
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Asked {
            person: PersonId(row.person_id),
            name: row.name,
            address: row.address,
            message: row.message,
            is_pending: row.status == "pending",
            org_name: row.org_name,
            org_slug: OrgSlug::parse(&row.slug).map_err(|flaw| Error::internal(flaw.to_string()))?,
        })
    })
    .transpose()
}
