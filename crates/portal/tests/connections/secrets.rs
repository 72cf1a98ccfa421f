//! What is secret is nowhere to be read again, and opens under another key of the server's only by its owner's leave.

use crate::{provider::Site, world::Acme};
use portal::{
    Portal,
    connection::{self, OidcInput},
    secret::ServerKey,
};

const CANARY: &str = "canary-JX7rQ2mZtV0sPdKw-canary";

/// A connection with a client secret.
async fn with_secret(acme: &Acme) -> contract::ConnectionId {
    let (can, site) = (acme.can().await, Site::open().await);
    let id = connection::create(&can, "Keycloak", "keycloak", "oidc").await.unwrap();
    let issuer = site.speak_oidc("k1");
    let typed = OidcInput {
        issuer_or_tenant: &issuer,
        client_id: "portico",
        secret: Some(CANARY),
        use_key: false,
        expires: "",
        scopes: "",
        ask_user_info: true,
        secret_again: false,
    };
    assert_eq!(connection::set_oidc(&can, id, typed).await.unwrap(), connection::Discovered::Yes);
    id
}

#[tokio::test]
async fn a_secret_is_never_readable_again() {
    let acme = Acme::new().await;
    let id = with_secret(&acme).await;
    let mut db = acme.world.superuser().await;
    let tables: Vec<String> = sqlx::query_scalar("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
        .fetch_all(&mut db)
        .await
        .unwrap();
    let mut looked = 0;
    for table in tables {
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select t::text from {table} t"))).fetch_all(&mut db).await.unwrap();
        looked += rows.len();
        for row in rows {
            assert!(!row.contains("JX7rQ2mZtV0sPdKw") && !row.contains("PRIVATE KEY"), "{table} has a secret: {row}");
        }
    }
    assert!(looked > 10);
    let shown = format!("{:?} {:?}", acme.find(id).await, acme.record().await);
    assert!(!shown.contains("JX7rQ2mZtV0sPdKw") && !shown.contains("PRIVATE"), "{shown}");
}

async fn under(acme: &Acme) -> Vec<String> {
    sqlx::query_scalar("select sealed_under from connection_key union all select sealed_under from connection_secret")
        .fetch_all(&mut acme.world.superuser().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn secrets_move_to_a_new_key_while_the_portal_serves() {
    let acme = Acme::new().await;
    with_secret(&acme).await;
    with_secret(&acme).await;
    let before = under(&acme).await;
    assert_eq!(before.len(), 4);
    assert_eq!(connection::reseal(&acme.world.portal).await.unwrap(), 0, "everything is under the present key");

    let (old, new) = (acme.world.portal.key.clone(), ServerKey::new([9; 32]));
    let lost = Portal { key: new.clone(), ..acme.world.portal.clone() };
    assert!(connection::reseal(&lost).await.is_err(), "without the key before, nothing opens");
    assert_eq!(under(&acme).await, before);

    let changed = Portal { key: new.clone(), key_before: Some(old), ..acme.world.portal.clone() };
    assert_eq!(connection::reseal(&changed).await.unwrap(), 4);
    let after = under(&acme).await;
    assert!(after.iter().all(|name| *name == after[0] && *name != before[0]), "{after:?}");
    assert_eq!(connection::reseal(&changed).await.unwrap(), 0);

    let again = Portal { key: ServerKey::new([11; 32]), key_before: Some(new), ..acme.world.portal.clone() };
    assert_eq!(connection::reseal(&again).await.unwrap(), 4, "and they open under it, each in its own place");
}

#[tokio::test]
async fn a_sealed_secret_does_not_open_in_another_place() {
    let acme = Acme::new().await;
    with_secret(&acme).await;
    with_secret(&acme).await;
    acme.world.arrange("update connection_secret s set secret = o.secret from connection_secret o where o.id <> s.id").await;
    let changed = Portal { key: ServerKey::new([9; 32]), key_before: Some(acme.world.portal.key.clone()), ..acme.world.portal.clone() };
    assert!(connection::reseal(&changed).await.is_err());
}
