use crate::{Result, secret::SecretHash};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Spends a proof; `false` when it was spent before. Kept for as long as it could be good.
pub(super) async fn spend(db: &mut PgConnection, proof: SecretHash, until: OffsetDateTime) -> Result<bool> {
    let spent = sqlx::query!("insert into spent_proof (proof_hash, expires_at) values ($1, $2) on conflict do nothing", proof.as_slice(), until)
        .execute(db)
        .await?;
    Ok(spent.rows_affected() == 1)
}

pub(super) async fn is_spent(db: &mut PgConnection, proof: SecretHash) -> Result<bool> {
    let spent = sqlx::query_scalar!(r#"select exists (select from spent_proof where proof_hash = $1) as "spent!""#, proof.as_slice());
    Ok(spent.fetch_one(db).await?)
}
