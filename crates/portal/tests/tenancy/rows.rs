//! Crossing is tried, on every tenant table, as the roles that serve.

use super::{
    catalogue::tenant_tables,
    seeds::{SEEDS, seed},
};
use futures::{FutureExt, StreamExt, stream};
use portal::{access::permission::SeeMembers, onboarding};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use testkit::TestPortal;
use uuid::Uuid;

pub(super) const OURS: Uuid = Uuid::from_u128(0xa);
pub(super) const THEIRS: Uuid = Uuid::from_u128(0xb);

/// Two organisations with a row in every table, and every right on every table for the roles that serve: row-level security
/// must hold alone, whatever was granted.
pub(super) async fn two_organisations() -> TestPortal {
    let world = TestPortal::new().await;
    let person = world.person("Ana", "ana@acme.example").await.id.0;
    let mut db = world.superuser().await;
    let seeded: Vec<&str> = SEEDS.iter().map(|(table, _)| *table).collect();
    for table in tenant_tables(&mut db).await {
        assert!(
            seeded.contains(&table.as_str()),
            "{table} is a tenant table without a row to try it on: add an insert to SEEDS in tests/tenancy/seeds.rs"
        );
    }
    for org in [OURS, THEIRS] {
        for (table, statement) in SEEDS {
            let done = seed(&mut db, statement, org, org, person).await.unwrap_or_else(|error| panic!("the seed of {table}: {error}"));
            assert_eq!(done.rows_affected(), 1, "the seed of {table}");
        }
    }
    db.execute("grant select, insert, update, delete on all tables in schema public to portico_web, portico_worker").await.unwrap();
    world
}

async fn as_role(world: &TestPortal, role: &str) -> PgConnection {
    PgConnection::connect_with(&world.database.role(role)).await.unwrap()
}

/// Runs one statement for a tenant, or for none, and rolls it back. Rows counted or changed, or the SQLSTATE.
async fn attempt(db: &mut PgConnection, tenant: Option<Uuid>, statement: &str) -> Result<u64, String> {
    let mut tx = db.begin().await.unwrap();
    if let Some(tenant) = tenant {
        tx.execute(AssertSqlSafe(format!("select set_config('app.org_id', '{tenant}', true)"))).await.unwrap();
    }
    let done = tx.execute(AssertSqlSafe(statement.to_owned())).await;
    done.map(|done| done.rows_affected()).map_err(|error| error.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned())
}

/// `insufficient_privilege`, which is also what a policy's check answers.
const REFUSED: &str = "42501";

#[tokio::test]
async fn nobody_reads_or_writes_across() {
    let world = two_organisations().await;
    let mut complaints = Vec::new();
    for role in ["portico_web", "portico_worker"] {
        let mut db = as_role(&world, role).await;
        for (table, statement) in SEEDS {
            let mut expect = |got: Result<u64, String>, wanted: Result<u64, &str>, what: &str| {
                if got.as_ref().map(|rows| *rows).map_err(String::as_str) != wanted {
                    complaints.push(format!("{role} {what} {table}: {got:?} instead of {wanted:?}"));
                }
            };
            let theirs = format!("where org_id = '{THEIRS}'");
            expect(attempt(&mut db, Some(OURS), &format!("select from {table}")).await, Ok(1), "for us sees but its own row of");
            expect(attempt(&mut db, Some(OURS), &format!("select from {table} {theirs}")).await, Ok(0), "for us sees their row of");
            expect(attempt(&mut db, Some(OURS), &format!("update {table} set org_id = org_id {theirs}")).await, Ok(0), "for us changes their row of");
            expect(attempt(&mut db, Some(OURS), &format!("delete from {table} {theirs}")).await, Ok(0), "for us deletes their row of");
            expect(
                attempt(&mut db, Some(OURS), &format!("update {table} set org_id = '{THEIRS}'")).await,
                Err(REFUSED),
                "for us gives them a row of",
            );
            expect(attempt(&mut db, None, &format!("select from {table}")).await, Ok(0), "for nobody sees");
            expect(attempt(&mut db, None, &format!("update {table} set org_id = org_id")).await, Ok(0), "for nobody changes");
            expect(attempt(&mut db, None, &format!("delete from {table}")).await, Ok(0), "for nobody deletes from");
            for (tenant, what) in [(Some(OURS), "for us inserts for them into"), (None, "for nobody inserts into")] {
                let mut tx = db.begin().await.unwrap();
                if let Some(tenant) = tenant {
                    tx.execute(AssertSqlSafe(format!("select set_config('app.org_id', '{tenant}', true)"))).await.unwrap();
                }
                let done = seed(&mut tx, statement, THEIRS, Uuid::from_u128(0xc), Uuid::from_u128(0xd)).await;
                let code = done
                    .map(|done| done.rows_affected())
                    .map_err(|error| error.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned());
                expect(code, Err(REFUSED), what);
            }
        }
    }
    assert!(complaints.is_empty(), "\n\n  {}\n", complaints.join("\n  "));
}

#[tokio::test]
async fn a_connection_forgets_whom_it_worked_for() {
    let world = two_organisations().await;
    let mut db = as_role(&world, "portico_web").await;
    for ending in ["commit", "rollback"] {
        db.execute(AssertSqlSafe(format!("begin; select set_config('app.org_id', '{OURS}', true)"))).await.unwrap();
        let (seen,): (i64,) = sqlx::query_as("select count(*) from membership").fetch_one(&mut db).await.unwrap();
        assert_eq!(seen, 1);
        db.execute(ending).await.unwrap();
        let left: (Option<String>, Option<Uuid>, i64) =
            sqlx::query_as("select current_setting('app.org_id', true), app_org_id(), (select count(*) from membership)")
                .fetch_one(&mut db)
                .await
                .unwrap();
        assert_eq!(left, (Some(String::new()), None, 0), "what a pooled connection is left with is nobody's");
    }
}

#[tokio::test]
async fn a_resolver_sees_only_the_columns_it_answers_with() {
    let world = two_organisations().await;
    let mut resolver = as_role(&world, "portico_resolver").await;
    assert_eq!(attempt(&mut resolver, None, "select org_id, name from organization").await, Ok(2));
    for statement in [
        "select * from membership",
        "select display_name from membership",
        "select message from invitation",
        "select * from event",
        "update org_slug set slug = slug",
    ] {
        assert_eq!(attempt(&mut resolver, None, statement).await, Err(REFUSED.into()), "{statement}");
    }
}

/// Two organisations share a small pool; ten thousand looks, some of them given up half-way, and each sees its own.
#[tokio::test]
async fn a_shared_pool_never_mixes_organisations() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@globex.example").await);
    world.org("Acme", "acme", &ana).await;
    world.org("Globex", "globex", &bo).await;
    let (acme, globex) = (world.can::<SeeMembers>(&ana, "acme").await, world.can::<SeeMembers>(&bo, "globex").await);

    let looks = stream::iter(0..10_000_u32).map(|number| {
        let (can, founder) = if number % 2 == 0 { (acme.clone(), "Ana") } else { (globex.clone(), "Bo") };
        async move {
            if number % 50 == 49 {
                // Its future is dropped after one step: the transaction is open, the connection goes back.
                let _given_up = onboarding::checklist(&can).now_or_never();
                return;
            }
            let items = onboarding::checklist(&can).await.unwrap();
            assert_eq!(items[0].done.as_ref().map(|done| done.by.as_str()), Some(founder), "look {number}");
        }
    });
    looks.buffer_unordered(40).collect::<()>().await;
}
