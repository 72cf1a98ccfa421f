use super::{Progress, RowOutcome};
use crate::{Error, Result, page::ROWS};
use contract::{BulkId, MembershipId, OrgId, Problem};
use sqlx::PgConnection;

pub(super) async fn progress(db: &mut PgConnection, org: OrgId, id: BulkId) -> Result<Option<Progress>> {
    let row = sqlx::query!(
        "select b.detail, b.created_by, m.display_name, b.created_at, b.finished_at, b.total, b.done, b.failed
           from bulk_act b join membership m on m.org_id = b.org_id and m.id = b.created_by
          where b.org_id = $1 and b.id = $2",
        org.0,
        id.0
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Progress {
            id,
            act: serde_json::from_value(row.detail).map_err(Error::internal)?,
            started_by: (MembershipId(row.created_by), row.display_name),
            started_at: row.created_at,
            finished_at: row.finished_at,
            total: row.total,
            done: row.done,
            failed: row.failed,
        })
    })
    .transpose()
}

/// One row more than a page has.
pub(super) async fn rows(db: &mut PgConnection, org: OrgId, id: BulkId, only_refused: bool, after: i32) -> Result<Vec<RowOutcome>> {
    let rows = sqlx::query!(
        r#"select b.position, b.target_id, b.label, b.outcome, b.problem, m.address as "address?"
             from bulk_row b
             left join membership m on m.org_id = b.org_id and m.id = b.target_id
            where b.org_id = $1 and b.bulk_id = $2 and b.position > $3 and (not $4 or b.outcome <> 'done') order by b.position limit $5"#,
        org.0,
        id.0,
        after,
        only_refused,
        i64::try_from(ROWS + 1).unwrap_or(i64::MAX)
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let problem: Option<Problem> = row.problem.map(serde_json::from_value).transpose().map_err(Error::internal)?;
            let outcome = row.outcome.map(|_| problem.map_or(Ok(()), Err));
            Ok(RowOutcome { position: row.position, target: row.target_id, label: row.label, address: row.address, outcome })
        })
        .collect()
}
