use super::{keys, secret};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
    vault::{self, Sealed},
};
use contract::OrgId;

/// So many rows in one transaction.
const AT_ONCE: i64 = 100;

/// Seals every secret that is sealed under another key than the server's under that one, and answers how many there were. For the operator,
/// after a change of the key: when it is done, the key before isn't needed any more. May be run again, and beside a portal that serves.
///
/// # Errors
/// `Internal` when one is sealed under neither key; those before it are done.
pub async fn reseal(portal: &Portal) -> Result<usize> {
    let own = vault::name(&portal.key);
    let orgs = sqlx::query_scalar!(r#"select org_id as "org_id!" from organizations_sealed_otherwise($1)"#, own).fetch_all(&portal.db.worker).await?;
    let mut done = 0;
    for org in orgs.into_iter().map(OrgId) {
        loop {
            let some = some_of(portal, org, &own).await?;
            done += some;
            if some == 0 {
                break;
            }
        }
    }
    Ok(done)
}

/// Some of each kind, in one transaction; answers how many.
async fn some_of(portal: &Portal, org: OrgId, own: &str) -> Result<usize> {
    let mut tx = TenantTx::open(portal, &portal.db.worker, org, Actor::portal()).await?;
    let pairs = sqlx::query!(
        "select id, private_key from connection_key where org_id = $1 and sealed_under <> $2 order by id limit $3 for update",
        org.0,
        own,
        AT_ONCE
    );
    let pairs = pairs.fetch_all(tx.conn()).await?;
    let secrets = sqlx::query!(
        "select id, secret from connection_secret where org_id = $1 and sealed_under <> $2 order by id limit $3 for update",
        org.0,
        own,
        AT_ONCE
    );
    let secrets = secrets.fetch_all(tx.conn()).await?;
    let count = pairs.len() + secrets.len();
    for row in pairs {
        let (sealed, under) = again(portal, &keys::place(&org, &row.id), row.private_key)?;
        let update =
            sqlx::query!("update connection_key set private_key = $3, sealed_under = $4 where org_id = $1 and id = $2", org.0, row.id, sealed, under);
        update.execute(tx.conn()).await?;
    }
    for row in secrets {
        let (sealed, under) = again(portal, &secret::place(&org, &row.id), row.secret)?;
        let update =
            sqlx::query!("update connection_secret set secret = $3, sealed_under = $4 where org_id = $1 and id = $2", org.0, row.id, sealed, under);
        update.execute(tx.conn()).await?;
    }
    tx.commit_unrecorded(Unrecorded::Resealed).await?;
    Ok(count)
}

/// Sealed anew, and under which key.
fn again(portal: &Portal, place: &[&[u8]], sealed: serde_json::Value) -> Result<(serde_json::Value, String)> {
    let sealed: Sealed = serde_json::from_value(sealed).map_err(Error::internal)?;
    let sealed = vault::seal(portal, place, &vault::open(portal, place, &sealed)?)?;
    Ok((serde_json::to_value(&sealed).map_err(Error::internal)?, sealed.under))
}
