//! The demo is a world in which every rule holds.

use portal::seed::{LOGINS, PASSWORD, Seeded, seed};
use testkit::TestPortal;

#[tokio::test]
async fn the_demo_is_made_once_and_its_people_can_sign_in() {
    let world = TestPortal::new().await;
    let mut db = world.superuser().await;
    let beats = "insert into worker_heartbeat values (gen_random_uuid(), $1)";
    sqlx::query(beats).bind(world.portal.clock.now()).execute(&mut db).await.unwrap();
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::WorkerAtWork, "a running portal would mix its days with the demo's");
    sqlx::query("delete from worker_heartbeat").execute(&mut db).await.unwrap();
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::Made);
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::ThereAlready);
    let miscounted: i64 = sqlx::query_scalar(
        "select count(*) from organization o
          where seats_taken <> (select count(*) from membership m where m.org_id = o.org_id and m.status = 'active')",
    )
    .fetch_one(&mut db)
    .await
    .unwrap();
    assert_eq!(miscounted, 0);
    let ahead: i64 = sqlx::query_scalar("select count(*) from event where at > $1").bind(world.portal.clock.now()).fetch_one(&mut db).await.unwrap();
    assert_eq!(ahead, 0, "nothing has happened that is yet to come");

    let visitor = testkit::stranger("a laptop");
    for login in LOGINS {
        portal::sign_in::begin(&world.portal, &visitor, login.address, contract::Locale::En, None).await.unwrap();
        let signed_in = portal::sign_in::by_password(&world.portal, &visitor, PASSWORD).await;
        assert!(signed_in.is_ok(), "{}: {signed_in:?}", login.address);
    }
}
