use crate::{
    Error, Result,
    access::{Can, permission::SeeSignIn},
};
use contract::ConnectionId;

/// Whom activating a connection touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affected {
    /// Active members with an address at one of its proven domains.
    pub inside: u64,
    /// Those of them who have never come by it.
    pub never: u64,
    /// Active members with another address.
    pub outside: u64,
    /// Its domains that aren't proven yet.
    pub pending: u64,
}

/// Counts them.
///
/// # Errors
/// `NotFound`.
pub async fn affected(can: &Can<SeeSignIn>, id: ConnectionId) -> Result<Affected> {
    let mut read = can.read().await?;
    let row = sqlx::query!(
        r#"with attached as (
               select d.name, d.state from connection_domain cd join domain d on d.org_id = cd.org_id and d.id = cd.domain_id
                where cd.org_id = $1 and cd.connection_id = $2
           ), member as (
               select m.person_id, split_part(m.address, '@', 2) in (select name from attached where state = 'proven') as is_inside
                 from membership m where m.org_id = $1 and m.status = 'active'
           )
           select (select count(*) from member where is_inside) as "inside!",
                  (select count(*) from member where is_inside and not exists (
                       select from identity i where i.org_id = $1 and i.connection_id = $2 and i.person_id = member.person_id)) as "never!",
                  (select count(*) from member where not is_inside) as "outside!",
                  (select count(*) from attached where state <> 'proven') as "pending!"
             from connection c where c.org_id = $1 and c.id = $2"#,
        can.org_id().0,
        id.0
    );
    let row = row.fetch_optional(read.conn()).await?.ok_or(Error::NotFound)?;
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(Affected { inside: count(row.inside), never: count(row.never), outside: count(row.outside), pending: count(row.pending) })
}
