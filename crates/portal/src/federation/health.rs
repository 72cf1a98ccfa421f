use super::log::KEPT;
use crate::{
    Result,
    access::{Can, permission::SeeSignIn},
};
use contract::ConnectionId;
use time::{Duration, OffsetDateTime};

/// How a connection is doing, from its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// When somebody came in by it last; of the days that the log goes back.
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
        r#"select max(at) filter (where outcome = 'in') as last_success_at,
                  count(*) filter (where outcome = 'in' and at > $4) as "signed_in!",
                  count(*) filter (where outcome in ('refused', 'not_let_in') and at > $4) as "refused!"
             from sso_log where org_id = $1 and connection_id = $2 and at > $3"#,
        can.org_id().0,
        connection.0,
        now - KEPT,
        now - Duration::DAY
    );
    let row = row.fetch_one(read.conn()).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(Health { last_success_at: row.last_success_at, signed_in: count(row.signed_in), refused: count(row.refused) })
}
