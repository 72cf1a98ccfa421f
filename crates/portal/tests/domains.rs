//! Domains: added, proven, watched, lost; and that of two organisations only one has each.

use contract::{DomainId, Flaw, OrgId, Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{ManageSignIn, SeeMembers, SeeSignIn},
    },
    audit::Event,
    domain::{self, Checked, Domain, GRACE, Method, Mistake, PATIENCE, State},
    join_request::{self, Outcome},
    onboarding,
};
use std::time::Duration as StdDuration;
use testkit::{Person, TestPortal};
use time::Duration;

/// An organisation at a slug, with its owner.
struct Org {
    id: OrgId,
    owner: Person,
    slug: &'static str,
}

impl Org {
    async fn found(world: &TestPortal, name: &str, slug: &'static str) -> Self {
        let owner = world.person(&format!("{name}’s owner"), &format!("owner@{slug}-mail.example")).await;
        Self { id: world.org(name, slug, &owner).await, owner, slug }
    }

    async fn can(&self, world: &TestPortal) -> Can<ManageSignIn> {
        world.can(&self.owner, self.slug).await
    }

    /// A domain that nobody has proven yet.
    async fn add(&self, world: &TestPortal, name: &str) -> Domain {
        let ids = domain::add(&self.can(world).await, name).await.unwrap();
        self.look(world, ids[0]).await
    }

    /// A domain with its proof published and found.
    async fn prove(&self, world: &TestPortal, name: &str) -> Domain {
        let added = self.add(world, name).await;
        world.publish(&added.host(), &added.value()).await;
        assert_eq!(domain::check_now(&self.can(world).await, added.id).await.unwrap(), Checked::Proven);
        self.look(world, added.id).await
    }

    async fn look(&self, world: &TestPortal, id: DomainId) -> Domain {
        domain::find(&world.can::<SeeSignIn>(&self.owner, self.slug).await, id).await.unwrap()
    }

    async fn record(&self, world: &TestPortal) -> Vec<Event> {
        let details: Vec<serde_json::Value> = sqlx::query_scalar("select detail from event where org_id = $1 order by ctid")
            .bind(self.id.0)
            .fetch_all(&mut world.superuser().await)
            .await
            .unwrap();
        details.into_iter().map(|detail| serde_json::from_value(detail).unwrap()).collect()
    }
}

async fn acme() -> (TestPortal, Org) {
    let world = TestPortal::new().await;
    let acme = Org::found(&world, "Acme", "acme").await;
    (world, acme)
}

/// Lets time pass as it does: with everything done when it is due.
async fn live(world: &TestPortal, time: Duration) {
    let end = world.portal.clock.now() + time;
    while world.portal.clock.now() < end {
        world.pass(Duration::minutes(30));
        world.drain().await;
    }
}

#[tokio::test]
async fn several_are_added_at_once_and_each_gets_its_own_value() {
    let (world, acme) = acme().await;
    let ids = domain::add(&acme.can(&world).await, "acme.example, ana@ACME.test\nhttps://www.bücher.de/ acme.example").await.unwrap();
    let domains = domain::list(&world.can::<SeeSignIn>(&acme.owner, "acme").await).await.unwrap();
    let names: Vec<&str> = domains.iter().map(|domain| domain.name.as_str()).collect();
    assert_eq!((ids.len(), names), (3, vec!["acme.example", "acme.test", "xn--bcher-kva.de"]));
    assert_eq!(domains[2].name.unicode(), "bücher.de");
    assert_eq!((domains[2].host().as_str(), domains[2].short_host().as_str()), ("_portico.xn--bcher-kva.de", "_portico"));
    assert!(domains.iter().all(|domain| domain.state() == State::Pending && domain.value().starts_with("portico-domain-verification=")));
    assert_ne!(domains[0].value(), domains[1].value());
    assert_eq!(acme.record(&world).await.len(), 3);
}

#[tokio::test]
async fn each_flaw_is_named_by_its_row_and_nothing_is_added() {
    let (world, acme) = acme().await;
    let can = acme.can(&world).await;
    acme.add(&world, "here.example").await;
    let flaws = async |text: &str| match domain::add(&can, text).await {
        Err(Error::Invalid(fields)) => fields.into_iter().map(|field| (field.field.into_owned(), field.flaw)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(flaws("  \n").await, [("names".into(), Flaw::Missing)]);
    assert_eq!(
        flaws("acme.example gmail.com co.uk 10.0.0.1 acme.local mailinator.com").await,
        [
            ("names.1".to_owned(), Flaw::ConsumerDomain),
            ("names.2".to_owned(), Flaw::PublicSuffix),
            ("names.3".to_owned(), Flaw::IpAddress),
            ("names.4".to_owned(), Flaw::NotPublic),
            ("names.5".to_owned(), Flaw::DisposableDomain),
        ]
    );
    assert_eq!(flaws("new.example here.example").await, [("names.1".to_owned(), Flaw::AlreadyThere)]);
    assert_eq!(domain::list(&world.can::<SeeSignIn>(&acme.owner, "acme").await).await.unwrap().len(), 1);
    let many: String = (0..51).map(|number| format!("a{number}.example ")).collect();
    assert_eq!(flaws(&many).await, [("names".into(), Flaw::TooMany { most: 50 })]);
}

#[tokio::test]
async fn a_proof_is_found_in_the_background_and_ticks_the_checklist() {
    let (world, acme) = acme().await;
    let added = acme.add(&world, "acme.example").await;
    live(&world, Duration::hours(1)).await;
    assert_eq!(acme.look(&world, added.id).await.state(), State::Pending);
    world.publish(&added.host(), &added.value()).await;
    live(&world, Duration::hours(5)).await;
    let proven = acme.look(&world, added.id).await;
    assert_eq!((proven.state(), proven.method()), (State::Proven, Some(Method::Dns)));
    assert_eq!(acme.record(&world).await[1], Event::DomainProven { domain: added.id, name: "acme.example".into(), method: "dns".into() });
    let items = onboarding::checklist(&world.can::<SeeMembers>(&acme.owner, "acme").await).await.unwrap();
    let done = items.into_iter().find(|item| item.step == onboarding::Step::DomainProven).unwrap().done.unwrap();
    assert_eq!((done.by.as_str(), done.at), ("", proven.standing.since), "the portal did it by itself");

    live(&world, Duration::days(3)).await;
    let watched = acme.look(&world, added.id).await;
    assert!(watched.standing.seen.unwrap().0 > proven.standing.since + Duration::days(2), "it is looked at every day");
    assert_eq!(acme.record(&world).await.len(), 2, "what stays as it was is no event");
}

#[tokio::test]
async fn nobody_looks_for_ever() {
    let (world, acme) = acme().await;
    let added = acme.add(&world, "acme.example").await;
    live(&world, PATIENCE + Duration::days(1)).await;
    let given_up = acme.look(&world, added.id).await;
    assert_eq!((given_up.state(), given_up.next_check_at), (State::Pending, None));
    world.publish(&added.host(), &added.value()).await;
    assert_eq!(domain::check_now(&acme.can(&world).await, added.id).await.unwrap(), Checked::Proven);
}

#[tokio::test]
async fn the_usual_mistakes_are_seen() {
    let (world, acme) = acme().await;
    let can = acme.can(&world).await;
    let added = acme.add(&world, "acme.example").await;
    let value = added.value();
    let doubled = format!("{}.acme.example", added.host());
    for (host, published, mistake) in [
        (doubled.as_str(), value.clone(), Mistake::HostDoubled { host: doubled.clone() }),
        ("acme.example", value.clone(), Mistake::OtherHost { host: "acme.example".into() }),
        ("_portico.acme.example", format!("\"{value}\""), Mistake::Quotes),
        ("_portico.acme.example", value[..40].to_owned(), Mistake::Truncated),
        ("_portico.acme.example", "portico-domain-verification=another".to_owned(), Mistake::OldToken),
    ] {
        world.publish(host, &published).await;
        assert_eq!(domain::check_now(&can, added.id).await.unwrap(), Checked::NotYet);
        let check = domain::last_check(&world.can::<SeeSignIn>(&acme.owner, "acme").await, added.id).await.unwrap().unwrap();
        assert_eq!(check.look.mistakes, [mistake]);
        world.withdraw(host).await;
        world.pass(Duration::SECOND);
    }
    world.pass(Duration::minutes(1));
    world.drain().await;
}

#[tokio::test]
async fn a_proof_that_goes_is_mailed_about_and_comes_back() {
    let (world, acme) = acme().await;
    let sina = world.person("Sina", "sina@acme-mail.example").await;
    world.member(acme.id, &sina, &[Role::SignInAdministrator]).await;
    let mo = world.person("Mo", "mo@acme-mail.example").await;
    world.member(acme.id, &mo, &[Role::Auditor]).await;
    let proven = acme.prove(&world, "acme.example").await;
    world.withdraw(&proven.host()).await;
    live(&world, Duration::days(2)).await;
    assert_eq!(acme.look(&world, proven.id).await.state(), State::Missing);
    for manager in ["owner@acme-mail.example", "sina@acme-mail.example"] {
        let mails = world.mails(manager).await;
        assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "The proof of acme.example is gone"));
        assert_eq!(mails[0].link(), format!("http://portico.test/o/acme/domains/{}", proven.id));
    }
    assert!(world.mails("mo@acme-mail.example").await.is_empty(), "who only looks on needn't do anything");
    world.publish(&proven.host(), &proven.value()).await;
    live(&world, Duration::hours(7)).await;
    assert_eq!(acme.look(&world, proven.id).await.state(), State::Proven);
    let record = acme.record(&world).await;
    assert!(matches!(record[..], [.., Event::DomainMissing { .. }, Event::DomainProven { .. }]), "{record:?}");
}

#[tokio::test]
async fn a_domain_that_stays_away_is_lost_and_free_for_others() {
    let (world, acme) = acme().await;
    let proven = acme.prove(&world, "acme.example").await;
    world.withdraw(&proven.host()).await;
    live(&world, GRACE + Duration::days(2)).await;
    let lost = acme.look(&world, proven.id).await;
    assert_eq!((lost.state(), lost.next_check_at), (State::Lost, None));
    assert_eq!(world.mail("owner@acme-mail.example").await.subject, "Acme has lost the domain acme.example");

    let globex = Org::found(&world, "Globex", "globex").await;
    globex.prove(&world, "acme.example").await;
    world.publish(&lost.host(), &lost.value()).await;
    assert_eq!(domain::check_now(&acme.can(&world).await, lost.id).await.unwrap(), Checked::Refused, "too late");
    assert_eq!(acme.look(&world, lost.id).await.state(), State::Lost);
}

#[tokio::test]
async fn a_domain_has_one_owner_and_the_second_learns_nothing() {
    let (world, acme) = acme().await;
    let globex = Org::found(&world, "Globex", "globex").await;
    let first = acme.prove(&world, "acme.example").await;
    let second = globex.add(&world, "acme.example").await;
    assert_eq!(second.state(), State::Pending, "adding tells nobody anything");
    world.publish(&second.host(), &second.value()).await;
    for _ in 0..2 {
        assert_eq!(domain::check_now(&globex.can(&world).await, second.id).await.unwrap(), Checked::Refused);
        world.pass(Duration::SECOND);
    }
    let second = globex.look(&world, second.id).await;
    assert_eq!((second.state(), second.standing.seen), (State::Pending, None));
    let check = domain::last_check(&world.can::<SeeSignIn>(&globex.owner, "globex").await, second.id).await.unwrap().unwrap();
    assert!(check.refused);
    let refused = Event::DomainClaimRefused { domain: second.id, name: "acme.example".into() };
    assert_eq!(globex.record(&world).await[1..], [refused], "in the claimant's record, once");
    assert_eq!(acme.record(&world).await.len(), 2, "in the other's there is nothing");
    let claims: Vec<(uuid::Uuid, String)> =
        sqlx::query_as("select org_id, name from domain_claim").fetch_all(&mut world.superuser().await).await.unwrap();
    assert_eq!(claims, [(globex.id.0, "acme.example".to_owned())], "support finds it");

    domain::remove(&acme.can(&world).await, first.id).await.unwrap();
    live(&world, Duration::hours(1)).await;
    assert_eq!(globex.look(&world, second.id).await.state(), State::Proven, "nobody else has it now");
}

/// Real connections at a barrier: the index decides.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_prove_at_once_one_has_it() {
    let (world, acme) = acme().await;
    let globex = Org::found(&world, "Globex", "globex").await;
    let mut checks = Vec::new();
    for org in [&acme, &globex] {
        let added = org.add(&world, "shared.example").await;
        world.publish(&added.host(), &added.value()).await;
        checks.push((org.can(&world).await, added.id));
    }
    let barrier = std::sync::Arc::new(tokio::sync::Barrier::new(2));
    let checks = checks.into_iter().map(|(can, id)| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            domain::check_now(&can, id).await.unwrap()
        })
    });
    let mut checked: Vec<Checked> = futures::future::join_all(checks).await.into_iter().map(Result::unwrap).collect();
    checked.sort_by_key(|checked| *checked != Checked::Proven);
    assert_eq!(checked, [Checked::Proven, Checked::Refused]);
}

#[tokio::test]
async fn a_name_server_without_an_answer_takes_nothing_away() {
    let (mut world, _) = acme().await;
    // Names that are not under .example are asked of real name servers; here nobody is there to answer.
    let nobody = std::net::UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    world.portal.outbound = portal::outbound::Outbound::new(Vec::new(), vec![nobody]);
    let globex = Org::found(&world, "Globex", "globex").await;
    let added = globex.add(&world, "globex-without-servers.com").await;
    world.arrange("update domain set state = 'proven', seen_at = since, method = 'dns' where name = 'globex-without-servers.com'").await;
    let checked = tokio::time::timeout(StdDuration::from_secs(60), domain::check_now(&globex.can(&world).await, added.id)).await.unwrap();
    assert_eq!(checked.unwrap(), Checked::NotYet);
    let still = globex.look(&world, added.id).await;
    assert_eq!((still.state(), still.standing.tries), (State::Proven, 0));
}

#[tokio::test]
async fn checking_is_throttled() {
    let (world, acme) = acme().await;
    let can = acme.can(&world).await;
    let added = acme.add(&world, "acme.example").await;
    for _ in 0..6 {
        domain::check_now(&can, added.id).await.unwrap();
    }
    assert!(matches!(domain::check_now(&can, added.id).await, Err(Error::Limited(_))));
    world.pass(Duration::minutes(5));
    domain::check_now(&can, added.id).await.unwrap();
    world.drain().await;
}

#[tokio::test]
async fn checks_of_all_domains_of_an_organisation_are_counted_together() {
    let (world, acme) = acme().await;
    let can = acme.can(&world).await;
    let (first, second) = (acme.add(&world, "acme.example").await, acme.add(&world, "acme.test").await);
    domain::check_now(&can, first.id).await.unwrap();
    world.arrange("update throttle set count = 60 where kind = 'checks_of_organization'").await;
    assert!(matches!(domain::check_now(&can, second.id).await, Err(Error::Limited(_))));
    let globex = Org::found(&world, "Globex", "globex").await;
    let theirs = globex.add(&world, "globex.example").await;
    domain::check_now(&globex.can(&world).await, theirs.id).await.unwrap();

    world.pass(Duration::HOUR);
    domain::check_now(&can, second.id).await.unwrap();
    world.drain().await;
}

#[tokio::test]
async fn what_is_removed_is_gone_and_gets_another_value() {
    let (world, acme) = acme().await;
    let can = acme.can(&world).await;
    let first = acme.prove(&world, "acme.example").await;
    domain::remove(&can, first.id).await.unwrap();
    assert!(matches!(domain::remove(&can, first.id).await, Err(Error::NotFound)));
    let again = acme.add(&world, "acme.example").await;
    assert_ne!(again.value(), first.value());
    assert_eq!(domain::check_now(&can, again.id).await.unwrap(), Checked::NotYet, "the old value proves nothing any more");
    live(&world, Duration::hours(1)).await;
    assert_eq!(acme.record(&world).await[2], Event::DomainRemoved { domain: first.id, name: "acme.example".into(), state: "proven".into() });
}

#[tokio::test]
async fn another_organisations_domains_are_not_there() {
    let (world, acme) = acme().await;
    let added = acme.add(&world, "acme.example").await;
    let mallory = Org::found(&world, "Globex", "globex").await;
    let can = mallory.can(&world).await;
    assert!(domain::list(&world.can::<SeeSignIn>(&mallory.owner, "globex").await).await.unwrap().is_empty());
    assert!(matches!(domain::check_now(&can, added.id).await, Err(Error::NotFound)));
    assert!(matches!(domain::set_policy(&can, added.id, "nothing", "member").await, Err(Error::NotFound)));
    assert!(matches!(domain::remove(&can, added.id).await, Err(Error::NotFound)));
    assert_eq!(acme.look(&world, added.id).await.state(), State::Pending);
}

/// Who may ask to join (DECISIONS 5).
#[tokio::test]
async fn a_domain_may_let_its_people_in_by_itself() {
    let (world, acme) = acme().await;
    let domain = acme.prove(&world, "acme.example").await;
    let can = acme.can(&world).await;
    domain::set_policy(&can, domain.id, "join", "auditor").await.unwrap();
    let bo = world.person("Bo", "bo@acme.example").await;
    let welcoming = join_request::welcoming(&world.portal, &bo.visitor()).await.unwrap();
    assert_eq!(welcoming[0].joins_as, Some(Role::Auditor), "the switch for asking needn't be on");
    assert_eq!(join_request::ask(&world.portal, &bo.visitor(), acme.id, "").await.unwrap(), Outcome::Joined);
    world.can::<SeeSignIn>(&bo, "acme").await;
    assert!(matches!(acme.record(&world).await.last(), Some(Event::MemberJoined { source, .. }) if source == "domain"));

    world.arrange("update membership set status = 'removed' where address = 'bo@acme.example'").await;
    world.arrange("update organization set ask_to_join = true").await;
    let welcoming = join_request::welcoming(&world.portal, &bo.visitor()).await.unwrap();
    assert_eq!(welcoming[0].joins_as, None, "who was removed has to ask");
    assert_eq!(join_request::ask(&world.portal, &bo.visitor(), acme.id, "").await.unwrap(), Outcome::Waits);
    world.drain().await;
}

#[tokio::test]
async fn nobody_lets_a_domain_give_what_they_may_not() {
    let (world, acme) = acme().await;
    let domain = acme.prove(&world, "acme.example").await;
    let sina = world.person("Sina", "sina@acme.example").await;
    world.member(acme.id, &sina, &[Role::SignInAdministrator]).await;
    let can = world.can(&sina, "acme").await;
    let beyond = domain::set_policy(&can, domain.id, "join", "administrator").await;
    assert!(matches!(beyond, Err(Error::Conflict(Rule::BeyondYourRights))), "{beyond:?}");
    domain::set_policy(&can, domain.id, "join", "member").await.unwrap();
}

#[tokio::test]
async fn who_has_proven_a_domain_is_asked_by_its_people_and_nobody_else() {
    let (world, acme) = acme().await;
    world.arrange("update organization set ask_to_join = true").await;
    let (bo, cy) = (world.person("Bo", "bo@acme.example").await, world.person("Cy", "cy@acme-mail.example").await);
    let welcomes = async |somebody: &Person| !join_request::welcoming(&world.portal, &somebody.visitor()).await.unwrap().is_empty();
    assert!(!welcomes(&bo).await && welcomes(&cy).await, "without a proven domain it is the owner's");
    let added = acme.add(&world, "acme.example").await;
    assert!(!welcomes(&bo).await && welcomes(&cy).await, "a pending one changes nothing");
    world.publish(&added.host(), &added.value()).await;
    let can = acme.can(&world).await;
    domain::check_now(&can, added.id).await.unwrap();
    assert!(welcomes(&bo).await && !welcomes(&cy).await, "from now on it is the proven one");
    domain::set_policy(&can, added.id, "nothing", "member").await.unwrap();
    assert!(!welcomes(&bo).await && !welcomes(&cy).await);
    assert!(matches!(domain::set_policy(&can, added.id, "", "member").await, Err(Error::Invalid(_))));
    assert!(matches!(domain::set_policy(&can, added.id, "join", "owner").await, Err(Error::Invalid(_))), "nobody becomes an owner by an address");
    let required = domain::set_policy(&can, added.id, "require_sso", "member").await;
    assert!(matches!(required, Err(Error::Conflict(Rule::RequiredThere))), "that has a page of its own");
    domain::set_policy(&can, added.id, "ask_to_join", "member").await.unwrap();
    world.arrange("update organization set ask_to_join = false").await;
    assert!(!welcomes(&bo).await, "the organisation's own switch comes first");
    world.arrange("update organization set ask_to_join = true").await;

    for (state, welcome) in [("missing", false), ("lost", false), ("proven", true)] {
        world.arrange(&format!("update domain set state = '{state}'")).await;
        assert_eq!(welcomes(&bo).await, welcome, "{state}");
        assert!(!welcomes(&cy).await, "{state}");
    }
    let sub = world.person("Di", "di@eu.acme.example").await;
    assert!(!welcomes(&sub).await, "a sub-domain is a domain of its own");
    assert!(matches!(join_request::ask(&world.portal, &cy.visitor(), acme.id, "").await, Err(Error::NotFound)));
    join_request::ask(&world.portal, &bo.visitor(), acme.id, "").await.unwrap();
    world.drain().await;
}

#[tokio::test]
async fn who_may_look_after_domains() {
    let (world, acme) = acme().await;
    for (name, role, sees, manages) in [
        ("Ada", Role::Administrator, true, true),
        ("Sina", Role::SignInAdministrator, true, true),
        ("Dan", Role::Auditor, true, false),
        ("Petra", Role::PeopleAdministrator, false, false),
        ("Mo", Role::Member, false, false),
    ] {
        let person = world.person(name, &format!("{name}@acme.example")).await;
        world.member(acme.id, &person, &[role]).await;
        let here = world.inside(&person, "acme").await;
        assert_eq!((here.can::<SeeSignIn>().is_ok(), here.can::<ManageSignIn>().is_ok()), (sees, manages), "{role:?}");
    }
    let manager = world.person("Sam", "sam@acme.example").await;
    let id = world.member(acme.id, &manager, &[Role::SignInAdministrator]).await;
    let can: Can<ManageSignIn> = world.can(&manager, "acme").await;
    sqlx::query("delete from membership_role where membership_id = $1").bind(id.0).execute(&mut world.superuser().await).await.unwrap();
    assert!(matches!(domain::add(&can, "acme.example").await, Err(Error::Forbidden)), "rights are read again");
}
