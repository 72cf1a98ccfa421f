use crate::world::Acme;
use contract::{MembershipId, Role, Rule};
use futures::TryStreamExt;
use portal::{
    access::{Can, permission::SeeMembers},
    audit::Event,
    member::{self, Filter, Listing, Member},
    page::{Count, Edge, Page},
    role,
};
use testkit::TestPortal;
use time::Duration;

async fn look(can: &Can<SeeMembers>, query: &str) -> (Page<Member>, Count) {
    member::list(can, &Listing::parse(query)).await.unwrap()
}

async fn names(can: &Can<SeeMembers>, query: &str) -> Vec<String> {
    look(can, query).await.0.rows.into_iter().map(|member| member.name).collect()
}

/// Acme with Alice and a few more.
async fn staff() -> (Acme, Can<SeeMembers>) {
    let acme = Acme::new().await;
    for (name, roles) in [
        ("Bo Nakamura", [Role::Auditor, Role::Member].as_slice()),
        ("Chidinma Okonkwo-Fairweather", &[Role::Member]),
        ("Dariusz Wojcik", &[Role::PeopleAdministrator]),
        ("Ana Bond", &[Role::Member]),
    ] {
        acme.world.pass(Duration::DAY);
        acme.somebody(name, roles).await;
    }
    let can = acme.world.can(&acme.alice, "acme").await;
    (acme, can)
}

#[tokio::test]
async fn members_are_listed_with_everything_the_page_shows() {
    let (acme, can) = staff().await;
    let (page, count) = look(&can, "").await;
    assert_eq!(count, Count::Exactly(5));
    let listed: Vec<_> = page.rows.iter().map(|member| (member.name.as_str(), member.roles.as_slice(), member.last_active_at.is_some())).collect();
    assert_eq!(
        listed,
        [
            ("Alice Ng", [Role::Owner].as_slice(), true),
            ("Ana Bond", &[Role::Member], false),
            ("Bo Nakamura", &[Role::Auditor, Role::Member], false),
            ("Chidinma Okonkwo-Fairweather", &[Role::Member], false),
            ("Dariusz Wojcik", &[Role::PeopleAdministrator], false),
        ]
    );
    assert_eq!((page.previous, page.next), (None, None));

    assert_eq!(names(&can, "sort=-name").await[0], "Dariusz Wojcik");
    assert_eq!(names(&can, "sort=joined").await[..2], ["Alice Ng", "Bo Nakamura"]);
    assert_eq!(names(&can, "sort=-joined").await[0], "Ana Bond");
    assert_eq!(names(&can, "sort=-active").await[0], "Alice Ng");
    assert_eq!(names(&can, "sort=active").await[4], "Alice Ng");
    drop(acme);
}

#[tokio::test]
async fn people_are_found_by_any_word_and_by_address() {
    let (_acme, can) = staff().await;
    assert_eq!(names(&can, "q=nak").await, ["Bo Nakamura"]);
    // Bo by his own name, Ana by hers: each once, though both have several such words.
    assert_eq!(names(&can, "q=bo").await, ["Bo Nakamura", "Ana Bond"]);
    assert_eq!(names(&can, "q=BO+ana").await, ["Ana Bond"]);
    assert_eq!(names(&can, "q=fairw+chid").await, ["Chidinma Okonkwo-Fairweather"]);
    assert_eq!(names(&can, "q=dariusz.wojcik%40acme").await, ["Dariusz Wojcik"]);
    assert_eq!(names(&can, "q=weather").await, [""; 0]);
    assert_eq!(names(&can, "q=bo&sort=name").await, ["Ana Bond", "Bo Nakamura"], "asked for by name it comes by name");
    assert_eq!(names(&can, "q=bo&sort=-name").await, ["Bo Nakamura", "Ana Bond"]);
    assert_eq!(names(&can, "q=bo&sort=joined").await, ["Bo Nakamura", "Ana Bond"]);
    assert_eq!(names(&can, "q=%25").await, [""; 0]);
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let (acme, can) = staff().await;
    assert_eq!(names(&can, "role=auditor&role=people_administrator").await, ["Bo Nakamura", "Dariusz Wojcik"]);
    let bo = look(&can, "q=nak").await.0.rows[0].id;
    let dariusz = look(&can, "q=woj").await.0.rows[0].id;
    let manager = acme.manages(&acme.alice).await;
    member::suspend(&manager, bo).await.unwrap();
    member::remove(&manager, dariusz).await.unwrap();
    assert_eq!(names(&can, "status=suspended").await, ["Bo Nakamura"]);
    assert_eq!(names(&can, "status=removed").await, ["Dariusz Wojcik"]);
    assert_eq!(names(&can, "role=people_administrator").await, [""; 0]);
    assert_eq!(names(&can, "").await.len(), 4);
    assert_eq!(names(&can, "source=request").await, [""; 0]);
    assert_eq!(names(&can, "source=founder&status=active&q=an").await, ["Ana Bond"]);
    acme.world.pass(Duration::days(10));
    acme.world.inside(&acme.alice, "acme").await;
    assert_eq!(names(&can, "inactive=10").await, ["Ana Bond", "Bo Nakamura", "Chidinma Okonkwo-Fairweather"]);
    assert_eq!(names(&can, "inactive=11").await, ["Bo Nakamura", "Chidinma Okonkwo-Fairweather"]);
    acme.world.drain().await;
}

/// As many members as this, at once.
pub async fn crowd(world: &TestPortal, org: contract::OrgId, count: i32) {
    for statement in [
        "insert into person select gen_random_uuid(), 'p' || n || '@acme.example', 'x', 'en', 'UTC', '1', now(), now(), now() from generate_series(1, $2) n where $1 is not null",
        "insert into membership (org_id, id, person_id, status, source, display_name, name_key, address, joined_at, last_active_at)
         select $1, gen_random_uuid(), p.id, 'active', 'invitation', 'Person ' || n % 7, 'person ' || n % 7, p.address,
                timestamptz '2026-01-01' + n % 5 * interval '1 day', case when n % 3 = 0 then timestamptz '2026-02-01' + n % 11 * interval '1 day' end
           from generate_series(1, $2) n join person p on p.address = 'p' || n || '@acme.example'",
        "insert into membership_role select org_id, id, 'member', now() from membership m where $2 > 0 and org_id = $1 and source = 'invitation'",
        "insert into member_word select org_id, unnest(array['person', address]), name_key, id from membership where $2 > 0 and org_id = $1 and source = 'invitation'",
        "update organization set seats_taken = (select count(*) from membership where org_id = $1 and status = 'active') where $2 > 0 and org_id = $1",
    ] {
        sqlx::query(statement).bind(org.0).bind(count).execute(&mut world.superuser().await).await.unwrap();
    }
}

#[tokio::test]
async fn every_member_is_on_exactly_one_page_in_every_order_and_both_ways() {
    let acme = Acme::new().await;
    crowd(&acme.world, acme.org, 173).await;
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    for query in [
        "",
        "sort=-name",
        "sort=joined",
        "sort=-joined",
        "sort=active",
        "sort=-active",
        "q=person",
        "q=p&sort=-name",
        "q=person&sort=name",
        "q=person&sort=-joined",
        "role=member",
    ] {
        let all = if query.contains('p') || query.contains("role") { 173 } else { 174 };
        let all = if query.starts_with("sort") || query.is_empty() { 174 } else { all };
        let mut listing = Listing::parse(query);
        let mut forward: Vec<Vec<MembershipId>> = Vec::new();
        loop {
            let (page, count) = member::list(&can, &listing).await.unwrap();
            assert_eq!(count, Count::Exactly(all), "{query}");
            forward.push(page.rows.iter().map(|member| member.id).collect());
            let Some(next) = page.next else { break };
            // The mark travels through the URL.
            listing = Listing::parse(&listing.at(Edge::After(next)).to_string());
        }
        assert_eq!(forward.len(), 4, "{query}");
        let mut ids = forward.concat();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all as usize, "{query}");

        let mut back = vec![forward[3].clone()];
        loop {
            let (page, _) = member::list(&can, &listing).await.unwrap();
            let Some(previous) = page.previous else { break };
            listing = Listing::parse(&listing.at(Edge::Before(previous)).to_string());
            back.insert(0, member::list(&can, &listing).await.unwrap().0.rows.iter().map(|member| member.id).collect());
        }
        assert_eq!(back, forward, "{query}");
    }
}

#[tokio::test]
async fn counting_stops_at_a_thousand() {
    let acme = Acme::new().await;
    crowd(&acme.world, acme.org, 1_020).await;
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    assert_eq!(look(&can, "").await.1, Count::MoreThanCounted);
    assert_eq!(look(&can, "q=person").await.1, Count::MoreThanCounted);
    assert_eq!(look(&can, "q=p1@").await.1, Count::Exactly(1));
}

#[tokio::test]
async fn one_organisation_finds_nobody_of_another() {
    let (acme, _) = staff().await;
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    acme.world.org("Globex", "globex", &mallory).await;
    let mallory: Can<SeeMembers> = acme.world.can(&mallory, "globex").await;
    assert_eq!(names(&mallory, "").await, ["Mallory"]);
    assert_eq!(names(&mallory, "q=bo").await, [""; 0]);
    assert_eq!(names(&mallory, "q=acme").await, [""; 0]);
}

#[tokio::test]
async fn an_export_is_the_filtered_list_safe_for_spreadsheets_and_recorded() {
    let (acme, can) = staff().await;
    acme.somebody("=Wilhelm", &[Role::Auditor, Role::Member]).await;
    let (name, chunks) = member::export(can.clone(), Filter::parse("role=auditor")).await.unwrap();
    assert_eq!(name, "acme-members-2026-11-06.csv");
    let csv = String::from_utf8(chunks.try_concat().await.unwrap()).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "name,address,roles,status,source,joined,last_active,id");
    assert!(lines[1].starts_with("'=Wilhelm,'=wilhelm@acme.example,\"auditor, member\",active,founder,2026-11-06T09:00:00Z,,"), "{}", lines[1]);
    assert!(lines[2].starts_with("Bo Nakamura,bo.nakamura@acme.example,"), "{}", lines[2]);
    assert_eq!(lines[3..], [""]);
    assert_eq!(acme.record().await, [Event::MembersExported { filter: "role=auditor".into() }]);
}

#[tokio::test]
async fn those_who_were_ticked_are_exported_whatever_state_they_are_in() {
    let (acme, can) = staff().await;
    let (_, gone) = acme.somebody("Gone Girl", &[Role::Member]).await;
    member::remove(&acme.manages(&acme.alice).await, gone).await.unwrap();
    let filter = Filter::of_these(vec![gone]);
    assert_eq!(Filter::parse(&filter.to_string()), filter);
    let csv = member::export(can, filter).await.unwrap().1.try_concat().await.unwrap();
    assert!(String::from_utf8(csv).unwrap().lines().nth(1).unwrap().starts_with("Gone Girl,"));
    acme.world.drain().await;
}

#[tokio::test]
async fn an_export_of_thousands_comes_in_chunks_and_names_everybody_once() {
    let acme = Acme::new().await;
    crowd(&acme.world, acme.org, 2_500).await;
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    let chunks: Vec<Vec<u8>> = member::export(can, Filter::default()).await.unwrap().1.try_collect().await.unwrap();
    assert_eq!(chunks.len(), 3);
    let csv = String::from_utf8(chunks.concat()).unwrap();
    let ids: std::collections::HashSet<&str> = csv.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!((csv.lines().count(), ids.len()), (2_502, 2_501));
}

#[tokio::test]
async fn a_members_page_says_what_may_be_done_and_why_not() {
    let (acme, can) = staff().await;
    let bo = look(&can, "q=nak").await.0.rows[0].id;
    let bo = member::look(&can, bo).await.unwrap();
    assert_eq!(bo.roles.iter().map(|(role, ..)| *role).collect::<Vec<_>>(), [Role::Auditor, Role::Member]);
    let acts = bo.acts.unwrap();
    assert_eq!((acts.suspend, acts.reactivate, acts.change_roles), (Ok(()), Err(Rule::NotInThatState), Ok(())));
    assert_eq!(acts.grantable, Role::ALL);
    let me = member::look(&can, can.membership()).await.unwrap().acts.unwrap();
    assert_eq!((me.suspend, me.change_roles, me.last_owner), (Err(Rule::Yourself), Ok(()), true));

    let dariusz = look(&can, "q=woj").await.0.rows[0].clone();
    let as_dariusz: Can<SeeMembers> = {
        let (id, name): (uuid::Uuid, String) = sqlx::query_as("select person_id, display_name from membership where id = $1")
            .bind(dariusz.id.0)
            .fetch_one(&mut acme.world.superuser().await)
            .await
            .unwrap();
        let person = testkit::Person { id: contract::PersonId(id), name, address: contract::EmailAddress::parse(&dariusz.address).unwrap() };
        acme.world.can(&person, "acme").await
    };
    let acts = member::look(&as_dariusz, bo.id).await.unwrap().acts.unwrap();
    assert_eq!((acts.suspend, acts.grantable), (Err(Rule::BeyondYourRights), vec![Role::PeopleAdministrator, Role::Member]));
    assert!(matches!(member::look(&can, MembershipId(uuid::Uuid::nil())).await, Err(portal::Error::NotFound)));
}

#[tokio::test]
async fn the_roles_page_shows_who_has_what() {
    let (_acme, can) = staff().await;
    let roles = role::list(&can).await.unwrap();
    assert_eq!(roles.iter().map(|in_use| in_use.role).collect::<Vec<_>>(), Role::ALL);
    let member = &roles[5];
    assert_eq!(member.holders, Count::Exactly(3));
    assert_eq!(member.some.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Ana Bond", "Bo Nakamura", "Chidinma Okonkwo-Fairweather"]);
    assert_eq!(roles[1].holders, Count::Exactly(0));
}
