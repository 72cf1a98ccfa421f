//! The demo is a world in which every rule holds.

use portal::seed::{LOGINS, PASSWORD, Seeded};
use serde_json::json;

use crate::practice::seed;
use crate::site::Site;

#[tokio::test]
async fn the_demo_is_made_once_and_its_people_can_sign_in() {
    let world = Site::reaching_loopback().await.portal;
    let now = world.portal.clock.now();
    world.arrange(&format!("insert into worker_heartbeat values (gen_random_uuid(), to_timestamp({}))", now.unix_timestamp())).await;
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::WorkerAtWork, "a running portal would mix its days with the demo's");
    world.arrange("delete from worker_heartbeat").await;
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::Made);
    assert_eq!(seed(&world.portal).await.unwrap(), Seeded::ThereAlready);
    let miscounted = "select org_id from organization o
        where seats_taken <> (select count(*) from membership m where m.org_id = o.org_id and m.status = 'active')";
    assert!(world.look(miscounted).await.is_empty());
    let ahead = format!("select id from event where at > to_timestamp({})", now.unix_timestamp() + 1);
    assert!(world.look(&ahead).await.is_empty(), "nothing has happened that is yet to come");
    let logged = "select concat_ws(' ', outcome, coalesce(code, address)) as row from sso_log order by at";
    let logged: Vec<_> = world.look(logged).await.into_iter().map(|row| row["row"].clone()).collect();
    let by_acmes_provider = ["in ben@acme.example", "refused S11", "in chiara@acme.example", "in ben@acme.example"];
    assert_eq!(logged, by_acmes_provider.map(|row| json!(row)));

    let visitor = testkit::stranger("a laptop");
    for login in LOGINS {
        portal::sign_in::begin(&world.portal, &visitor, login.address, contract::Locale::En, None).await.unwrap();
        let signed_in = portal::sign_in::by_password(&world.portal, &visitor, PASSWORD).await;
        assert!(signed_in.is_ok(), "{}: {signed_in:?}", login.address);
    }
}
