//! An invitation that can't be used is asked for anew; one that isn't needed any more ends.

use crate::{
    acceptance::{BO, accept, accept_new, invited, rule, secret, sees},
    invitations::{invite, inviter, only},
    world::Acme,
};
use contract::{EmailAddress, Role, Rule};
use portal::{
    Error,
    audit::Event,
    invitation::{self, State},
    member::{self, RoleChange},
};
use testkit::stranger;
use time::Duration;

#[tokio::test]
async fn who_comes_too_late_asks_for_a_new_one() {
    let (acme, secret) = invited(&["member"]).await;
    let browser = stranger("bo's phone");
    assert_eq!(rule(invitation::ask_for_new(&acme.world.portal, &browser, &secret).await), Rule::FlowOver, "it is still open");
    acme.world.pass(Duration::days(7));
    assert_eq!(sees(&acme, &browser, &secret).await, "Expired");
    assert_eq!(rule(accept_new(&acme, &browser, &secret).await), Rule::InvitationExpired);
    invitation::ask_for_new(&acme.world.portal, &browser, &secret).await.unwrap();
    assert!(matches!(invitation::ask_for_new(&acme.world.portal, &browser, &secret).await, Err(Error::Limited(_))), "once a day is enough");
    let mail = acme.world.mail("alice@acme.example").await;
    assert_eq!(mail.subject, "bo@x.example asks for a new invitation to Acme Logistics");
    let id = only(&acme).await.id;
    assert_eq!(mail.link(), format!("http://portico.test/o/acme/members/invitations/{id}"));
    assert_eq!(acme.record().await[1], Event::InvitationRenewalAsked { invitation: id, address: BO.into() });

    // Sent again, even the old link works.
    invitation::resend(&inviter(&acme).await, id).await.unwrap();
    assert_eq!(acme.world.mails(BO).await.len(), 2);
    assert_eq!(sees(&acme, &browser, &secret).await, "Newcomer");
}

#[tokio::test]
async fn when_the_inviter_is_gone_the_owners_hear_of_it() {
    let acme = Acme::new().await;
    let (petra, petra_id) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    invite(&acme.world.can(&petra, "acme").await, BO).await.unwrap();
    let secret = secret(&acme.world.mail(BO).await.link());
    member::remove(&acme.manages(&acme.alice).await, petra_id).await.unwrap();
    assert_eq!(sees(&acme, &stranger("x"), &secret).await, "InviterMayNot");
    acme.world.pass(Duration::days(8));
    invitation::ask_for_new(&acme.world.portal, &stranger("x"), &secret).await.unwrap();
    assert_eq!(acme.world.mails("alice@acme.example").await.len(), 1);
    assert_eq!(acme.world.mails("petra@acme.example").await.len(), 1, "that she was removed, and nothing of this");
    // Whoever sends it again asks from then on.
    invitation::resend(&inviter(&acme).await, only(&acme).await.id).await.unwrap();
    assert_eq!(acme.world.mail(BO).await.subject, "Alice Ng asks you to join Acme Logistics");
    assert_eq!(sees(&acme, &stranger("x"), &secret).await, "Newcomer");
    acme.world.drain().await;
}

#[tokio::test]
async fn whoever_may_invite_and_not_to_these_roles_is_not_the_one_to_ask() {
    let acme = Acme::new().await;
    let (ada, ada_id) = acme.somebody("Ada", &[Role::Administrator]).await;
    invitation::invite(&acme.world.can(&ada, "acme").await, BO, &["administrator".into()], "en", "", "7").await.unwrap();
    let secret = secret(&acme.world.mail(BO).await.link());
    member::change_roles(&acme.manages(&acme.alice).await, ada_id, &RoleChange::Set(vec![Role::PeopleAdministrator])).await.unwrap();
    acme.world.pass(Duration::days(8));
    invitation::ask_for_new(&acme.world.portal, &stranger("x"), &secret).await.unwrap();
    assert!(acme.world.mails("ada@acme.example").await.is_empty(), "her sending it again would be refused");
    assert_eq!(acme.world.mail("alice@acme.example").await.subject, "bo@x.example asks for a new invitation to Acme Logistics");
    invitation::resend(&inviter(&acme).await, only(&acme).await.id).await.unwrap();
    let resent = acme.record().await.pop().unwrap();
    let before_and_after = resent.changes().into_iter().map(|change| (change.what.key(), change.before, change.after)).collect::<Vec<_>>();
    let text = |name: &str| Some(portal::audit::Value::Text(name.into()));
    assert_eq!(before_and_after[1], ("invited_by", text("Ada"), text("Alice Ng")));
    assert_eq!(sees(&acme, &stranger("x"), &secret).await, "Newcomer");
    acme.world.drain().await;
}

#[tokio::test]
async fn an_open_invitation_whose_inviter_is_gone_is_sent_again_by_an_owner() {
    let acme = Acme::new().await;
    let (petra, petra_id) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    invite(&acme.world.can(&petra, "acme").await, BO).await.unwrap();
    let secret = secret(&acme.world.mail(BO).await.link());
    assert_eq!(rule(invitation::ask_for_new(&acme.world.portal, &stranger("x"), &secret).await), Rule::FlowOver, "it can be accepted");
    member::remove(&acme.manages(&acme.alice).await, petra_id).await.unwrap();
    invitation::ask_for_new(&acme.world.portal, &stranger("x"), &secret).await.unwrap();
    let mail = acme.world.mail("alice@acme.example").await;
    assert!(mail.text.contains("may no longer give its roles"), "{}", mail.text);

    // The same from one's own list, where there is no link.
    let bo = acme.world.person("Bo", BO).await;
    let mallory = acme.world.person("Mallory", "mallory@x.example").await;
    let id = only(&acme).await.id;
    assert!(matches!(invitation::ask_for_new_of_mine(&acme.world.portal, &mallory.visitor(), id).await, Err(Error::NotFound)));
    acme.world.pass(Duration::DAY);
    invitation::ask_for_new_of_mine(&acme.world.portal, &bo.visitor(), id).await.unwrap();
    assert_eq!(acme.world.mails("alice@acme.example").await.len(), 2);
    invitation::resend(&inviter(&acme).await, id).await.unwrap();
    accept(&acme, &bo.visitor(), &secret).await.unwrap();
    acme.world.drain().await;
}

/// Bo is a member, and an address that he takes later is invited.
async fn invited_twice() -> (Acme, testkit::Person, contract::MembershipId) {
    let acme = Acme::new().await;
    let (bo, id) = acme.somebody("Bo", &[Role::Member]).await;
    invitation::invite(&inviter(&acme).await, "bo@new.example", &["owner".into()], "en", "", "7").await.unwrap();
    sqlx::query("update person set address = 'bo@new.example' where id = $1").bind(bo.id.0).execute(&mut acme.world.superuser().await).await.unwrap();
    let bo = testkit::Person { address: EmailAddress::parse("bo@new.example").unwrap(), ..bo };
    (acme, bo, id)
}

#[tokio::test]
async fn an_invitation_to_an_address_that_a_member_takes_is_over() {
    let (acme, bo, id) = invited_twice().await;
    acme.world.enqueue(portal::jobs::Job::CarryPerson { person: bo.id }).await;
    assert!(acme.world.mails("bo@new.example").await.is_empty(), "he is in: nothing is to be accepted");
    let ended = only(&acme).await;
    assert_eq!((ended.state, ended.accepted_by), (State::Accepted, Some(id)));
    assert!(matches!(&acme.record().await[..], [_, Event::InvitationAccepted { member, .. }] if *member == id));
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Member], "what it offered is not what he has");
    assert_eq!(invitation::pending(&acme.world.portal, &bo.visitor()).await.unwrap(), []);
}

#[tokio::test]
async fn a_member_who_accepts_before_that_is_known_ends_it_and_is_what_they_were() {
    let (acme, bo, id) = invited_twice().await;
    let invitation = only(&acme).await.id;
    for _twice in 0..2 {
        let accepted = invitation::accept_pending(&acme.world.portal, &bo.visitor(), invitation).await;
        assert!(matches!(accepted, Ok(_) | Err(Error::NotFound)), "{accepted:?}");
    }
    assert_eq!((only(&acme).await.state, only(&acme).await.accepted_by), (State::Accepted, Some(id)));
    assert_eq!((acme.record().await.len(), acme.seats().await), (2, 2));
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Member]);
    acme.world.drain().await;
}

#[tokio::test]
async fn whoever_accepts_has_asked_for_nothing_more() {
    let (acme, _) = invited(&["member"]).await;
    let bo = acme.world.person("Bo", BO).await;
    sqlx::query(
        "insert into join_request (org_id, id, person_id, name, address, message, status, created_at) values ($1, gen_random_uuid(), $2, 'Bo', $3, '', 'pending', now())",
    )
    .bind(acme.org.0)
    .bind(bo.id.0)
    .bind(BO)
    .execute(&mut acme.world.superuser().await)
    .await
    .unwrap();
    invitation::accept_pending(&acme.world.portal, &bo.visitor(), only(&acme).await.id).await.unwrap();
    let kinds: Vec<_> = acme.record().await.iter().map(|event| event.kind().key()).collect();
    assert_eq!(kinds, ["invitation_sent", "invitation_accepted", "join_withdrawn", "member_joined"]);
}
