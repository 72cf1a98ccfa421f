//! Requiring single sign-on: prepared, announced, in force, and never so that people are left without a way in.

use contract::{DomainId, MembershipId, OrgId, Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{ManageMembers, ManageSignIn, SeeSignIn},
    },
    account,
    audit::Event,
    bulk::{self, MemberAct, Selection},
    domain,
    member::{self, RoleChange},
    organization,
    sign_in_policy::{self, Obstacle, Requirement},
};
use testkit::{Person, TestPortal};
use time::Duration;

/// Acme with its owner Alice, the domain acme.example, and a connection to Okta that serves it and was tested just now.
struct Acme {
    world: TestPortal,
    org: OrgId,
    alice: Person,
    domain: DomainId,
}

impl Acme {
    async fn new() -> Self {
        let world = TestPortal::new().await;
        let alice = world.person("Alice Ng", "alice@acme.example").await;
        let org = world.org("Acme Logistics", "acme", &alice).await;
        let domain = proven(&world, org, "acme.example").await;
        let acme = Self { world, org, alice, domain };
        acme.connect("active").await;
        acme
    }

    async fn arrange(&self, statement: &'static str) {
        sqlx::query(statement).execute(&mut self.world.superuser().await).await.unwrap();
    }

    /// Okta, which serves the domain.
    async fn connect(&self, state: &'static str) {
        let mut db = self.world.superuser().await;
        let now = self.world.portal.clock.now();
        for statement in [
            "insert into connection (org_id, id, key, name, provider, protocol, state, step, created_by, created_at, changed_at, refresh_at)
             select org_id, id, 'okta', 'Okta', 'okta', 'saml', $1, 'activate', id, $2, $2, $2 from membership limit 1",
            "insert into connection_version (org_id, id, connection_id, number, stage, settings, created_by, created_at, changed_at, tested_at)
             select org_id, id, id, 1, 'live', '{}', id, $2, $2, $2 from membership where $1::text is not null limit 1",
            "insert into connection_domain (org_id, connection_id, domain_id)
             select c.org_id, c.id, d.id from connection c, domain d where $1::text is not null and $2::timestamptz is not null",
        ] {
            sqlx::query(statement).bind(state).bind(now).execute(&mut db).await.unwrap();
        }
    }

    async fn somebody(&self, name: &str, address: &str, roles: &[Role]) -> (Person, MembershipId) {
        let person = self.world.person(name, address).await;
        let member = self.world.member(self.org, &person, roles).await;
        (person, member)
    }

    async fn manages(&self) -> Can<ManageSignIn> {
        self.world.can(&self.alice, "acme").await
    }

    async fn preflight(&self) -> sign_in_policy::Preflight {
        let can: Can<SeeSignIn> = self.world.can(&self.alice, "acme").await;
        sign_in_policy::preflight(&can).await.unwrap()
    }

    async fn requirement(&self) -> Requirement {
        let can: Can<SeeSignIn> = self.world.can(&self.alice, "acme").await;
        sign_in_policy::policy(&can).await.unwrap().requirement
    }

    /// Alice keeps a way of her own, and has just used it.
    async fn prepare(&self) {
        let can = self.manages().await;
        sign_in_policy::keep(&can, can.membership()).await.unwrap();
        let now = self.world.portal.clock.now();
        sqlx::query("update break_glass set exercised_at = $1").bind(now).execute(&mut self.world.superuser().await).await.unwrap();
    }

    async fn require(&self) -> portal::Result<()> {
        sign_in_policy::require(&self.manages().await, &[self.domain.to_string()], "day").await.map(drop)
    }
}

/// A domain, proven long ago.
async fn proven(world: &TestPortal, org: OrgId, name: &str) -> DomainId {
    let id = world.portal.chance.id(world.portal.clock.now());
    sqlx::query(
        "insert into domain (org_id, id, name, token, state, since, seen_at, method, policy, added_at)
         values ($1, $2, $3, 't', 'proven', now(), now(), 'dns', 'ask_to_join', now())",
    )
    .bind(org.0)
    .bind(id)
    .bind(name)
    .execute(&mut world.superuser().await)
    .await
    .unwrap();
    DomainId(id)
}

fn refused_by<T: std::fmt::Debug>(result: portal::Result<T>, rule: Rule) {
    assert!(matches!(&result, Err(Error::Conflict(said)) if *said == rule), "{result:?} instead of {rule:?}");
}

#[tokio::test]
async fn it_is_not_required_before_everything_is_prepared() {
    let acme = Acme::new().await;
    assert_eq!(acme.preflight().await.obstacles, [Obstacle::NobodyKeeps]);
    refused_by(acme.require().await, Rule::NotPrepared);
    let (_, olga) = acme.somebody("Olga Owner", "olga@acme.example", &[Role::Owner]).await;
    sign_in_policy::keep(&acme.manages().await, olga).await.unwrap();
    assert_eq!(acme.preflight().await.obstacles, [Obstacle::NobodyExercised], "Olga has never come in");
    refused_by(acme.require().await, Rule::NotPrepared);
    acme.prepare().await;
    assert_eq!(acme.preflight().await.obstacles, []);
    acme.world.pass(Duration::days(2));
    assert_eq!(acme.preflight().await.obstacles, [Obstacle::NotTested], "yesterday's test says little about today");
    acme.arrange("update connection set state = 'off'").await;
    assert_eq!(acme.preflight().await.obstacles, [Obstacle::NoConnection, Obstacle::NotTested]);
    assert_eq!(acme.requirement().await, Requirement::Off);
}

#[tokio::test]
async fn the_preflight_counts_who_is_concerned_and_who_is_not() {
    let acme = Acme::new().await;
    let (bo, _) = acme.somebody("Bo Nakamura", "bo@acme.example", &[Role::Member]).await;
    acme.somebody("Cy Guest", "cy@partner.example", &[Role::Member]).await;
    sqlx::query("insert into identity select org_id, id, id, 'bo-1', $1, 'bo@acme.example', now(), now(), 'idp' from connection")
        .bind(bo.id.0)
        .execute(&mut acme.world.superuser().await)
        .await
        .unwrap();
    let preflight = acme.preflight().await;
    let domain = &preflight.domains[0];
    assert_eq!((domain.name.as_str(), domain.have_used, domain.never_used), ("acme.example", 1, 1));
    assert_eq!(domain.never_names, ["Alice Ng"]);
    assert_eq!((preflight.outside, preflight.outside_names), (1, vec!["Cy Guest".to_owned()]));
}

#[tokio::test]
async fn everybody_concerned_is_told_before_it_begins() {
    let acme = Acme::new().await;
    acme.somebody("Bo Nakamura", "bo@acme.example", &[Role::Member]).await;
    acme.somebody("Cy Guest", "cy@partner.example", &[Role::Member]).await;
    acme.prepare().await;
    acme.require().await.unwrap();
    let from = acme.world.portal.clock.now() + Duration::DAY;
    assert_eq!(acme.requirement().await, Requirement::Announced { from });
    assert!(acme.world.mail("bo@acme.example").await.text.contains("Okta"));
    assert!(acme.world.mails("cy@partner.example").await.is_empty(), "who is elsewhere keeps their ways in");
    acme.world.pass(Duration::DAY);
    assert_eq!(acme.requirement().await, Requirement::InForce { since: from });
    sign_in_policy::stop(&acme.manages().await).await.unwrap();
    assert_eq!(acme.requirement().await, Requirement::Off);
    acme.world.drain().await;
}

#[tokio::test]
async fn who_hears_of_it_too_late_hears_nothing() {
    let acme = Acme::new().await;
    acme.somebody("Bo Nakamura", "bo@acme.example", &[Role::Member]).await;
    acme.prepare().await;
    acme.require().await.unwrap();
    sign_in_policy::stop(&acme.manages().await).await.unwrap();
    assert!(acme.world.mails("bo@acme.example").await.is_empty(), "it was called off before the mail left");
}

#[tokio::test]
async fn no_edit_leaves_people_without_a_way_in() {
    let acme = Acme::new().await;
    acme.prepare().await;
    acme.require().await.unwrap();
    acme.world.drain().await;
    let can = acme.manages().await;
    let (olga, second) = acme.somebody("Olga Owner", "olga@acme.example", &[Role::Owner]).await;
    let alice = can.membership();

    refused_by(sign_in_policy::take_back(&can, alice).await, Rule::WouldStrand);
    refused_by(domain::remove(&can, acme.domain).await, Rule::RequiredThere);
    refused_by(domain::set_policy(&can, acme.domain, "nothing", "member").await, Rule::RequiredThere);
    let managed: Can<ManageMembers> = acme.world.can(&olga, "acme").await;
    refused_by(member::suspend(&managed, alice).await, Rule::WouldStrand);
    refused_by(member::remove(&managed, alice).await, Rule::WouldStrand);
    refused_by(organization::leave(&acme.world.can(&acme.alice, "acme").await).await, Rule::WouldStrand);

    sign_in_policy::keep(&can, second).await.unwrap();
    member::suspend(&managed, alice).await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn a_way_around_ends_with_the_owners_role() {
    let acme = Acme::new().await;
    acme.prepare().await;
    let (_, olga) = acme.somebody("Olga Owner", "olga@acme.example", &[Role::Owner]).await;
    let (can, members) = (acme.manages().await, acme.world.can::<ManageMembers>(&acme.alice, "acme").await);
    let (owner, mere) = (RoleChange::Set(vec![Role::Owner]), RoleChange::Set(vec![Role::Member]));
    let olgas = format!("select membership_id from break_glass where membership_id = '{olga}'");
    let keeps = async || !acme.world.look(&olgas).await.is_empty();

    sign_in_policy::keep(&can, olga).await.unwrap();
    member::change_roles(&members, olga, &RoleChange::Add(vec![Role::Auditor])).await.unwrap();
    assert!(keeps().await, "she is an owner still");
    member::change_roles(&members, olga, &mere).await.unwrap();
    member::change_roles(&members, olga, &owner).await.unwrap();
    assert!(!keeps().await, "whether she keeps one as an owner again is to be said anew");

    sign_in_policy::keep(&can, olga).await.unwrap();
    let one = Selection::These(vec![olga.0]);
    bulk::on_members(&members, MemberAct::ChangeRoles(mere), &one).await.unwrap();
    acme.world.drain().await;
    assert!(!keeps().await, "also as one of many");
    member::change_roles(&members, olga, &owner).await.unwrap();
    sign_in_policy::keep(&can, olga).await.unwrap();
    member::remove(&members, olga).await.unwrap();
    assert!(!keeps().await);
    let taken = acme.world.look("select id from event where kind = 'break_glass_taken_back'").await;
    assert_eq!(taken.len(), 3, "and each time that is told");
    acme.world.drain().await;
}

#[tokio::test]
async fn nobody_moves_off_a_domain_that_requires_it_of_them() {
    let acme = Acme::new().await;
    let (bo, member) = acme.somebody("Bo Nakamura", "bo@acme.example", &[Role::Member]).await;
    let (portal, visitor) = (&acme.world.portal, bo.visitor());
    account::change_address(portal, &visitor, "bo@home.example").await.unwrap();
    let (current, new) = (acme.world.mail("bo@acme.example").await.code(), acme.world.mail("bo@home.example").await.code());
    acme.prepare().await;
    acme.require().await.unwrap();

    refused_by(account::confirm_address(portal, &visitor, &current, &new).await, Rule::AddressBound);
    refused_by(account::change_address(portal, &visitor, "bo@home.example").await, Rule::AddressBound);
    account::change_address(portal, &visitor, "bo.nakamura@acme.example").await.unwrap();
    member::remove(&acme.world.can(&acme.alice, "acme").await, member).await.unwrap();
    account::change_address(portal, &visitor, "bo@home.example").await.unwrap();
    acme.world.drain().await;
}

#[tokio::test]
async fn only_owners_say_who_keeps_a_way_of_their_own() {
    let acme = Acme::new().await;
    let (adam, _) = acme.somebody("Adam Admin", "adam@acme.example", &[Role::Administrator]).await;
    let (_, member) = acme.somebody("Bo Nakamura", "bo@acme.example", &[Role::Member]).await;
    let admin: Can<ManageSignIn> = acme.world.can(&adam, "acme").await;
    let owner = acme.manages().await;
    refused_by(sign_in_policy::keep(&admin, owner.membership()).await, Rule::BeyondYourRights);
    assert!(matches!(sign_in_policy::keep(&owner, member).await, Err(Error::NotFound)), "only an owner can be one");
}

#[tokio::test]
async fn another_organisations_domain_can_not_be_named() {
    let acme = Acme::new().await;
    acme.prepare().await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    let globex = acme.world.org("Globex", "globex", &mallory).await;
    let foreign = proven(&acme.world, globex, "globex.example").await;
    let refused = sign_in_policy::require(&acme.manages().await, &[foreign.to_string()], "day").await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
}

#[tokio::test]
async fn every_change_of_it_is_in_the_record() {
    let acme = Acme::new().await;
    acme.prepare().await;
    let can = acme.manages().await;
    for on in [true, true, false] {
        sign_in_policy::show_own_page(&can, on).await.unwrap();
    }
    sign_in_policy::lead_to_provider(&can, true).await.unwrap();
    acme.require().await.unwrap();
    sign_in_policy::stop(&can).await.unwrap();
    let kinds: Vec<String> = sqlx::query_scalar("select kind from event order by ctid").fetch_all(&mut acme.world.superuser().await).await.unwrap();
    let from = acme.world.portal.clock.now() + Duration::DAY;
    let required = Event::SingleSignOnRequired { domains: vec!["acme.example".into()], from };
    let kept = Event::BreakGlassKept { member: can.membership(), name: "Alice Ng".into() };
    let expected = [
        kept,
        Event::SignInPageSwitched { on: true },
        Event::SignInPageSwitched { on: false },
        Event::DiscoverySwitched { on: true },
        required,
        Event::SingleSignOnNotRequired { was_in_force: false },
    ];
    assert_eq!(kinds, expected.map(|event| event.kind().key()));
    acme.world.drain().await;
}
