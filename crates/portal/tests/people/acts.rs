use crate::world::Acme;
use contract::{EmailAddress, MembershipId, OrgSlug, Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{InvitePeople, ManageMembers},
    },
    audit::Event,
    invitation,
    member::{self, RoleChange},
};
use uuid::Uuid;

fn rule<T>(result: Result<T, Error>) -> Option<Rule> {
    match result {
        Err(Error::Conflict(rule)) => Some(rule),
        _ => None,
    }
}

async fn set(can: &Can<ManageMembers>, id: MembershipId, roles: &[Role]) -> Result<(), Error> {
    member::change_roles(can, id, &RoleChange::Set(roles.to_vec())).await
}

#[tokio::test]
async fn the_suspended_stay_out_until_reactivated_and_hold_no_seat_meanwhile() {
    let acme = Acme::new().await;
    let (bo, id) = acme.somebody("Bo Nakamura", &[Role::Auditor]).await;
    let alice = acme.manages(&acme.alice).await;
    let slug = OrgSlug::parse("acme").unwrap();

    member::suspend(&alice, id).await.unwrap();
    assert!(matches!(acme.world.portal.enter(&bo.visitor(), &slug).await, Err(Error::Suspended)));
    assert_eq!(acme.seats().await, 1);
    assert_eq!(rule(member::suspend(&alice, id).await), Some(Rule::NotInThatState));

    acme.limit_seats(1).await;
    assert_eq!(rule(member::reactivate(&alice, id).await), Some(Rule::NoSeat));
    acme.limit_seats(2).await;
    member::reactivate(&alice, id).await.unwrap();
    assert_eq!(acme.world.inside(&bo, "acme").await.roles(), [Role::Auditor]);
    assert_eq!(acme.seats().await, 2);
    let name = "Bo Nakamura".to_owned();
    assert_eq!(acme.record().await, [Event::MemberSuspended { member: id, name: name.clone() }, Event::MemberReactivated { member: id, name }]);
    acme.world.drain().await;
}

#[tokio::test]
async fn the_removed_are_strangers() {
    let acme = Acme::new().await;
    let (bo, id) = acme.somebody("Bo Nakamura", &[Role::Auditor, Role::Member]).await;
    let alice = acme.manages(&acme.alice).await;
    member::remove(&alice, id).await.unwrap();
    assert!(matches!(acme.world.portal.enter(&bo.visitor(), &OrgSlug::parse("acme").unwrap()).await, Err(Error::NotFound)));
    assert_eq!(acme.seats().await, 1);
    for again in [
        member::remove(&alice, id).await,
        member::suspend(&alice, id).await,
        member::reactivate(&alice, id).await,
        set(&alice, id, &[Role::Member]).await,
    ] {
        assert_eq!(rule(again), Some(Rule::NotInThatState));
    }
    assert_eq!(acme.record().await, [Event::MemberRemoved { member: id, name: bo.name, roles: vec![Role::Auditor, Role::Member] }]);
    acme.world.drain().await;
}

#[tokio::test]
async fn people_hear_by_mail_what_was_done_to_them() {
    let acme = Acme::new().await;
    let (bo, id) = acme.somebody("Bo Nakamura", &[Role::Member]).await;
    let alice = acme.manages(&acme.alice).await;
    member::suspend(&alice, id).await.unwrap();
    acme.world.drain().await;
    member::reactivate(&alice, id).await.unwrap();
    acme.world.drain().await;
    set(&alice, id, &[Role::Owner, Role::Member]).await.unwrap();
    acme.world.drain().await;
    // Roles beside that one, and laying it down again, are no news.
    set(&alice, id, &[Role::Owner, Role::Auditor]).await.unwrap();
    set(&acme.manages(&bo).await, id, &[Role::Auditor]).await.unwrap();
    member::remove(&alice, id).await.unwrap();
    let subjects: Vec<_> = acme.world.mails("bo.nakamura@acme.example").await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(
        subjects,
        [
            "You are suspended at Acme Logistics",
            "You can enter Acme Logistics again",
            "You are an owner of Acme Logistics now",
            "You are no longer a member of Acme Logistics"
        ]
    );
    assert!(acme.world.mails("alice@acme.example").await.is_empty());
}

#[tokio::test]
async fn what_is_undone_before_the_mail_leaves_is_no_news() {
    let acme = Acme::new().await;
    let (_, id) = acme.somebody("Bo Nakamura", &[Role::Member]).await;
    let alice = acme.manages(&acme.alice).await;
    member::suspend(&alice, id).await.unwrap();
    member::reactivate(&alice, id).await.unwrap();
    member::remove(&alice, id).await.unwrap();
    let mails = acme.world.mails("bo.nakamura@acme.example").await;
    assert_eq!(mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["You are no longer a member of Acme Logistics"]);
}

#[tokio::test]
async fn an_invitation_to_an_address_taken_since_ends_with_the_membership() {
    let acme = Acme::new().await;
    let inviter: Can<InvitePeople> = acme.world.can(&acme.alice, "acme").await;
    invitation::invite(&inviter, "bo@new.example", &["owner".into()], "en", "", "7").await.unwrap();
    acme.world.drain().await;
    let (_, id) = acme.somebody("Bo", &[Role::Member]).await;
    let moved = "update membership set address = 'bo@new.example' where id = $1";
    sqlx::query(moved).bind(id.0).execute(&mut acme.world.superuser().await).await.unwrap();
    member::remove(&acme.manages(&acme.alice).await, id).await.unwrap();
    let record = acme.record().await;
    assert!(
        matches!(&record[1..], [Event::MemberRemoved { .. }, Event::InvitationRevoked { address, .. }] if address == "bo@new.example"),
        "{record:?}"
    );
    acme.world.drain().await;
}

#[tokio::test]
async fn nobody_acts_on_somebody_who_holds_more_or_grants_what_they_lack() {
    let acme = Acme::new().await;
    let (petra, _) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    let (_, admin) = acme.somebody("Ada", &[Role::Administrator]).await;
    let (_, member) = acme.somebody("Mo", &[Role::Member]).await;
    let (_, owner) = acme.somebody("Olga", &[Role::Owner]).await;
    let petra = acme.manages(&petra).await;
    for above in [admin, owner] {
        assert_eq!(rule(member::suspend(&petra, above).await), Some(Rule::BeyondYourRights));
        assert_eq!(rule(member::remove(&petra, above).await), Some(Rule::BeyondYourRights));
        assert_eq!(rule(set(&petra, above, &[Role::Member]).await), Some(Rule::BeyondYourRights));
    }
    for more in [Role::Owner, Role::Administrator, Role::SignInAdministrator, Role::Auditor] {
        assert_eq!(rule(set(&petra, member, &[more, Role::Member]).await), Some(Rule::BeyondYourRights), "{more:?}");
    }
    set(&petra, member, &[Role::PeopleAdministrator]).await.unwrap();
    // An administrator holds every permission but one, and still isn't an owner.
    let ada = acme.somebody("Ada Two", &[Role::Administrator]).await.0;
    let ada = acme.manages(&ada).await;
    assert_eq!(rule(member::remove(&ada, owner).await), Some(Rule::BeyondYourRights));
    assert_eq!(rule(set(&ada, member, &[Role::Owner]).await), Some(Rule::BeyondYourRights));
    member::suspend(&ada, admin).await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn an_organisation_always_keeps_an_owner() {
    let acme = Acme::new().await;
    let alice = acme.manages(&acme.alice).await;
    let me = alice.membership();
    assert_eq!(rule(set(&alice, me, &[Role::Administrator]).await), Some(Rule::LastOwner));
    for away in [member::suspend(&alice, me).await, member::remove(&alice, me).await] {
        assert_eq!(rule(away), Some(Rule::Yourself));
    }
    // A suspended owner is none who could enter.
    let (_, olga) = acme.somebody("Olga", &[Role::Owner]).await;
    member::suspend(&alice, olga).await.unwrap();
    assert_eq!(rule(set(&alice, me, &[Role::Administrator]).await), Some(Rule::LastOwner));
    member::reactivate(&alice, olga).await.unwrap();
    set(&alice, me, &[Role::Member]).await.unwrap();
    assert_eq!(acme.owners().await, 1);
    // What the page still believes, the transaction doesn't: Alice has no more rights to act with.
    assert!(matches!(member::suspend(&alice, olga).await, Err(Error::Forbidden)));
    acme.world.drain().await;
}

#[tokio::test]
async fn somebody_always_has_a_role_and_no_change_is_no_event() {
    let acme = Acme::new().await;
    let (_, id) = acme.somebody("Bo", &[Role::Member]).await;
    let alice = acme.manages(&acme.alice).await;
    assert!(matches!(set(&alice, id, &[]).await, Err(Error::Invalid(_))));
    assert!(matches!(member::change_roles(&alice, id, &RoleChange::Take(vec![Role::Member])).await, Err(Error::Invalid(_))));
    set(&alice, id, &[Role::Member]).await.unwrap();
    assert_eq!(acme.record().await, []);
    member::change_roles(&alice, id, &RoleChange::Add(vec![Role::Auditor])).await.unwrap();
    assert_eq!(
        acme.record().await,
        [Event::RolesChanged { member: id, name: "Bo".into(), before: vec![Role::Member], after: vec![Role::Auditor, Role::Member] }]
    );
}

#[tokio::test]
async fn another_organisations_members_are_not_there() {
    let acme = Acme::new().await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    acme.world.org("Globex", "globex", &mallory).await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let mallory: Can<ManageMembers> = acme.world.can(&mallory, "globex").await;
    for id in [bo, MembershipId(Uuid::nil())] {
        for tried in [
            member::suspend(&mallory, id).await,
            member::reactivate(&mallory, id).await,
            member::remove(&mallory, id).await,
            set(&mallory, id, &[Role::Member]).await,
        ] {
            assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
        }
    }
}

#[tokio::test]
async fn a_new_name_and_address_reach_every_organisation_and_nobody_else() {
    let acme = Acme::new().await;
    let (bo, _) = acme.somebody("Bo Nakamura", &[Role::Member]).await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    let globex = acme.world.org("Globex", "globex", &mallory).await;
    acme.world.member(globex, &bo, &[Role::Member]).await;
    let mut db = acme.world.superuser().await;
    sqlx::query("update person set name = 'Bo Ødegård', address = 'bo@new.example' where id = $1").bind(bo.id.0).execute(&mut db).await.unwrap();
    acme.world.enqueue(portal::jobs::Job::CarryPerson { person: bo.id }).await;
    acme.world.drain().await;

    let named: Vec<(String, String, String)> =
        sqlx::query_as("select display_name, name_key, address from membership order by name_key").fetch_all(&mut db).await.unwrap();
    let bo = |(name, key, address): &(String, String, String)| {
        (name == "Bo Ødegård", key == "bo odegard", address == "bo@new.example") == (true, true, true)
    };
    assert_eq!(named.iter().filter(|row| bo(row)).count(), 2);
    assert_eq!(named.len(), 4);
    let words: Vec<String> = sqlx::query_scalar(
        "select word from member_word where org_id = $1 and (word like 'o%' or word like 'nak%' or word like 'bo%') order by word",
    )
    .bind(globex.0)
    .fetch_all(&mut db)
    .await
    .unwrap();
    assert_eq!(words, ["bo", "bo@new.example", "odegard"]);
    assert!(EmailAddress::parse("bo@new.example").is_ok());
}
