//! A provider changes its key.

use crate::world::*;
use practice_idp::Fault;
use sso::saml::MustSign;
use sso::{oidc, saml};

async fn turn(world: &World, turn: &str) {
    world.post("/okta/acme/key", &[("turn", turn)]).await;
}

async fn signs_in(world: &World, certificates: &[saml::Certificate]) -> bool {
    let mut back = world.saml("/okta/acme", "Ana", Fault::None).await;
    back.metadata.certificates = certificates.to_vec();
    back.received(MustSign::Both).is_ok()
}

#[tokio::test]
async fn a_key_is_announced_then_used_then_alone() {
    let world = World::new();
    let first = world.metadata("/okta/acme").await.certificates;
    assert_eq!(first.len(), 1);
    turn(&world, "announce").await;
    let both = world.metadata("/okta/acme").await.certificates;
    assert_eq!(both.len(), 2);
    assert!(signs_in(&world, &first).await, "the old one still signs");
    turn(&world, "switch").await;
    assert!(!signs_in(&world, &first).await && signs_in(&world, &both).await, "who read the metadata meanwhile notices nothing");
    turn(&world, "retire").await;
    let second = world.metadata("/okta/acme").await.certificates;
    assert!(second.len() == 1 && second != first && signs_in(&world, &second).await);
}

#[tokio::test]
async fn a_key_changes_without_notice() {
    let world = World::new();
    let (issuer, _) = world.client("/okta/acme").await;
    let before = world.discovered(&issuer).await.unwrap();
    turn(&world, "switch").await;
    let mut back = world.oidc("/okta/acme", "Ana", Fault::None).await;
    back.provider = before;
    let report = world.received(&back).await.unwrap_err();
    assert_eq!(report.code(), Some(oidc::Code::O08), "until the portal asks for the keys once more: {report:#?}");
    let fresh = world.oidc("/okta/acme", "Ana", Fault::None).await;
    world.received(&fresh).await.unwrap();
}

#[tokio::test]
async fn keys_outlive_the_process_where_they_are_kept() {
    let folder = std::env::temp_dir().join(format!("practice-keys-{}", std::process::id()));
    let mut seen = Vec::new();
    for _ in 0..2 {
        let router = practice_idp::router(practice().keeping_keys_in(folder.clone())).unwrap();
        seen.push(World::of(router).metadata("/okta/acme").await.certificates);
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(seen[0], seen[1]);
}
