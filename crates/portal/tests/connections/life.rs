//! Nothing serves without a test; an edit leaves what serves serving; every change of what serves is one act that can be taken back.

use crate::{
    provider::{IDP, certificate, metadata},
    world::{Acme, domain, saml},
};
use contract::{ConnectionId, Rule};
use portal::{
    Error, Result,
    audit::Event,
    connection::{self, State},
};
use time::Duration;

fn refused(result: Result<()>) -> Rule {
    match result {
        Err(Error::Conflict(rule)) => rule,
        other => panic!("a rule says no: {other:?}"),
    }
}

/// The mapping of what serves, by which versions are told apart here.
async fn serving(acme: &Acme, id: ConnectionId) -> Option<String> {
    acme.find(id).await.live.unwrap().settings.mapping.email
}

#[tokio::test]
async fn nothing_goes_live_without_a_test() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    assert_eq!(refused(connection::activate(&can, id).await), Rule::ConnectionIncomplete);
    let id = acme.ready().await;
    assert_eq!(refused(connection::activate(&can, id).await), Rule::ConnectionNotTested);
    acme.passes_a_test(id).await;
    acme.live(1).await;
    assert_eq!(refused(connection::activate(&can, id).await), Rule::ConnectionNotTested, "it was too long ago");
    acme.passes_a_test(id).await;
    acme.edit(id, "mail").await;
    assert_eq!(refused(connection::activate(&can, id).await), Rule::ConnectionNotTested, "it was of something else");
    assert_eq!(acme.find(id).await.state, State::Draft);
    acme.passes_a_test(id).await;
    connection::activate(&can, id).await.unwrap();
    let found = acme.find(id).await;
    assert_eq!((found.state, found.candidate.is_none()), (State::Active, true));
    assert_eq!(found.live.unwrap().activated_at, Some(acme.now()));
    assert_eq!(refused(connection::activate(&can, id).await), Rule::NotInThatState, "there is nothing to activate any more");
}

#[tokio::test]
async fn a_domain_must_be_proven_before_anybody_comes() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.ready().await);
    let pending = domain(&acme.world, acme.org, "acme.test", "pending").await;
    for none in [vec![], vec![pending]] {
        connection::set_domains(&can, id, &none).await.unwrap();
        acme.passes_a_test(id).await;
        assert_eq!(refused(connection::activate(&can, id).await), Rule::ConnectionWithoutDomain);
    }
}

#[tokio::test]
async fn an_edit_leaves_what_serves_serving() {
    let acme = Acme::new().await;
    let id = acme.active().await;
    let before = acme.find(id).await.live.unwrap();
    let other = certificate("Entra", acme.now() + Duration::days(300));
    connection::read_metadata(&acme.can().await, id, metadata("https://other.example/idp", &[&other]).as_bytes(), None).await.unwrap();
    acme.edit(id, "mail").await;
    let found = acme.find(id).await;
    assert_eq!(found.live.as_ref(), Some(&before));
    let candidate = found.candidate.clone().unwrap();
    assert_eq!((candidate.number, saml(&found).entity_id.as_str()), (2, "https://other.example/idp"));
    assert_eq!(candidate.settings.arrival, before.settings.arrival, "what wasn't edited is as it was");
    connection::discard(&acme.can().await, id).await.unwrap();
    let found = acme.find(id).await;
    assert_eq!((found.candidate, found.live.as_ref()), (None, Some(&before)));
    assert_eq!(refused(connection::discard(&acme.can().await, id).await), Rule::NotInThatState);
    acme.edit(id, "upn").await;
    assert_eq!(acme.find(id).await.candidate.unwrap().number, 2, "a number that nobody ever met may be had again");
}

#[tokio::test]
async fn what_served_before_comes_back_in_one_act() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.active().await);
    assert_eq!(refused(connection::roll_back(&can, id).await), Rule::NotInThatState, "nothing served before");
    for email in ["mail", "upn"] {
        acme.world.pass(Duration::HOUR);
        acme.edit(id, email).await;
        acme.passes_a_test(id).await;
        connection::activate(&can, id).await.unwrap();
    }
    assert_eq!(serving(&acme, id).await.as_deref(), Some("upn"));
    acme.world.pass(Duration::HOUR);
    connection::roll_back(&can, id).await.unwrap();
    let found = acme.find(id).await;
    assert_eq!((found.live.unwrap().number, found.former.unwrap().number), (2, 3));
    acme.world.pass(Duration::HOUR);
    connection::roll_back(&can, id).await.unwrap();
    assert_eq!(serving(&acme, id).await.as_deref(), Some("upn"), "and forth again");
    let told = acme.record().await.into_iter().filter_map(|event| match event {
        Event::ConnectionActivated { number, before, .. } => Some((before, number)),
        Event::ConnectionRolledBack { from, to, .. } => Some((Some(from), to)),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [(None, 1), (Some(1), 2), (Some(2), 3), (Some(3), 2), (Some(2), 3)]);
}

#[tokio::test]
async fn it_is_switched_off_and_on_as_it_was() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.active().await);
    assert_eq!(refused(connection::remove(&can, id).await), Rule::NotInThatState);
    assert_eq!(refused(connection::switch_on(&can, id).await), Rule::NotInThatState);
    connection::switch_off(&can, id).await.unwrap();
    assert_eq!(acme.find(id).await.state, State::Off);
    assert_eq!(refused(connection::switch_off(&can, id).await), Rule::NotInThatState);
    assert_eq!(refused(connection::roll_back(&can, id).await), Rule::NotInThatState);
    connection::switch_on(&can, id).await.unwrap();
    let found = acme.find(id).await;
    assert_eq!((found.state, saml(&found).entity_id.as_str()), (State::Active, IDP));
    connection::switch_off(&can, id).await.unwrap();
    connection::remove(&can, id).await.unwrap();
    assert!(connection::list(&acme.world.can(&acme.alice, "acme").await).await.unwrap().is_empty());
    assert!(matches!(&acme.record().await.last(), Some(Event::ConnectionRemoved { name, .. }) if name == "Okta"));
}

#[tokio::test]
async fn nobody_who_must_use_it_is_left_without() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.active().await);
    acme.world.arrange("update domain set policy = 'require_sso'").await;
    acme.world.arrange("insert into sign_in_policy (org_id, required_from) select org_id, now() from organization").await;
    acme.world.arrange("insert into break_glass select org_id, id, id, now(), now() from membership").await;
    assert_eq!(refused(connection::switch_off(&can, id).await), Rule::WouldStrand);
    assert_eq!(refused(connection::set_domains(&can, id, &[]).await), Rule::WouldStrand);
    assert_eq!(acme.find(id).await.state, State::Active);
    acme.edit(id, "mail").await;
    connection::discard(&can, id).await.unwrap();
}

#[tokio::test]
async fn the_list_says_what_needs_a_look() {
    let acme = Acme::new().await;
    let (draft, active) = (acme.draft().await, acme.active().await);
    connection::rename(&acme.can().await, draft, "Zebra").await.unwrap();
    acme.edit(active, "mail").await;
    let list = connection::list(&acme.world.can(&acme.alice, "acme").await).await.unwrap();
    let [okta, zebra] = &list[..] else { panic!("two") };
    assert_eq!((okta.id, okta.state, okta.changes_wait, okta.domains.as_slice()), (active, State::Active, true, &["acme.example".to_owned()][..]));
    assert_eq!(okta.expires_at, Some(acme.now() + Duration::days(300)));
    assert_eq!((zebra.id, zebra.state, zebra.changes_wait, zebra.expires_at), (draft, State::Draft, false, None));
}
