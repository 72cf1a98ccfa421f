//! Our own keys: the next one is published before it is used, and the last one after.

use crate::world::Acme;
use contract::{ConnectionId, Rule};
use portal::{
    Error,
    connection::{self, KeyState},
};

async fn states(acme: &Acme, id: ConnectionId) -> Vec<KeyState> {
    acme.find(id).await.keys.iter().map(|key| key.state).collect()
}

fn is_no(result: portal::Result<()>) -> bool {
    matches!(result, Err(Error::Conflict(Rule::NotInThatState)))
}

#[tokio::test]
async fn a_key_takes_over_without_a_gap() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let key = acme.find(id).await.key;
    assert!(is_no(connection::promote_key(&can, id).await), "none waits");
    let first = acme.find(id).await.keys[0].certificate.clone();
    connection::add_key(&can, id).await.unwrap();
    assert_eq!(states(&acme, id).await, [KeyState::Current, KeyState::Next]);
    assert!(is_no(connection::add_key(&can, id).await), "one waits already");
    let second = acme.find(id).await.keys[1].certificate.clone();
    let published = connection::metadata_xml(&acme.world.portal, &key).await.unwrap();
    let (at_first, at_second) = (published.find(&first.to_base64()), published.find(&second.to_base64()));
    assert!(at_first.is_some() && at_first < at_second, "both are in our metadata, the current one first");
    assert_eq!(connection::own_certificate(&acme.world.portal, &key, false).await.unwrap(), first);

    connection::promote_key(&can, id).await.unwrap();
    assert_eq!(states(&acme, id).await, [KeyState::Current, KeyState::Retired]);
    assert_eq!(connection::own_certificate(&acme.world.portal, &key, false).await.unwrap(), second);
    let published = connection::metadata_xml(&acme.world.portal, &key).await.unwrap();
    assert!(published.contains(&first.to_base64()), "a provider may still encrypt to it");

    let keys = acme.find(id).await.keys;
    assert!(is_no(connection::retire_key(&can, id, &keys[0].id.to_string()).await), "the current one stays");
    connection::retire_key(&can, id, &keys[1].id.to_string()).await.unwrap();
    assert!(matches!(connection::retire_key(&can, id, &keys[1].id.to_string()).await, Err(Error::NotFound)));
    assert!(matches!(connection::retire_key(&can, id, "no id").await, Err(Error::NotFound)));
    let published = connection::metadata_xml(&acme.world.portal, &key).await.unwrap();
    assert!(!published.contains(&first.to_base64()));
}
