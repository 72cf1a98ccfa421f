//! Signing in by a connection, as browsers and attackers do it.

use contract::{Arrival, MembershipId, Role};
use http::StatusCode;
use portal::access::permission::{DecideRequests, SeeMembers};
use portal::connection::{self, MappingInput};
use portal::federation::{Decision, log, tests};
use portal::join_request;
use portal::page::Edge;
use practice_idp::{Fault, Shows};

use crate::browser::Browser;
use crate::practice::{Acme, PLACE, me};
use crate::site::{header, text};

#[tokio::test]
async fn somebody_who_did_not_exist_before_comes_in_by_saml() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben.status), ("/o/acme", StatusCode::OK), "{}", ben.page);
    assert_eq!(acme.made().await, [2, 2, 1, 1, 1, 0]);
    let who = me(&mut ben).await;
    assert_eq!((&who["address"], &who["proofs"]), (&"ben@acme.example".into(), &serde_json::json!(["single_sign_on"])));
    assert_eq!(who["organizations"][0]["connection"], serde_json::json!({ "key": acme.key, "name": "Okta" }));

    // Their own pages, and other organisations, ask for a factor of their own.
    for path in ["/account", "/organizations", "/sign-up/organization"] {
        ben.open(path).await;
        assert_eq!(ben.path, format!("/sign-in?next={path}"));
        assert!(ben.page.contains("ben@acme.example"), "their address is filled in");
    }
    // The second time, they are known; the address at the provider may have changed.
    let mut again = Browser::new(&acme.site);
    acme.sign_in(&mut again, "Ben", Fault::None).await;
    assert_eq!((again.path.as_str(), acme.made().await), ("/o/acme", [2, 2, 2, 1, 2, 0]));
    assert_eq!(acme.logged().await, ("in".into(), None));

    // And those who look after them see by what they come.
    let mut alice = Browser::of(&acme.site, &acme.alice).await;
    alice.open("/o/acme/members?q=ben").await;
    let member = alice.page.split("href=\"/o/acme/members/").find_map(|rest| rest.split('"').next()?.parse::<MembershipId>().ok()).unwrap();
    alice.open(&format!("/o/acme/members/{member}")).await;
    assert!(alice.page.contains("Signs in by") && alice.page.contains("Okta"), "{}", alice.page);
}

#[tokio::test]
async fn and_by_openid_connect() {
    let acme = Acme::by_oidc().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in_from(&mut ben, &format!("/sso/start/{}?next=/o/acme/leave", acme.key), "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben.status), ("/o/acme/leave", StatusCode::OK), "{}", ben.page);
    assert_eq!(acme.made().await, [2, 2, 1, 1, 1, 0]);
}

async fn every_fault_is_refused(acme: &Acme, saml: bool) {
    let mut ana = Browser::new(&acme.site);
    acme.sign_in(&mut ana, "Ana", Fault::None).await;
    assert_eq!(ana.path, "/o/acme", "{}", ana.page);
    let before = acme.made().await;
    let protocol = if saml { contract::Protocol::Saml } else { contract::Protocol::Oidc };
    let sent = Fault::ALL.iter().filter(|fault| fault.protocols().contains(&protocol) && fault.shows() == Shows::Sent && **fault != Fault::None);
    for fault in sent {
        let mut browser = Browser::new(&acme.site);
        acme.sign_in(&mut browser, "Ana", *fault).await;
        assert_eq!(browser.path, "/sso/refused", "{fault:?}: {}", browser.page);
        let (outcome, code) = acme.logged().await;
        assert_eq!((outcome.as_str(), code.as_deref()), ("refused", Some(fault.code())), "{fault:?}");
        assert_eq!(acme.made().await, before, "{fault:?} made something");
        // One text for all of them.
        assert!(browser.page.contains("sso-") && !browser.page.contains(fault.code()), "{}", browser.page);
    }
}

#[tokio::test]
async fn every_fault_of_a_saml_provider_is_refused_by_its_own_code() {
    every_fault_is_refused(&Acme::by_saml().await, true).await;
}

#[tokio::test]
async fn every_fault_of_an_openid_provider_is_refused_by_its_own_code() {
    every_fault_is_refused(&Acme::by_oidc().await, false).await;
}

#[tokio::test]
async fn an_answer_is_for_the_browser_that_left_and_for_once() {
    let acme = Acme::by_saml().await;
    let before = acme.made().await;
    let (mut mallory, mut victim) = (Browser::new(&acme.site), Browser::new(&acme.site));
    let (response, state) = acme.posted(&mut mallory, "Ben", Fault::None).await;
    let fields = [("SAMLResponse", response.as_str()), ("RelayState", state.as_str())];

    // Mallory's own answer in the victim's browser, which never left, or has left for something else.
    for left in [false, true] {
        if left {
            acme.posted(&mut victim, "Ana", Fault::None).await;
        }
        let answer = victim.post_from_elsewhere(&acme.acs(), &fields).await;
        victim.go_on(answer).await;
        assert_eq!((victim.path.as_str(), acme.logged().await.1.as_deref()), ("/sso/refused", Some("S09")));
    }
    // Only our opaque handle is honoured.
    for state in ["", "https://evil.example", "//evil.example", "/\\evil", "javascript:alert(1)", "x\r\nSet-Cookie: a=b"] {
        let answer = mallory.post_from_elsewhere(&acme.acs(), &[("SAMLResponse", &response), ("RelayState", state)]).await;
        assert_eq!(header(&answer, "location"), "/sso/refused", "{state}");
    }
    // At another connection's address.
    let other = connection::create(&acme.can().await, "Other", "okta", "saml").await.unwrap();
    let key = connection::find(&acme.see().await, other).await.unwrap().key;
    let answer = mallory.post_from_elsewhere(&format!("/sso/saml/{key}/acs"), &fields).await;
    assert_eq!(header(&answer, "location"), "/sso/refused");
    assert_eq!(acme.made().await, before);

    // Where it belongs, once.
    let answer = mallory.post_from_elsewhere(&acme.acs(), &fields).await;
    mallory.go_on(answer).await;
    assert_eq!(mallory.path, "/o/acme");
    let after = acme.made().await;
    for mut browser in [mallory, victim] {
        let answer = browser.post_from_elsewhere(&acme.acs(), &fields).await;
        browser.go_on(answer).await;
        assert_eq!((browser.path.as_str(), acme.logged().await.1.as_deref()), ("/sso/refused", Some("S09")));
    }
    assert_eq!(acme.made().await, after);
}

#[tokio::test]
async fn what_is_no_answer_is_refused_at_once() {
    let acme = Acme::by_saml().await;
    let before = acme.made().await;
    let mut browser = Browser::new(&acme.site);
    for bad in ["twice", "not base64", "nothing"] {
        let (response, state) = acme.posted(&mut browser, "Ben", Fault::None).await;
        let fields = match bad {
            "twice" => vec![("SAMLResponse", response.as_str()), ("SAMLResponse", response.as_str()), ("RelayState", state.as_str())],
            "not base64" => vec![("SAMLResponse", "<xml>*</xml>"), ("RelayState", state.as_str())],
            _ => vec![("RelayState", state.as_str())],
        };
        let answer = browser.post_from_elsewhere(&acme.acs(), &fields).await;
        assert_eq!((header(&answer, "location"), acme.logged().await.1.as_deref()), ("/sso/refused", Some("S02")), "{bad}");
    }
    let (response, state) = acme.posted(&mut browser, "Ben", Fault::None).await;
    let huge = "A".repeat(8 * 1024 * 1024);
    let answer = browser.post_from_elsewhere(&acme.acs(), &[("SAMLResponse", &huge), ("RelayState", &state)]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs([("SAMLResponse", &response), ("RelayState", &state)]).finish();
    browser.open(&format!("{}?{query}", acme.acs())).await;
    assert!(browser.status.is_client_error(), "by GET");
    browser.open("/sso/start/0000000000000000").await;
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    assert_eq!(acme.made().await, before);
}

#[tokio::test]
async fn an_address_of_a_foreign_domain_is_refused_before_anybody_is_looked_up() {
    let acme = Acme::by_saml().await;
    acme.idp.post(&format!("{PLACE}/people/domain"), &[("domain", "globex.example")]).await;
    let mut browser = Browser::new(&acme.site);
    let (response, state) = acme.posted(&mut browser, "Ben", Fault::None).await;
    let fields = [("SAMLResponse", response.as_str()), ("RelayState", state.as_str())];
    let (answer, work) = acme.site.portal.work(browser.post_from_elsewhere(&acme.acs(), &fields)).await;
    assert_eq!((header(&answer, "location"), acme.logged().await.1.as_deref()), ("/sso/refused", Some("S12")));
    let looked = work.statements.iter().find(|statement| statement.contains("person") || statement.contains("from identity"));
    assert!(looked.is_none_or(|statement| statement.starts_with("insert into sso_log")), "{looked:?}");
}

#[tokio::test]
async fn the_removed_and_the_suspended_are_not_let_back_in() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    for status in ["suspended", "removed"] {
        acme.site.portal.arrange(&format!("update membership set status = '{status}', ended_at = now() where display_name = 'Ben Okafor'")).await;
        ben.open("/o/acme").await;
        assert_ne!((ben.path.as_str(), ben.status), ("/o/acme", StatusCode::OK), "what was open ends with the next request");
        let before = acme.made().await;
        acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
        assert_eq!((acme.logged().await.0.as_str(), acme.made().await), ("not_let_in", before), "{status}");
    }
}

#[tokio::test]
async fn whose_account_opens_other_doors_too_proves_a_factor_of_their_own_first() {
    let acme = Acme::by_saml().await;
    let ben = acme.site.portal.person("Ben", "ben@acme.example").await;
    acme.site.portal.org("Elsewhere", "elsewhere", &ben).await;
    let mut other = Browser::new(&acme.site);
    acme.sign_in(&mut other, "Ben", Fault::None).await;
    acme.sign_in(&mut other, "Chiara", Fault::None).await;
    assert_eq!(other.path, "/o/acme", "whoever was proven last comes in, whatever waits beside");
    let before = acme.made().await;
    let mut browser = Browser::new(&acme.site);
    acme.sign_in(&mut browser, "Ben", Fault::None).await;
    assert_eq!(browser.path, "/sign-in/link");
    assert_eq!(acme.made().await, before, "nothing is linked by the provider's word alone");
    browser.submit("/fn/sign-in/link", &[]).await;
    assert_eq!(browser.path, "/sign-in/password");
    browser.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    assert_eq!((browser.path.as_str(), browser.status), ("/o/acme", StatusCode::OK), "{}", browser.page);
    let who = me(&mut browser).await;
    assert_eq!(who["organizations"].as_array().unwrap().len(), 2, "their own factor opens the other door as before: {who}");

    // From then on the provider is enough, for this organisation alone.
    let mut again = Browser::new(&acme.site);
    acme.sign_in(&mut again, "Ben", Fault::None).await;
    assert_eq!(again.path, "/o/acme");
    again.open("/o/elsewhere").await;
    assert_eq!(again.path, "/o/elsewhere/sign-in?next=/o/elsewhere");
}

#[tokio::test]
async fn who_is_signed_in_already_keeps_what_they_have_proven() {
    let acme = Acme::by_saml().await;
    let ben = acme.site.portal.person("Ben", "ben@acme.example").await;
    acme.site.portal.member(acme.org, &ben, &[Role::Member]).await;
    let mut browser = Browser::of(&acme.site, &ben).await;
    let cookie = browser.cookie("portico_session").map(str::to_owned);
    acme.sign_in(&mut browser, "Ben", Fault::None).await;
    assert_eq!(browser.path, "/o/acme");
    assert_ne!(browser.cookie("portico_session").map(str::to_owned), cookie, "another id at each change of what is proven");
    assert_eq!(me(&mut browser).await["proofs"], serde_json::json!(["password", "single_sign_on"]));
    browser.open("/account").await;
    assert_eq!((browser.path.as_str(), browser.status), ("/account", StatusCode::OK));
}

#[tokio::test]
async fn a_sign_in_that_begins_at_the_provider_begins_anew_here_if_it_may() {
    let acme = Acme::by_saml().await;
    let mut browser = Browser::new(&acme.site);
    let unasked = [("SAMLResponse", "anything"), ("RelayState", "")];
    let answer = browser.post_from_elsewhere(&acme.acs(), &unasked).await;
    assert_eq!(header(&answer, "location"), "/sso/refused");
    connection::set_saml_options(&acme.can().await, acme.connection, "assertion", "", true).await.unwrap();
    acme.activate().await;
    let answer = browser.post_from_elsewhere(&acme.acs(), &unasked).await;
    assert_eq!(header(&answer, "location"), format!("/sso/start/{}", acme.key));
    // Whoever has just left from here and comes back unasked doesn't go round in circles.
    browser.ask(&format!("/sso/start/{}", acme.key)).await;
    let answer = browser.post_from_elsewhere(&acme.acs(), &unasked).await;
    assert_eq!(header(&answer, "location"), "/sso/refused");
}

#[tokio::test]
async fn an_address_is_led_to_its_provider_where_the_organisation_wants_that() {
    let acme = Acme::by_saml().await;
    let mut browser = Browser::new(&acme.site);
    browser.open("/sign-in").await;
    browser.submit("/fn/sign-in/begin", &[("address", "nobody@acme.example")]).await;
    assert_eq!(browser.path, "/sign-in/password", "nothing shows that Acme is here");
    acme.site.portal.arrange(&format!("insert into sign_in_policy (org_id, discovery) values ('{}', true)", acme.org)).await;
    browser.open("/sign-in?next=/o/acme/leave").await;
    browser.submit("/fn/sign-in/begin", &[("address", "nobody@acme.example")]).await;
    assert_eq!(browser.path, "/sign-in/sso");
    let response = browser.ask("/sign-in/sso").await;
    let to = header(&response, "refresh").strip_prefix("0; url=").unwrap().to_owned();
    assert_eq!(to, format!("/sso/start/{}?next=/o/acme/leave&hint=nobody%40acme.example", acme.key));
    acme.sign_in_from(&mut browser, &to, "Ben", Fault::None).await;
    assert_eq!(browser.path, "/o/acme/leave");
    // Ben's own pages ask for a proof of his own: his provider, which he has just been at, is no way to one.
    assert!(browser.open("/account").await.contains("asks for a proof of your own"), "{}", browser.page);
    browser.submit("/fn/sign-in/begin", &[("address", "ben@acme.example")]).await;
    assert_eq!(browser.path, "/sign-in/password");
    // Pending, missing or lost, a domain leads nobody.
    acme.site.portal.arrange("update domain set state = 'missing'").await;
    let mut other = Browser::new(&acme.site);
    other.open("/sign-in").await;
    other.submit("/fn/sign-in/begin", &[("address", "nobody@acme.example")]).await;
    assert_eq!(other.path, "/sign-in/password");
}

#[tokio::test]
async fn an_organisation_s_own_page_is_shown_to_whom_it_wants() {
    let acme = Acme::by_saml().await;
    let mut browser = Browser::new(&acme.site);
    let (here, nowhere) = (browser.open("/o/acme/sign-in").await.to_owned(), browser.open("/o/nowhere/sign-in").await.to_owned());
    let plain =
        |page: &str, slug: &str| page.replace(slug, "").split("nonce").map(|part| part[part.find('>').unwrap_or(0)..].to_owned()).collect::<String>();
    assert_eq!(plain(&here, "acme"), plain(&nowhere, "nowhere"));
    acme.site.portal.arrange(&format!("insert into sign_in_policy (org_id, own_page) values ('{}', true)", acme.org)).await;
    browser.open("/o/acme/sign-in").await;
    assert!(browser.page.contains("Sign in to Acme") && browser.page.contains(&format!("/sso/start/{}?next=/o/acme", acme.key)), "{}", browser.page);
}

#[tokio::test]
async fn who_comes_where_somebody_decides_asks_by_coming() {
    let acme = Acme::by_saml().await;
    connection::set_arrival(&acme.can().await, acme.connection, Arrival::Approved.key(), "member").await.unwrap();
    acme.activate().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), acme.made().await), ("/sso/asked", [2, 1, 0, 1, 0, 1]));
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), acme.made().await), ("/sso/asked", [2, 1, 0, 1, 0, 1]), "once");
    let asked = join_request::list(&acme.site.portal.can::<SeeMembers>(&acme.alice, "acme").await, &Edge::First).await.unwrap().rows;
    let decide = acme.site.portal.can::<DecideRequests>(&acme.alice, "acme").await;
    join_request::approve(&decide, asked[0].id, &["auditor".to_owned()]).await.unwrap();
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), acme.logged().await.0.as_str()), ("/o/acme", "in"));
    acme.site.portal.drain().await;
}

#[tokio::test]
async fn groups_give_roles_and_take_their_own_again() {
    let acme = Acme::by_saml().await;
    let roles = |pairs: &[(&str, &str)]| MappingInput {
        roles: pairs.iter().map(|(group, role)| ((*group).to_owned(), (*role).to_owned())).collect(),
        ..MappingInput::default()
    };
    let held = async |acme: &Acme| {
        let query = "select r.role, r.connection_id is not null as by_groups
                       from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
                      where m.address = 'ben@acme.example' order by r.role";
        let rows = acme.site.portal.look(query).await;
        let held = rows.iter().map(|row| (row["role"].as_str().unwrap().to_owned(), row["by_groups"].as_bool().unwrap()));
        held.collect::<Vec<_>>()
    };
    connection::set_mapping(&acme.can().await, acme.connection, roles(&[("Engineering", "auditor"), ("Board", "administrator")])).await.unwrap();
    acme.activate().await;
    acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
    assert_eq!(held(&acme).await, [("auditor".to_owned(), true)]);
    // What is taken from a group by hand can't be given back to it by hand.
    let mut alice = Browser::of(&acme.site, &acme.alice).await;
    let ben = acme.site.portal.look("select id from membership where address = 'ben@acme.example'").await[0]["id"].as_str().unwrap().to_owned();
    alice.open(&format!("/o/acme/members/{ben}")).await;
    let changed = alice.submit("/fn/members/roles", &[("roles[]", "member")]).await;
    assert!(changed.contains("are changed.") && !changed.contains(">Undo<"), "{changed}");
    acme.site
        .portal
        .arrange("delete from membership_role r using membership m where m.id = r.membership_id and m.address = 'ben@acme.example'")
        .await;
    acme.site
        .portal
        .arrange("insert into membership_role select org_id, id, 'member', now() from membership where address = 'ben@acme.example'")
        .await;
    connection::set_mapping(&acme.can().await, acme.connection, roles(&[("Everyone", "people_administrator")])).await.unwrap();
    acme.activate().await;
    acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
    assert_eq!(held(&acme).await, [("member".to_owned(), false), ("people_administrator".to_owned(), true)]);
}

#[tokio::test]
async fn a_test_lets_nobody_in_and_says_what_would_be() {
    let acme = Acme::by_saml().await;
    let before = acme.made().await;
    let started = tests::for_colleague(&acme.can().await, acme.connection).await.unwrap();
    let mut ben = Browser::new(&acme.site);
    ben.open(&started.link).await;
    assert!(ben.page.contains("Alice Ng asks you to try the sign-in"), "{}", ben.page);
    let go = format!("{}/go", started.link);
    acme.sign_in_from(&mut ben, &go, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), acme.made().await), ("/sso/test-done", before));
    let test = tests::find(&acme.see().await, acme.connection, started.id).await.unwrap().unwrap();
    assert_eq!((test.state, test.code.as_deref()), (tests::State::Passed, None));
    assert_eq!(test.decision, Some(Decision::Join { roles: vec![Role::Member] }));
    assert!(test.report.unwrap().attributes.contains_key("groups"));
    ben.open(&started.link).await;
    assert_eq!(ben.status, StatusCode::NOT_FOUND, "a link runs once");

    let started = tests::start(&acme.can().await, acme.connection).await.unwrap();
    acme.sign_in_from(&mut ben, &format!("{}/go", started.link), "Ben", Fault::WrongAudience).await;
    let test = tests::recent(&acme.see().await, acme.connection, 1).await.unwrap().remove(0);
    assert_eq!((test.id, test.state, test.code.as_deref()), (started.id, tests::State::Failed, Some("S06")));
    assert_eq!((ben.path.as_str(), acme.made().await), ("/sso/test-done", before));
}

#[tokio::test]
async fn the_reference_leads_those_who_may_see_to_what_was_wrong() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::WrongIssuer).await;
    let at = ben.page.find("sso-").unwrap();
    let reference = ben.page[at..at + 13].to_owned();
    let entry = log::by_reference(&acme.see().await, &reference).await.unwrap().unwrap();
    assert_eq!((entry.code.as_deref(), entry.connection), (Some("S05"), acme.connection));
    let listing = log::list(&acme.see().await, acme.connection, false, None).await.unwrap();
    assert_eq!((listing.entries.len(), listing.older), (1, None));

    let path = format!("/sso/log/{reference}");
    ben.open(&path).await;
    assert_eq!(ben.path, format!("/sign-in?next={path}"));
    let mut alice = Browser::of(&acme.site, &acme.alice).await;
    let response = alice.ask(&path).await;
    assert_eq!(header(&response, "location"), format!("/o/acme/connections/{}/log?reference={reference}", acme.connection));
    let stranger = acme.site.portal.person("Sam", "sam@elsewhere.example").await;
    let member = acme.site.portal.person("Mo", "mo@elsewhere.example").await;
    acme.site.portal.member(acme.org, &member, &[Role::Member]).await;
    for nobody in [stranger, member] {
        let mut browser = Browser::of(&acme.site, &nobody).await;
        browser.open(&path).await;
        assert_eq!(browser.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_log_goes_back_a_month_and_forgets_a_little_at_each_answer() {
    let acme = Acme::by_saml().await;
    acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
    // A busy day two years ago: ids begin with their instant.
    let old = "insert into sso_log
               select org_id, ('018f0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, connection_id, reference, at - interval '2 years',
                      outcome, code, address, person_id, report, ip, device
                 from sso_log, generate_series(1, 120) as n";
    acme.site.portal.arrange(old).await;
    let lines = async || acme.site.portal.look("select count(*) from sso_log").await[0]["count"].as_i64().unwrap();
    assert_eq!(lines().await, 121);
    for left in [22, 3, 4] {
        acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
        assert_eq!(lines().await, left);
    }
    acme.site.portal.pass(log::KEPT + time::Duration::MINUTE);
    acme.sign_in(&mut Browser::new(&acme.site), "Ben", Fault::None).await;
    assert_eq!(lines().await, 1, "what was new then is old now");
    acme.site.portal.drain().await;
}

#[tokio::test]
async fn a_provider_that_wants_a_form_gets_one() {
    let acme = Acme::by_saml().await;
    acme.posts_requests().await;
    let mut ben = Browser::new(&acme.site);
    let response = ben.ask(&format!("/sso/start/{}", acme.key)).await;
    let policy = header(&response, "content-security-policy").to_owned();
    assert!(policy.contains(&format!("form-action 'self' {};", acme.idp.origin)), "{policy}");
    assert!(text(response).await.contains("name=\"SAMLRequest\""));
}

#[tokio::test]
async fn an_invitation_is_accepted_by_coming_in_where_that_is_required() {
    let acme = Acme::by_saml().await;
    connection::set_arrival(&acme.can().await, acme.connection, Arrival::Invited.key(), "member").await.unwrap();
    acme.activate().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), acme.logged().await.0.as_str()), ("/sso/refused", "not_let_in"), "nobody has invited him");
    assert_eq!(acme.made().await, [1, 1, 0, 0, 0, 0]);

    let mut alice = Browser::of(&acme.site, &acme.alice).await;
    alice.open("/o/acme/members/invite").await;
    alice.submit("/fn/invitations/invite", &[("addresses", "ben@acme.example")]).await;
    acme.site.portal.arrange("update domain set policy = 'require_sso'").await;
    acme.site.portal.arrange(&format!("insert into sign_in_policy (org_id, required_from) values ('{}', '2026-11-01')", acme.org)).await;
    ben.open(&acme.site.portal.mail("ben@acme.example").await.link()).await;
    let start = format!("/sso/start/{}?next=/o/acme&hint=ben%40acme.example", acme.key);
    assert!(ben.page.contains(&start.replace('&', "&amp;")) && !ben.page.contains("/fn/invitation/join"), "{}", ben.page);
    acme.sign_in_from(&mut ben, &start, "Ben", Fault::None).await;
    assert_eq!((ben.path.as_str(), ben.status), ("/o/acme", StatusCode::OK));
    assert_eq!(acme.site.portal.look("select status from invitation").await[0]["status"], "accepted");
}
