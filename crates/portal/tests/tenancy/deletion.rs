//! The end of an organisation leaves nothing of it, in any table, and everything of everybody else's.

use super::rows::{OURS, THEIRS, two_organisations};
use super::{catalogue::tenant_tables, seeds::SEEDS};
use contract::OrgId;
use portal::{jobs::Job, organization::FORTNIGHT};
use sqlx::AssertSqlSafe;
use testkit::TestPortal;
use uuid::Uuid;

#[tokio::test]
async fn nothing_is_left_of_an_organisation_that_was_deleted() {
    let world = two_organisations().await;
    let mut db = world.superuser().await;
    let delete_after = world.portal.clock.now() + FORTNIGHT;
    sqlx::query("update organization set delete_after = $2 where org_id = $1").bind(OURS).bind(delete_after).execute(&mut db).await.unwrap();
    world.pass(FORTNIGHT);
    world.enqueue(Job::DeleteOrganization { org: OrgId(OURS), delete_after }).await;
    world.drain().await;
    let failed = world.look("select last_error from job where last_error is not null").await;
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(world.mail("ana@acme.example").await.subject, "Org was deleted");

    let mut left = Vec::new();
    let rows = async |db: &mut sqlx::PgConnection, table: &str, org: Uuid| -> i64 {
        let count = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table} where org_id = $1"))).bind(org);
        count.fetch_one(db).await.unwrap()
    };
    for table in tenant_tables(&mut db).await {
        let (ours, theirs) = (rows(&mut db, &table, OURS).await, rows(&mut db, &table, THEIRS).await);
        if (ours, theirs) != (0, 1) {
            left.push(format!("{table} has {ours} rows of the one that is gone and {theirs} of the other"));
        }
    }
    assert!(left.is_empty(), "\n{}", left.join("\n"));
    assert!(SEEDS.len() > 20, "it was in every table");
}

#[tokio::test]
async fn nothing_keeps_its_organisation_from_being_deleted() {
    let world = TestPortal::new().await;
    let held: Vec<(String, String)> = sqlx::query_as(
        "select c.conrelid::regclass::text, c.conname::text
           from pg_constraint c
          where c.contype = 'f' and c.confdeltype = 'a' and c.connamespace = 'public'::regnamespace
            and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'org_id' and not a.attisdropped)
            and not exists (select from pg_constraint o
                             where o.conrelid = c.conrelid and o.contype = 'f' and o.confrelid = 'organization'::regclass and o.confdeltype = 'c')",
    )
    .fetch_all(&mut world.superuser().await)
    .await
    .unwrap();
    assert!(held.is_empty(), "{held:?}: give each such table a reference to organization that goes with it (on delete cascade)");
}
