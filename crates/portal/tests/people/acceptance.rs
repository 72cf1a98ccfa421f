use crate::{
    invitations::{all, invite, inviter, only},
    world::Acme,
};
use contract::{EmailAddress, Flaw, Locale, Role, Rule};
use portal::{
    Error,
    access::Visitor,
    audit::Event,
    flow::{self, Purpose},
    invitation::{self, Acceptance, State},
    member::{self, RoleChange},
    sign_up::Introduction,
};
use testkit::{PASSWORD, stranger};
use time::Duration;

pub(super) const BO: &str = "bo@x.example";

/// Acme, and the secret of the link that was mailed to Bo.
pub(super) async fn invited(roles: &[&str]) -> (Acme, String) {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
    invitation::invite(&can, "Bo Nakamura <bo@x.example>", &roles, "en", "See you soon!", "7").await.unwrap();
    let secret = secret(&acme.world.mail(BO).await.link());
    (acme, secret)
}

pub(super) fn secret(link: &str) -> String {
    link.rsplit_once("/i/").unwrap().1.to_owned()
}

/// The name of the state that somebody sees.
pub(super) async fn sees(acme: &Acme, visitor: &Visitor, secret: &str) -> String {
    let state = format!("{:?}", invitation::look(&acme.world.portal, visitor, secret).await.unwrap());
    state.split([' ', '(', '{']).next().unwrap().to_owned()
}

pub(super) fn introduction() -> Introduction<'static> {
    Introduction { name: "Bo Nakamura", password: PASSWORD, accepts_terms: true, terms_version: "2026-01", locale: Locale::De, zone: "Asia/Tokyo" }
}

pub(super) async fn accept_new(acme: &Acme, visitor: &Visitor, secret: &str) -> Result<(), Error> {
    let id = only(acme).await.id;
    invitation::accept_as_newcomer(&acme.world.portal, visitor, secret, id, introduction()).await.map(drop)
}

pub(super) async fn accept(acme: &Acme, visitor: &Visitor, secret: &str) -> Result<invitation::Accepted, Error> {
    let id = only(acme).await.id;
    invitation::accept(&acme.world.portal, visitor, secret, id).await
}

pub(super) fn rule<T: std::fmt::Debug>(result: Result<T, Error>) -> Rule {
    match result {
        Err(Error::Conflict(rule) | Error::Gone(rule)) => rule,
        other => panic!("not refused by a rule: {other:?}"),
    }
}

#[tokio::test]
async fn somebody_new_reads_who_asks_for_what_and_is_in() {
    let (acme, secret) = invited(&["auditor"]).await;
    let browser = stranger("bo's phone");
    let Acceptance::Newcomer { offer, .. } = invitation::look(&acme.world.portal, &browser, &secret).await.unwrap() else {
        panic!("nobody has this address")
    };
    assert_eq!(
        (offer.org_name.as_str(), offer.inviter.as_str(), offer.inviter_address.as_str()),
        ("Acme Logistics", "Alice Ng", "alice@acme.example")
    );
    assert_eq!((offer.name.as_str(), offer.message.as_str(), offer.roles.as_slice()), ("Bo Nakamura", "See you soon!", [Role::Auditor].as_slice()));

    let flawed = Introduction { name: "win at www.x.example", password: "password", accepts_terms: false, ..introduction() };
    let Err(Error::Invalid(fields)) = invitation::accept_as_newcomer(&acme.world.portal, &browser, &secret, offer.id, flawed).await else {
        panic!("all three are flawed")
    };
    assert_eq!(fields.iter().map(|field| field.field.as_ref()).collect::<Vec<_>>(), ["name", "password", "terms"]);
    assert_eq!(fields[2].flaw, Flaw::NotAccepted);

    let now = invitation::accept_as_newcomer(&acme.world.portal, &browser, &secret, offer.id, introduction()).await.unwrap();
    assert_eq!(now.next.unwrap().as_str(), "/o/acme");
    assert_eq!(acme.seats().await, 2);
    let (locale, zone, terms): (String, String, String) = sqlx::query_as("select locale, zone, terms_version from person where id = $1")
        .bind(now.person.0)
        .fetch_one(&mut acme.world.superuser().await)
        .await
        .unwrap();
    assert_eq!((locale.as_str(), zone.as_str(), terms.as_str()), ("de", "Asia/Tokyo", acme.world.portal.settings.terms_version.as_str()));
    let invitation = only(&acme).await;
    assert_eq!(invitation.state, State::Accepted);
    let member = invitation.accepted_by.unwrap();
    let joined =
        Event::MemberJoined { member, name: "Bo Nakamura".into(), address: BO.into(), roles: vec![Role::Auditor], source: "invitation".into() };
    assert_eq!(acme.record().await[1..], [Event::InvitationAccepted { invitation: invitation.id, address: BO.into(), member }, joined]);
    let found: i64 = sqlx::query_scalar("select count(*) from member_word where membership_id = $1 and word in ('nakamura', 'bo@x.example')")
        .bind(member.0)
        .fetch_one(&mut acme.world.superuser().await)
        .await
        .unwrap();
    assert_eq!(found, 2);
    let Acceptance::Accepted(_) = invitation::look(&acme.world.portal, &browser, &secret).await.unwrap() else { panic!("it was accepted") };
    assert_eq!(rule(invitation::accept_as_newcomer(&acme.world.portal, &browser, &secret, offer.id, introduction()).await), Rule::AddressTaken);
}

#[tokio::test]
async fn opening_a_link_spends_nothing_however_often() {
    let (acme, secret) = invited(&["member"]).await;
    let prefetch = Visitor { prefetch: true, ..stranger("a browser that guesses") };
    assert_eq!(sees(&acme, &prefetch, &secret).await, "Newcomer");
    assert_eq!(only(&acme).await.opened_at, None, "a prefetch leaves no trace");
    let opened = acme.world.portal.clock.now();
    for scanner in 0..5 {
        assert_eq!(sees(&acme, &stranger(&format!("scanner {scanner}")), &secret).await, "Newcomer");
        acme.world.pass(Duration::MINUTE);
    }
    let invitation = only(&acme).await;
    assert_eq!((invitation.opened_at, invitation.state), (Some(opened), State::Pending));
    assert_eq!(acme.record().await.len(), 1, "nobody did anything");
}

#[tokio::test]
async fn a_person_with_an_account_signs_in_and_presses_a_button() {
    let (acme, secret) = invited(&["member"]).await;
    let bo = acme.world.person("Bo Nakamura", BO).await;
    assert_eq!(sees(&acme, &stranger("bo's laptop"), &secret).await, "SignIn");
    // The link alone is no account: choosing a password at it takes over nobody.
    assert_eq!(rule(accept_new(&acme, &stranger("bo's laptop"), &secret).await), Rule::AddressTaken);
    assert!(matches!(accept(&acme, &stranger("bo's laptop"), &secret).await, Err(Error::Unauthenticated)));

    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "Accept");
    let accepted = accept(&acme, &bo.visitor(), &secret).await.unwrap();
    assert_eq!((accepted.org.as_str(), accepted.org_name.as_str()), ("acme", "Acme Logistics"));
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Member]);
    // Twice is once.
    assert_eq!(accept(&acme, &bo.visitor(), &secret).await.unwrap(), accepted);
    assert_eq!((acme.seats().await, acme.record().await.len()), (2, 3));
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "AlreadyMember");
    assert_eq!(sees(&acme, &stranger("bo's laptop"), &secret).await, "Accepted");
}

#[tokio::test]
async fn somebody_else_who_is_signed_in_spends_nothing() {
    let (acme, secret) = invited(&["owner"]).await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    let Acceptance::SomebodyElse { offer, signed_in_as } = invitation::look(&acme.world.portal, &mallory.visitor(), &secret).await.unwrap() else {
        panic!("it isn't hers")
    };
    assert_eq!((offer.address.as_str(), signed_in_as.as_str()), (BO, "mallory@globex.example"));
    assert_eq!(rule(accept(&acme, &mallory.visitor(), &secret).await), Rule::InvitationForSomeoneElse);
    assert_eq!(only(&acme).await.state, State::Pending);
    assert_eq!(acme.seats().await, 1);
}

#[tokio::test]
async fn a_link_is_for_the_invitation_that_the_page_showed() {
    let (acme, secret) = invited(&["member"]).await;
    let bo = acme.world.person("Bo Nakamura", BO).await;
    let other = contract::InvitationId(uuid::Uuid::from_u128(7));
    assert!(matches!(invitation::accept(&acme.world.portal, &bo.visitor(), &secret, other).await, Err(Error::NotFound)));
    let new = invitation::accept_as_newcomer(&acme.world.portal, &stranger("x"), &secret, other, introduction()).await;
    assert!(matches!(new, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_copied_link_proves_nothing_until_a_code_does() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, BO).await.unwrap();
    acme.world.drain().await;
    let secret = secret(&invitation::copy_link(&can, only(&acme).await.id).await.unwrap());
    let browser = stranger("whoever was given the link");
    assert_eq!(sees(&acme, &browser, &secret).await, "NeedsVerification");
    assert_eq!(rule(accept_new(&acme, &browser, &secret).await), Rule::FlowOver);
    assert_eq!(acme.seats().await, 1);

    let portal = &acme.world.portal;
    invitation::ask_for_code(portal, &browser, &secret, Locale::En).await.unwrap();
    let code = acme.world.mail(BO).await.code();
    assert!(invitation::prove(portal, &browser, "000000").await.is_err());
    invitation::prove(portal, &browser, &code).await.unwrap();
    assert_eq!(sees(&acme, &browser, &secret).await, "Newcomer");
    assert_eq!(sees(&acme, &stranger("another browser"), &secret).await, "NeedsVerification", "the proof is this browser's");
    accept_new(&acme, &browser, &secret).await.unwrap();
    assert_eq!(acme.seats().await, 2);
}

#[tokio::test]
async fn a_copied_link_does_not_tell_whether_an_address_has_an_account() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, BO).await.unwrap();
    acme.world.drain().await;
    let secret = secret(&invitation::copy_link(&can, only(&acme).await.id).await.unwrap());
    assert_eq!(sees(&acme, &stranger("x"), &secret).await, "NeedsVerification");
    let bo = acme.world.person("Bo", BO).await;
    acme.world.member(acme.org, &bo, &[Role::Member]).await;
    assert_eq!(sees(&acme, &stranger("x"), &secret).await, "NeedsVerification");
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "AlreadyMember");
}

#[tokio::test]
async fn what_is_no_secret_is_like_what_never_was() {
    let (acme, secret) = invited(&["member"]).await;
    let mistyped = secret.chars().rev().collect::<String>();
    for nothing in ["", "x", "../..", &mistyped, &"A".repeat(22), &"A".repeat(5_000), "a\0b"] {
        assert_eq!(sees(&acme, &stranger("x"), nothing).await, "Unknown", "{nothing:?}");
        assert!(matches!(accept_new(&acme, &stranger("x"), nothing).await, Err(Error::NotFound)));
        assert!(matches!(invitation::ask_for_new(&acme.world.portal, &stranger("x"), nothing).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn the_inviters_rights_are_those_of_the_day_of_acceptance() {
    let acme = Acme::new().await;
    let (ada, ada_id) = acme.somebody("Ada", &[Role::Administrator]).await;
    invitation::invite(&acme.world.can(&ada, "acme").await, BO, &["administrator".into()], "en", "", "7").await.unwrap();
    let secret = secret(&acme.world.mail(BO).await.link());
    let alice = acme.manages(&acme.alice).await;
    let bo = acme.world.person("Bo", BO).await;
    member::change_roles(&alice, ada_id, &RoleChange::Set(vec![Role::PeopleAdministrator])).await.unwrap();
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "InviterMayNot");
    assert_eq!(rule(accept(&acme, &bo.visitor(), &secret).await), Rule::InviterMayNot);
    member::change_roles(&alice, ada_id, &RoleChange::Set(vec![Role::Administrator])).await.unwrap();
    accept(&acme, &bo.visitor(), &secret).await.unwrap();
}

#[tokio::test]
async fn revoked_full_suspended_and_leaving_are_each_said() {
    let (acme, secret) = invited(&["member"]).await;
    let bo = acme.world.person("Bo", BO).await;
    let (id, can) = (only(&acme).await.id, inviter(&acme).await);
    let accept = || async { rule(invitation::accept(&acme.world.portal, &bo.visitor(), &secret, id).await) };
    let mut db = acme.world.superuser().await;
    acme.limit_seats(1).await;
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "NoSeat");
    assert_eq!(accept().await, Rule::NoSeat);
    acme.limit_seats(2).await;
    for (change, state, refusal) in [
        ("status = 'suspended'", "OrgSuspended", Rule::OrgSuspended),
        ("status = 'active', delete_after = now() + interval '14 days'", "OrgLeaving", Rule::OrgLeaving),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(format!("update organization set {change}"))).execute(&mut db).await.unwrap();
        assert_eq!(sees(&acme, &bo.visitor(), &secret).await, state);
        assert_eq!(accept().await, refusal);
        assert_eq!(invitation::pending(&acme.world.portal, &bo.visitor()).await.unwrap(), []);
    }
    sqlx::query("update organization set delete_after = null").execute(&mut db).await.unwrap();
    invitation::revoke(&can, id).await.unwrap();
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "Revoked");
    assert_eq!(accept().await, Rule::InvitationRevoked);
}

#[tokio::test]
async fn the_removed_come_back_by_an_explicit_invitation_and_the_suspended_do_not() {
    let acme = Acme::new().await;
    let (gone, gone_id) = acme.somebody("Gone", &[Role::Administrator]).await;
    let alice = acme.manages(&acme.alice).await;
    member::remove(&alice, gone_id).await.unwrap();
    let invitation::Invited::Review(draft) = invite(&inviter(&acme).await, "gone@acme.example").await.unwrap() else { panic!("it is said openly") };
    invitation::send(&inviter(&acme).await, draft).await.unwrap();
    let secret = secret(&acme.world.mail("gone@acme.example").await.link());
    accept(&acme, &gone.visitor(), &secret).await.unwrap();
    let back = acme.world.inside(&gone, "acme").await;
    assert_eq!((back.membership(), back.roles()), (gone_id, [Role::Member].as_slice()));
    assert_eq!(acme.seats().await, 2);

    // Suspended meanwhile, an invitation that was open changes nothing.
    let (_, asleep_id) = acme.somebody("Asleep", &[Role::Member]).await;
    member::suspend(&alice, asleep_id).await.unwrap();
    let asleep = EmailAddress::parse("asleep@acme.example").unwrap();
    let invitation::Invited::Review(draft) = invite(&inviter(&acme).await, asleep.as_str()).await.unwrap() else { panic!("they are a member") };
    assert!(invitation::send(&inviter(&acme).await, draft).await.is_err());
    acme.world.drain().await;
}

#[tokio::test]
async fn somebody_suspended_after_they_were_invited_is_told_so() {
    let (acme, secret) = invited(&["member"]).await;
    let bo = acme.world.person("Bo", BO).await;
    let id = acme.world.member(acme.org, &bo, &[Role::Member]).await;
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "AlreadyMember");
    member::suspend(&acme.manages(&acme.alice).await, id).await.unwrap();
    assert_eq!(sees(&acme, &bo.visitor(), &secret).await, "Suspended");
    assert_eq!(rule(accept(&acme, &bo.visitor(), &secret).await), Rule::MembershipSuspended);
    acme.world.drain().await;
}

#[tokio::test]
async fn ones_own_open_invitations_need_no_link() {
    let (acme, _) = invited(&["member"]).await;
    let bo = acme.world.person("Bo", BO).await;
    let mallory = acme.world.person("Mallory", "mallory@x.example").await;
    let portal = &acme.world.portal;
    let mine = invitation::pending(portal, &bo.visitor()).await.unwrap();
    assert_eq!((mine.len(), mine[0].org_name.as_str()), (1, "Acme Logistics"));
    assert!(matches!(invitation::accept_pending(portal, &mallory.visitor(), mine[0].id).await, Err(Error::NotFound)));
    assert_eq!(invitation::accept_pending(portal, &bo.visitor(), mine[0].id).await.unwrap().org.as_str(), "acme");
    assert_eq!(invitation::pending(portal, &bo.visitor()).await.unwrap(), []);
    assert_eq!(all(&acme, "state=accepted").await.len(), 1);
}

#[tokio::test]
async fn a_code_for_another_address_does_not_open_this_invitation() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, BO).await.unwrap();
    acme.world.drain().await;
    let secret = secret(&invitation::copy_link(&can, only(&acme).await.id).await.unwrap());
    let browser = stranger("mallory's");
    let asked = flow::Asked { address: EmailAddress::parse("mallory@x.example").unwrap(), person: None, locale: Locale::En, next: None };
    flow::ask(&acme.world.portal, &browser, Purpose::Invitation, &asked).await.unwrap();
    let code = acme.world.mail("mallory@x.example").await.code();
    invitation::prove(&acme.world.portal, &browser, &code).await.unwrap();
    assert_eq!(sees(&acme, &browser, &secret).await, "NeedsVerification");
    assert_eq!(rule(accept_new(&acme, &browser, &secret).await), Rule::FlowOver);
}
