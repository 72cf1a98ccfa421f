use super::log::first_of;
use crate::{
    Result,
    access::{Can, permission::SeeSignIn},
};
use contract::ConnectionId;
use time::{Duration, OffsetDateTime};

/// How a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// When somebody came by it last.
    pub last_success_at: Option<OffsetDateTime>,
    /// Who came in on the last day.
    pub signed_in: u64,
    /// What was refused on the last day, whoever it was.
    pub refused: u64,
}

/// Looks it up.
pub async fn health(can: &Can<SeeSignIn>, connection: ConnectionId) -> Result<Health> {
    let mut read = can.read().await?;
    let now = can.portal().clock.now();
    let row = sqlx::query!(
        r#"select (select max(i.last_used_at) from identity i where i.org_id = $1 and i.connection_id = $2) as last_success_at,
                  count(*) filter (where outcome = 'in') as "signed_in!",
                  count(*) filter (where outcome in ('refused', 'not_let_in')) as "refused!"
             from sso_log where org_id = $1 and connection_id = $2 and id >= $3"#,
        can.org_id().0,
        connection.0,
        first_of(now - Duration::DAY)
    );
    let row = row.fetch_one(read.conn()).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(Health { last_success_at: row.last_success_at, signed_in: count(row.signed_in), refused: count(row.refused) })
}
