use crate::{
    invitations::{invite, inviter},
    world::Acme,
};
use contract::{BulkId, Flaw, MembershipId, ProblemKind, Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{InvitePeople, SeeMembers},
    },
    audit::Event,
    bulk::{self, InvitationAct, MemberAct, Progress, RowOutcome, Selection},
    invitation::{self, Invited, State},
    member::{self, RoleChange},
};
use time::Duration;

async fn look(acme: &Acme, id: BulkId) -> (Progress, Vec<RowOutcome>) {
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    let (progress, rows, _) = bulk::look(&can, id, false, 0).await.unwrap();
    (progress, rows)
}

/// Each row's label and why it was refused, if it was.
fn outcomes(rows: &[RowOutcome]) -> Vec<(&str, Option<Option<Rule>>)> {
    rows.iter().map(|row| (row.label.as_str(), row.outcome.as_ref().map(|outcome| outcome.as_ref().err().and_then(|problem| problem.rule)))).collect()
}

#[tokio::test]
async fn each_row_has_its_own_outcome_under_the_rules_of_the_single_act() {
    let acme = Acme::new().await;
    let (ada, ada_id) = acme.somebody("Ada", &[Role::Administrator]).await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let (_, cy) = acme.somebody("Cy", &[Role::Member]).await;
    let can = acme.manages(&ada).await;
    member::suspend(&can, cy).await.unwrap();
    let owner = acme.manages(&acme.alice).await.membership();
    let ids = vec![bo.0, cy.0, ada_id.0, owner.0, uuid::Uuid::from_u128(9)];
    let id = bulk::on_members(&can, MemberAct::Suspend, &Selection::These(ids)).await.unwrap();
    let (before, rows) = look(&acme, id).await;
    assert_eq!((before.total, before.done, before.finished_at), (4, 0, None));
    assert_eq!(outcomes(&rows), [("Ada", None), ("Alice Ng", None), ("Bo", None), ("Cy", None)]);

    acme.world.drain().await;
    let (after, rows) = look(&acme, id).await;
    assert_eq!((after.total, after.done, after.failed, after.finished_at.is_some()), (4, 4, 3, true));
    assert_eq!(
        outcomes(&rows),
        [
            ("Ada", Some(Some(Rule::Yourself))),
            ("Alice Ng", Some(Some(Rule::BeyondYourRights))),
            ("Bo", Some(None)),
            ("Cy", Some(Some(Rule::NotInThatState))),
        ]
    );
    assert_eq!(acme.seats().await, 2);
    let record = acme.record().await;
    assert_eq!(
        record[1..],
        [Event::BulkStarted { bulk: id, act: "suspend".into(), total: 4 }, Event::MemberSuspended { member: bo, name: "Bo".into() }]
    );
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    assert_eq!(bulk::look(&can, id, true, 0).await.unwrap().1.len(), 3);
}

#[tokio::test]
async fn all_that_match_are_those_of_that_moment() {
    let acme = Acme::new().await;
    for name in ["Bo", "Cy", "Di"] {
        acme.somebody(name, &[Role::Member]).await;
    }
    let can = acme.manages(&acme.alice).await;
    let change = MemberAct::ChangeRoles(RoleChange::Add(vec![Role::Auditor]));
    let id = bulk::on_members(&can, change, &Selection::Matching(member::Filter::parse("role=member"))).await.unwrap();
    acme.somebody("Late", &[Role::Member]).await;
    acme.world.drain().await;
    let (progress, _) = look(&acme, id).await;
    assert_eq!((progress.total, progress.failed), (3, 0));
    let auditors: i64 =
        sqlx::query_scalar("select count(*) from membership_role where role = 'auditor'").fetch_one(&mut acme.world.superuser().await).await.unwrap();
    assert_eq!(auditors, 3);
}

#[tokio::test]
async fn rights_that_are_lost_meanwhile_are_lost_for_the_rest() {
    let acme = Acme::new().await;
    let (petra, petra_id) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let id = bulk::on_members(&acme.manages(&petra).await, MemberAct::Remove, &Selection::These(vec![bo.0])).await.unwrap();
    member::suspend(&acme.manages(&acme.alice).await, petra_id).await.unwrap();
    acme.world.drain().await;
    let (progress, rows) = look(&acme, id).await;
    assert_eq!((progress.done, progress.failed), (1, 1));
    assert_eq!(rows[0].outcome.as_ref().unwrap().as_ref().unwrap_err().kind, ProblemKind::Forbidden);
    assert_eq!(acme.seats().await, 2);
}

#[tokio::test]
async fn whoever_acts_on_all_stays_what_they_are_and_the_organisation_keeps_an_owner() {
    let acme = Acme::new().await;
    acme.somebody("Olga", &[Role::Owner]).await;
    let can = acme.manages(&acme.alice).await;
    let everybody = Selection::Matching(member::Filter::default());
    let demote = MemberAct::ChangeRoles(RoleChange::Set(vec![Role::Member]));
    let id = bulk::on_members(&can, demote, &everybody).await.unwrap();
    acme.world.drain().await;
    assert_eq!(outcomes(&look(&acme, id).await.1), [("Alice Ng", Some(Some(Rule::Yourself))), ("Olga", Some(None))]);
    assert_eq!(acme.owners().await, 1);
    let owner: uuid::Uuid = sqlx::query_scalar("select membership_id from membership_role where role = 'owner'")
        .fetch_one(&mut acme.world.superuser().await)
        .await
        .unwrap();
    assert_eq!(MembershipId(owner), can.membership());
}

#[tokio::test]
async fn work_is_taken_up_where_it_was_left() {
    let acme = Acme::new().await;
    for n in 0..3 {
        acme.somebody(&format!("P{n}"), &[Role::Member]).await;
    }
    let can = acme.manages(&acme.alice).await;
    let id = bulk::on_members(&can, MemberAct::Suspend, &Selection::Matching(member::Filter::parse("role=member"))).await.unwrap();
    acme.world.drain().await;
    // The worker dies before it can say that it is done: the job is done again.
    acme.world.enqueue(portal::jobs::Job::RunBulk { org: acme.org, bulk: id }).await;
    sqlx::query("update bulk_act set finished_at = null").execute(&mut acme.world.superuser().await).await.unwrap();
    acme.world.drain().await;
    let (progress, _) = look(&acme, id).await;
    assert_eq!((progress.done, progress.failed, progress.finished_at.is_some()), (3, 0, true));
    assert_eq!(acme.record().await.len(), 4);
    assert_eq!(acme.seats().await, 1);
}

#[tokio::test]
async fn hundreds_are_worked_through_by_several_jobs() {
    let acme = Acme::new().await;
    crate::list::crowd(&acme.world, acme.org, 450).await;
    let can = acme.manages(&acme.alice).await;
    let id = bulk::on_members(&can, MemberAct::Remove, &Selection::Matching(member::Filter::parse("role=member"))).await.unwrap();
    assert_eq!(acme.world.drain().await, 3 + 450, "three for the act, and a mail to each");
    let (progress, rows) = look(&acme, id).await;
    assert_eq!((progress.done, progress.failed, rows.len()), (450, 0, 50));
    assert_eq!(acme.seats().await, 1);
}

#[tokio::test]
async fn nothing_and_too_much_are_refused() {
    let acme = Acme::new().await;
    let can = acme.manages(&acme.alice).await;
    let flaw = |result: Result<BulkId, Error>| match result {
        Err(Error::Invalid(fields)) => (fields[0].field.clone().into_owned(), fields[0].flaw.clone()),
        other => panic!("{other:?}"),
    };
    let nobody = bulk::on_members(&can, MemberAct::Suspend, &Selection::These(vec![])).await;
    assert_eq!(flaw(nobody), ("ids".into(), Flaw::Missing));
    let no_role = bulk::on_members(&can, MemberAct::ChangeRoles(RoleChange::Add(vec![])), &Selection::These(vec![can.membership().0])).await;
    assert_eq!(flaw(no_role), ("roles".into(), Flaw::Missing));
    crate::list::crowd(&acme.world, acme.org, 10_001).await;
    let many = bulk::on_members(&can, MemberAct::Suspend, &Selection::Matching(member::Filter::parse("role=member"))).await;
    assert_eq!(flaw(many), ("ids".into(), Flaw::TooMany { most: 10_000 }));
    assert_eq!(acme.record().await, []);
}

#[tokio::test]
async fn many_invitations_are_sent_again_or_revoked() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "a@x.example, b@x.example, c@x.example").await.unwrap();
    acme.world.pass(Duration::days(8));
    acme.world.drain().await;
    let expired = Selection::Matching(invitation::Filter { states: vec![State::Expired], ..Default::default() });
    let id = bulk::on_invitations(&can, InvitationAct::Resend, &expired).await.unwrap();
    acme.world.drain().await;
    acme.world.pass(Duration::SECOND);
    acme.world.drain().await;
    assert_eq!(look(&acme, id).await.0.failed, 0);
    assert_eq!(crate::invitations::all(&acme, "state=pending").await.len(), 3);
    assert_eq!(acme.world.mails("c@x.example").await.len(), 1);
    let id = bulk::on_invitations(&can, InvitationAct::Revoke, &Selection::Matching(invitation::Filter::default())).await.unwrap();
    acme.world.drain().await;
    assert_eq!((look(&acme, id).await.0.done, crate::invitations::all(&acme, "state=revoked").await.len()), (3, 3));
}

#[tokio::test]
async fn a_long_list_is_invited_by_a_job_each_by_their_own_role() {
    let acme = Acme::new().await;
    let can: Can<InvitePeople> = inviter(&acme).await;
    let mut file = "mail,role\n".to_owned();
    for n in 0..600 {
        file += &format!("p{n}@x.example,{}\n", if n % 2 == 0 { "auditor" } else { "" });
    }
    let draft = invitation::read_file(&can, file.as_bytes()).await.unwrap();
    let Invited::Bulk(id) = invitation::send(&can, draft).await.unwrap().invited else { panic!("six hundred are a bulk act") };
    // One of them is invited by a colleague before their turn comes; two come in by another way, and one of these is suspended.
    invite(&can, "p599@x.example").await.unwrap();
    for (address, roles) in [("p1@x.example", Role::Member), ("p3@x.example", Role::Member)] {
        let person = acme.world.person("Somebody", address).await;
        let member = acme.world.member(acme.org, &person, &[roles]).await;
        if address.starts_with("p3") {
            member::suspend(&acme.manages(&acme.alice).await, member).await.unwrap();
        }
    }
    acme.world.drain().await;
    let (progress, _) = look(&acme, id).await;
    assert_eq!((progress.total, progress.done, progress.failed), (600, 600, 3));
    let can_see: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    let left = bulk::look(&can_see, id, true, 0).await.unwrap().1;
    assert_eq!(
        outcomes(&left),
        [
            ("p1@x.example", Some(Some(Rule::AlreadyMember))),
            ("p3@x.example", Some(Some(Rule::MembershipSuspended))),
            ("p599@x.example", Some(Some(Rule::AlreadyInvited)))
        ]
    );
    assert!(acme.world.mails("p1@x.example").await.is_empty());
    let auditors: i64 =
        sqlx::query_scalar("select count(*) from invitation_role where role = 'auditor'").fetch_one(&mut acme.world.superuser().await).await.unwrap();
    assert_eq!(auditors, 300);
    // Mails leave one after the other, not all at once.
    let waiting = "delete from job where kind = 'mail_invitation' and done_at is null and run_at > $1";
    let waiting = sqlx::query(waiting).bind(acme.world.portal.clock.now()).execute(&mut acme.world.superuser().await).await.unwrap();
    assert_eq!(waiting.rows_affected(), 597);
}

#[tokio::test]
async fn a_row_that_goes_wrong_again_and_again_is_said_to_and_the_rest_goes_on() {
    let acme = Acme::new().await;
    let mut file = "mail\n".to_owned();
    for n in 0..501 {
        file += &format!("p{n}@x.example\n");
    }
    let can = inviter(&acme).await;
    let draft = invitation::read_file(&can, file.as_bytes()).await.unwrap();
    let Invited::Bulk(id) = invitation::send(&can, draft).await.unwrap().invited else { panic!("that many are a bulk act") };
    // What no version of ours has written.
    acme.world.arrange("update bulk_row set detail = '\"x\"' where label = 'p7@x.example'").await;
    acme.world.drain().await;
    assert_eq!((look(&acme, id).await.0.done, look(&acme, id).await.0.finished_at), (7, None), "perhaps it is better in a moment");
    for _ in 0..3 {
        acme.world.pass(Duration::MINUTE);
        acme.world.drain().await;
    }
    let (progress, rows) = look(&acme, id).await;
    assert_eq!((progress.done, progress.failed, progress.finished_at.is_some()), (501, 1, true));
    let problem = rows[7].outcome.clone().unwrap().unwrap_err();
    assert_eq!((problem.kind, problem.reference.map(|reference| reference.len())), (ProblemKind::Internal, Some(14)));
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    assert_eq!(bulk::look(&can, id, true, 0).await.unwrap().1.len(), 1, "it stands among those that were left as they are");
    acme.world.arrange("delete from job where done_at is null").await;
}

#[tokio::test]
async fn another_organisations_acts_are_not_there() {
    let acme = Acme::new().await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    acme.world.org("Globex", "globex", &mallory).await;
    let id = bulk::on_members(&acme.manages(&acme.alice).await, MemberAct::Suspend, &Selection::These(vec![bo.0])).await.unwrap();
    acme.world.drain().await;
    let seeing: Can<SeeMembers> = acme.world.can(&mallory, "globex").await;
    assert!(matches!(bulk::look(&seeing, id, false, 0).await, Err(Error::NotFound)));
    // Ids of another organisation select nobody.
    let managing = acme.world.can(&mallory, "globex").await;
    assert!(matches!(bulk::on_members(&managing, MemberAct::Remove, &Selection::These(vec![bo.0])).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn what_became_of_each_is_forgotten_after_a_month_and_the_record_stays() {
    let acme = Acme::new().await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let id = bulk::on_members(&acme.manages(&acme.alice).await, MemberAct::Suspend, &Selection::These(vec![bo.0])).await.unwrap();
    acme.world.drain().await;
    acme.world.pass(bulk::KEPT_FOR - Duration::SECOND);
    acme.world.drain().await;
    assert_eq!(look(&acme, id).await.1.len(), 1);

    acme.world.pass(Duration::SECOND);
    acme.world.drain().await;
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    assert!(matches!(bulk::look(&can, id, false, 0).await, Err(Error::NotFound)));
    assert!(acme.world.look("select from bulk_row").await.is_empty());
    assert!(acme.record().await.contains(&Event::BulkStarted { bulk: id, act: "suspend".into(), total: 1 }));
}

#[tokio::test]
async fn three_acts_are_under_way_at_once_and_one_that_was_given_up_keeps_nobody_waiting() {
    let acme = Acme::new().await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let (can, those) = (acme.manages(&acme.alice).await, Selection::These(vec![bo.0]));
    let begin = || bulk::on_members(&can, MemberAct::Suspend, &those);
    for _ in 0..2 {
        for _ in 0..3 {
            begin().await.unwrap();
        }
        let fourth = begin().await;
        assert!(matches!(fourth, Err(Error::Conflict(Rule::ActsUnderWay))), "{fourth:?}");
        acme.world.drain().await;
    }
    for _ in 0..3 {
        begin().await.unwrap();
    }
    acme.world.arrange("delete from job where kind = 'run_bulk' and done_at is null").await;
    acme.world.pass(Duration::DAY);
    begin().await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn an_organisation_begins_sixty_acts_an_hour() {
    let acme = Acme::new().await;
    let (_, bo) = acme.somebody("Bo", &[Role::Member]).await;
    let (can, those) = (acme.manages(&acme.alice).await, Selection::These(vec![bo.0]));
    let begin = || bulk::on_members(&can, MemberAct::Suspend, &those);
    begin().await.unwrap();
    acme.world.arrange("update throttle set count = 59 where kind = 'bulk_of_organization'").await;
    begin().await.unwrap();
    let beyond = begin().await;
    assert!(matches!(beyond, Err(Error::Limited(_))), "{beyond:?}");
    let everything = Selection::Matching(invitation::Filter::default());
    let other = bulk::on_invitations(&inviter(&acme).await, InvitationAct::Revoke, &everything).await;
    assert!(matches!(other, Err(Error::Limited(_))), "acts of all kinds are counted together: {other:?}");

    acme.world.pass(Duration::HOUR);
    begin().await.unwrap();
    acme.world.drain().await;
}
