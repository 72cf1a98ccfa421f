//! What an operator counts on: schemas that don't fit are told apart, a replica goes on beside a newer one, later work that can't be done ends.

use portal::{
    db::{MigrateError, migrate},
    health,
    jobs::Job,
};
use testkit::TestPortal;

#[tokio::test]
async fn a_schema_that_does_not_fit_says_what_to_do() {
    let world = TestPortal::new().await;
    let (db, superuser) = (&world.portal.db, world.database.superuser());
    db.check_schema().await.unwrap();

    world.arrange("update _sqlx_migrations set version = 29990101000000 where version = (select max(version) from _sqlx_migrations)").await;
    let behind = db.check_schema().await.unwrap_err();
    assert!(matches!(behind, MigrateError::Behind { missing: 1 }), "{behind}");
    assert!(behind.to_string().contains("run `portico migrate`"));
    assert!(!health::look(&world.portal).await.schema);

    world.arrange("alter table _sqlx_migrations rename to elsewhere").await;
    let empty = db.check_schema().await.unwrap_err();
    assert!(matches!(empty, MigrateError::Empty), "{empty}");
    assert!(empty.to_string().contains("run `portico migrate`"));
    world.arrange("alter table elsewhere rename to _sqlx_migrations").await;
    let ahead = migrate(&superuser).await.unwrap_err();
    assert!(matches!(ahead, MigrateError::Ahead), "{ahead}");
    assert!(ahead.to_string().contains("a newer version"));
}

#[tokio::test]
async fn a_replica_goes_on_after_a_newer_version_has_migrated_and_does_not_start_again() {
    let world = TestPortal::new().await;
    world
        .arrange(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (29990101000000, 'of a newer version', true, '', 0)",
        )
        .await;
    assert!(health::look(&world.portal).await.schema, "the proxy goes on sending requests");
    assert!(matches!(world.portal.db.check_schema().await, Err(MigrateError::Ahead)));
}

#[tokio::test]
async fn a_job_that_ends_whoever_takes_it_is_given_up() {
    let world = TestPortal::new().await;
    world.enqueue(Job::Sweep).await;
    // As often as it may be tried, somebody took it and was never heard of again.
    world.arrange("update job set attempts = 24").await;
    world.drain().await;
    let [job] = &world.look("select dead_at is not null as dead, last_error from job").await[..] else { panic!() };
    assert_eq!((&job["dead"], &job["last_error"]), (&true.into(), &"internal: it never ended".into()));
    world.arrange("delete from job").await;
}
