//! Organisations begin, change and end.

use contract::{Flaw, OrgSlug, Role, Rule};
use portal::{
    Error,
    access::{
        OrgStatus,
        permission::{DeleteOrganization, EnterOrganization, ManageSettings, SeeActivity, SeeSettings},
    },
    activity,
    audit::Event,
    organization::{self, FORTNIGHT, Founding, REDIRECTS_FOR, RESTS_FOR},
};
use testkit::{Person, TestPortal};
use time::Duration;

fn typed<'a>(name: &'a str, slug: &'a str) -> Founding<'a> {
    Founding { name, slug, locale: "en", zone: "Europe/Berlin" }
}

fn flaw(error: &Error, field: &str) -> Option<Flaw> {
    let Error::Invalid(fields) = error else { panic!("{error:?} is about no field") };
    fields.iter().find(|problem| problem.field == field).map(|problem| problem.flaw.clone())
}

async fn record(world: &TestPortal, person: &Person, slug: &str) -> Vec<String> {
    let can = world.can::<SeeActivity>(person, slug).await;
    let page = activity::list(&can, &activity::Filter::default(), activity::Cursor::Newest, "UTC").await.unwrap();
    page.entries.into_iter().map(|entry| entry.kind).collect()
}

#[tokio::test]
async fn whoever_founds_an_organisation_owns_it() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana Lindqvist", "ana@acme.example").await;
    let slug = organization::found(&world.portal, &ana.visitor(), typed(" Acme  Logistics ", "Acme")).await.unwrap();
    assert_eq!(slug.as_str(), "acme");

    let here = world.inside(&ana, "acme").await;
    assert_eq!((here.org().name.as_str(), here.roles()), ("Acme Logistics", [Role::Owner].as_slice()));
    assert_eq!(record(&world, &ana, "acme").await, ["member_joined", "organization_created"]);
}

#[tokio::test]
async fn what_was_typed_is_told_apart() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    world.org("Acme", "acme", &ana).await;
    let refuse = async |founding| organization::found(&world.portal, &ana.visitor(), founding).await.unwrap_err();

    let all = refuse(Founding { name: "visit evil.example", slug: "a", locale: "tlh", zone: "Mars/Olympus" }).await;
    assert_eq!(flaw(&all, "name"), Some(Flaw::HasWebAddress));
    assert_eq!(flaw(&all, "slug"), Some(Flaw::TooShort { least: 3 }));
    assert_eq!(flaw(&all, "locale"), Some(Flaw::Unknown));
    assert_eq!(flaw(&all, "zone"), Some(Flaw::Unknown));
    assert_eq!(flaw(&refuse(typed("Acme", "acme")).await, "slug"), Some(Flaw::Taken));
    let nobody = organization::found(&world.portal, &testkit::stranger("a browser"), typed("Acme", "free")).await;
    assert!(matches!(nobody, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn one_person_founds_five_organisations_a_day() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    for slug in ["one", "two", "three", "four", "five"] {
        organization::found(&world.portal, &ana.visitor(), typed("Acme", slug)).await.unwrap();
    }
    let sixth = async || organization::found(&world.portal, &ana.visitor(), typed("Acme", "six-six")).await;
    assert!(matches!(sixth().await, Err(Error::Limited(_))));
    world.pass(Duration::DAY);
    sixth().await.unwrap();
}

#[tokio::test]
async fn an_address_is_suggested_that_is_free() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    let suggested = async |name| organization::suggest(&world.portal, name).await.unwrap().map(|slug| slug.to_string());
    assert_eq!(suggested("Acme Logistics").await.as_deref(), Some("acme-logistics"));
    world.org("Acme", "acme-logistics", &ana).await;
    world.org("Acme", "acme-logistics-2", &ana).await;
    assert_eq!(suggested("Acme Logistics").await.as_deref(), Some("acme-logistics-3"));
    assert_eq!(suggested("李").await, None);
    assert!(!organization::is_free(&world.portal, &OrgSlug::parse("acme-logistics").unwrap()).await.unwrap());
    assert!(organization::is_free(&world.portal, &OrgSlug::parse("nobodys").unwrap()).await.unwrap());
}

#[tokio::test]
async fn settings_are_changed_and_each_change_is_told() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    world.org("Acme", "acme", &ana).await;
    let can = world.can::<ManageSettings>(&ana, "acme").await;

    for _twice in 0..2 {
        organization::rename(&can, "Acme Logistics").await.unwrap();
        world.pass(Duration::MINUTE);
        organization::speak(&can, "de", "Europe/Vienna").await.unwrap();
        world.pass(Duration::MINUTE);
        organization::allow_ask_to_join(&can, true).await.unwrap();
        world.pass(Duration::MINUTE);
        organization::allow_copy_links(&can, false).await.unwrap();
        world.pass(Duration::MINUTE);
    }
    let mut kinds = record(&world, &ana, "acme").await;
    kinds.reverse();
    let told = ["organization_renamed", "organization_language_changed", "organization_zone_changed", "ask_to_join_switched", "copy_links_switched"];
    assert_eq!(kinds, told, "what is the same as before is no change");

    let look = organization::look(&world.can::<SeeSettings>(&ana, "acme").await).await.unwrap();
    assert_eq!((look.name.as_str(), look.zone.as_str(), look.ask_to_join, look.copy_links), ("Acme Logistics", "Europe/Vienna", true, false));
    assert_eq!((look.owners, look.deletion, look.retired), (1, None, vec![]));
}

#[tokio::test]
async fn an_old_address_leads_to_the_new_one_for_ninety_days() {
    let world = TestPortal::new().await;
    let (ana, mallory) = (world.person("Ana", "ana@acme.example").await, world.person("Mallory", "mallory@globex.example").await);
    world.org("Acme", "acme", &ana).await;
    let can = world.can::<ManageSettings>(&ana, "acme").await;
    organization::relocate(&can, "acme-logistics").await.unwrap();

    assert_eq!(world.inside(&ana, "acme").await.org().slug.as_str(), "acme-logistics");
    let squatted = organization::found(&world.portal, &mallory.visitor(), typed("Acme", "acme")).await.unwrap_err();
    assert_eq!(flaw(&squatted, "slug"), Some(Flaw::Taken));
    let look = organization::look(&world.can::<SeeSettings>(&ana, "acme").await).await.unwrap();
    assert_eq!(look.retired.iter().map(|retired| retired.slug.as_str()).collect::<Vec<_>>(), ["acme"]);

    world.pass(REDIRECTS_FOR);
    assert!(matches!(world.portal.enter(&ana.visitor(), &OrgSlug::parse("acme").unwrap()).await, Err(Error::NotFound)));
    world.drain().await;
    assert_eq!(record(&world, &ana, "acme-logistics").await, ["old_address_released", "organization_moved"]);
    organization::found(&world.portal, &mallory.visitor(), typed("Acme", "acme")).await.unwrap();
}

#[tokio::test]
async fn ones_own_old_address_may_be_taken_back() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    world.org("Acme", "acme", &ana).await;
    let can = world.can::<ManageSettings>(&ana, "acme").await;
    organization::relocate(&can, "acme-logistics").await.unwrap();
    world.pass(Duration::days(40));
    organization::relocate(&can, "acme").await.unwrap();
    assert_eq!(world.inside(&ana, "acme-logistics").await.org().slug.as_str(), "acme");

    // The first release comes due and finds that the address is in use again.
    world.pass(Duration::days(60));
    world.drain().await;
    assert_eq!(world.inside(&ana, "acme-logistics").await.org().slug.as_str(), "acme");
    world.pass(Duration::days(60));
    world.drain().await;
    assert_eq!(world.inside(&ana, "acme").await.org().slug.as_str(), "acme");
    assert!(matches!(world.portal.enter(&ana.visitor(), &OrgSlug::parse("acme-logistics").unwrap()).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn an_address_of_somebody_else_is_not_to_be_had() {
    let world = TestPortal::new().await;
    let ana = world.person("Ana", "ana@acme.example").await;
    world.org("Acme", "acme", &ana).await;
    world.org("Globex", "globex", &ana).await;
    let can = world.can::<ManageSettings>(&ana, "acme").await;
    assert_eq!(flaw(&organization::relocate(&can, "globex").await.unwrap_err(), "slug"), Some(Flaw::Taken));
    assert_eq!(world.inside(&ana, "acme").await.org().slug.as_str(), "acme", "what failed changed nothing");
    for number in 1..=5 {
        organization::relocate(&can, &format!("acme-{number}")).await.unwrap();
    }
    assert!(matches!(organization::relocate(&can, "acme-6").await, Err(Error::Limited(_))));
}

#[tokio::test]
async fn a_member_leaves_but_the_last_owner_does_not() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let acme = world.org("Acme", "acme", &ana).await;
    world.member(acme, &bo, &[Role::Member]).await;

    organization::leave(&world.can::<EnterOrganization>(&bo, "acme").await).await.unwrap();
    assert!(matches!(world.portal.enter(&bo.visitor(), &OrgSlug::parse("acme").unwrap()).await, Err(Error::NotFound)));
    assert_eq!(record(&world, &ana, "acme").await, ["member_left"]);
    let last = organization::leave(&world.can::<EnterOrganization>(&ana, "acme").await).await;
    assert!(matches!(last, Err(Error::Conflict(Rule::LastOwner))));
}

#[tokio::test]
async fn an_organisation_has_a_fortnight_to_change_its_mind() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let acme = world.org("Acme Logistics", "acme", &ana).await;
    world.member(acme, &bo, &[Role::Owner]).await;
    let can = world.can::<DeleteOrganization>(&ana, "acme").await;

    assert_eq!(flaw(&organization::schedule_deletion(&can, "Globex").await.unwrap_err(), "confirmation"), Some(Flaw::Wrong));
    let after = organization::schedule_deletion(&can, "acme logistics").await.unwrap();
    assert!(matches!(organization::schedule_deletion(&can, "Acme Logistics").await, Err(Error::Conflict(Rule::NotInThatState))));
    for owner in ["ana@acme.example", "bo@acme.example"] {
        let mail = world.mail(owner).await;
        assert_eq!(mail.subject, "Acme Logistics will be deleted in two weeks");
        assert_eq!(mail.link(), "http://portico.test/o/acme/settings");
    }
    assert_eq!(world.inside(&bo, "acme").await.org().status, OrgStatus::Leaving { delete_after: after });
    let look = organization::look(&world.can::<SeeSettings>(&bo, "acme").await).await.unwrap();
    assert_eq!(look.deletion.map(|deletion| (deletion.after, deletion.by)), Some((after, "Ana".to_owned())));

    world.pass(Duration::days(11));
    assert_eq!(world.mail("bo@acme.example").await.subject, "Acme Logistics will be deleted in three days");

    world.pass(Duration::HOUR);
    organization::cancel_deletion(&world.can::<DeleteOrganization>(&bo, "acme").await).await.unwrap();
    assert!(matches!(organization::cancel_deletion(&can).await, Err(Error::Conflict(Rule::NotInThatState))));
    let cancelled = activity::recent(&world.can(&ana, "acme").await, 1).await.unwrap().remove(0);
    assert_eq!(cancelled.event, Some(Event::DeletionCancelled { delete_after: Some(after) }), "the record says what was called off");
    assert_eq!(world.mail("ana@acme.example").await.subject, "Acme Logistics stays");
    world.pass(FORTNIGHT);
    world.drain().await;
    assert_eq!(world.inside(&ana, "acme").await.org().status, OrgStatus::Active);
}

#[tokio::test]
async fn after_the_fortnight_it_is_gone_and_its_people_stay() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let acme = world.org("Acme Logistics", "acme", &ana).await;
    world.member(acme, &bo, &[Role::Member]).await;
    world.org("Globex", "globex", &bo).await;
    let can = world.can::<DeleteOrganization>(&ana, "acme").await;
    // Put off once: only the second end counts.
    organization::schedule_deletion(&can, "Acme Logistics").await.unwrap();
    world.pass(Duration::days(4));
    organization::cancel_deletion(&can).await.unwrap();
    organization::schedule_deletion(&can, "Acme Logistics").await.unwrap();
    world.pass(Duration::days(10));
    world.drain().await;
    world.inside(&ana, "acme").await;

    world.pass(Duration::days(4));
    assert_eq!(world.mail("ana@acme.example").await.subject, "Acme Logistics was deleted");
    assert!(matches!(world.portal.enter(&ana.visitor(), &OrgSlug::parse("acme").unwrap()).await, Err(Error::NotFound)));
    world.inside(&bo, "globex").await;
    let left: i64 = sqlx::query_scalar("select (select count(*) from membership where org_id = $1) + (select count(*) from event where org_id = $1)")
        .bind(acme.0)
        .fetch_one(&mut world.superuser().await)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn the_addresses_of_what_is_gone_rest_for_ninety_days() {
    let world = TestPortal::new().await;
    let (ana, mallory) = (world.person("Ana", "ana@acme.example").await, world.person("Mallory", "mallory@globex.example").await);
    world.org("Acme", "acme-old", &ana).await;
    organization::relocate(&world.can::<ManageSettings>(&ana, "acme-old").await, "acme").await.unwrap();
    world.org("Globex", "globex", &mallory).await;
    organization::schedule_deletion(&world.can::<DeleteOrganization>(&ana, "acme").await, "Acme").await.unwrap();
    world.pass(FORTNIGHT);
    world.drain().await;

    // Mails of Acme's lie in many mailboxes, and their links shall lead nobody to Mallory.
    for slug in ["acme", "acme-old"] {
        let squatted = organization::found(&world.portal, &mallory.visitor(), typed("Acme", slug)).await.unwrap_err();
        assert_eq!(flaw(&squatted, "slug"), Some(Flaw::Taken));
        let moved = organization::relocate(&world.can::<ManageSettings>(&mallory, "globex").await, slug).await.unwrap_err();
        assert_eq!(flaw(&moved, "slug"), Some(Flaw::Taken));
        assert!(!organization::is_free(&world.portal, &OrgSlug::parse(slug).unwrap()).await.unwrap());
    }
    assert_eq!(organization::suggest(&world.portal, "Acme").await.unwrap().unwrap().as_str(), "acme-2");

    world.pass(RESTS_FOR);
    world.enqueue(portal::jobs::Job::Sweep).await;
    world.drain().await;
    assert_eq!(world.look("select slug from resting_slug").await.len(), 0, "nothing of it is left");
    organization::found(&world.portal, &mallory.visitor(), typed("Another", "acme")).await.unwrap();
}

#[tokio::test]
async fn only_owners_delete() {
    let world = TestPortal::new().await;
    let (ana, bo) = (world.person("Ana", "ana@acme.example").await, world.person("Bo", "bo@acme.example").await);
    let acme = world.org("Acme", "acme", &ana).await;
    world.member(acme, &bo, &[Role::Administrator]).await;
    assert!(matches!(world.inside(&bo, "acme").await.can::<DeleteOrganization>(), Err(Error::Forbidden)));
}
