//! Coming in by a connection as somebody else, or as somebody who is out.

use axum::body::Body;
use contract::{Arrival, Role, Rule};
use http::StatusCode;
use portal::access::Can;
use portal::access::permission::ManageSignIn;
use portal::federation::{Decision, tests};
use portal::jobs::Job;
use portal::{Error, connection, member};
use practice_idp::Fault;

use crate::browser::Browser;
use crate::practice::{Acme, me};
use crate::site::{text, to};

#[tokio::test]
async fn who_was_suspended_does_not_come_back_by_moving_to_another_address() {
    let acme = Acme::by_saml().await;
    let ben = acme.site.portal.person("Ben Okafor", "ben@acme.example").await;
    let member = acme.site.portal.member(acme.org, &ben, &[Role::Member]).await;
    member::suspend(&acme.site.portal.can(&acme.alice, "acme").await, member).await.unwrap();
    acme.site.portal.arrange("update person set address = 'ben@home.example' where name = 'Ben Okafor'").await;
    acme.site.portal.enqueue(Job::CarryPerson { person: ben.id }).await;
    acme.site.portal.drain().await;
    let before = acme.made().await;
    let mut browser = Browser::new(&acme.site);
    acme.sign_in(&mut browser, "Ben", Fault::None).await;
    assert_eq!((browser.path.as_str(), acme.made().await), ("/sso/refused", before));

    member::reactivate(&acme.site.portal.can(&acme.alice, "acme").await, member).await.unwrap();
    acme.site.portal.drain().await;
    let address = acme.site.portal.look("select address from membership where display_name = 'Ben Okafor'").await;
    assert_eq!(address[0]["address"], "ben@home.example", "from then on it follows them again");
}

#[tokio::test]
async fn the_same_subject_at_another_issuer_is_somebody_else() {
    let acme = Acme::by_saml().await;
    for name in ["Ben", "Chiara"] {
        acme.sign_in(&mut Browser::new(&acme.site), name, Fault::None).await;
    }
    let of_chiara = "(select subject from identity where address = 'chiara@acme.example')";
    let before = format!("update identity set issuer = 'https://before.example', subject = {of_chiara} where address = 'ben@acme.example'");
    acme.site.portal.arrange(&before).await;
    acme.site.portal.arrange("delete from sso_session").await;
    acme.site.portal.arrange("delete from identity where address = 'chiara@acme.example'").await;
    let mut chiara = Browser::new(&acme.site);
    acme.sign_in(&mut chiara, "Chiara", Fault::None).await;
    assert_eq!(me(&mut chiara).await["address"], "chiara@acme.example");
}

#[tokio::test]
async fn nobody_lets_another_issuer_speak_for_people_who_may_do_more_than_they() {
    let acme = Acme::by_saml().await;
    let sid = acme.site.portal.person("Sid", "sid@acme.example").await;
    acme.site.portal.member(acme.org, &sid, &[Role::SignInAdministrator]).await;
    let sids: Can<ManageSignIn> = acme.site.portal.can(&sid, "acme").await;
    let metadata = text(acme.idp.get("/okta/elsewhere/saml/metadata").await).await;
    connection::read_metadata(&sids, acme.connection, metadata.as_bytes(), None).await.unwrap();
    let tested = "update connection_version set tested_at = changed_at where stage = 'candidate'";
    acme.site.portal.arrange(tested).await;
    connection::activate(&sids, acme.connection).await.unwrap();

    // From now on it is a way in for Alice, too, who owns the place.
    acme.site.portal.arrange("insert into identity select m.org_id, m.id, c.id, 'alice-1', m.person_id, m.address, now(), now(), 'x' from membership m, connection c where m.display_name = 'Alice Ng'").await;
    let refused = connection::roll_back(&sids, acme.connection).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::ActivationBeyondYourRights))), "{refused:?}");
    let metadata = text(acme.idp.get("/okta/a-third/saml/metadata").await).await;
    connection::read_metadata(&sids, acme.connection, metadata.as_bytes(), None).await.unwrap();
    acme.site.portal.arrange(tested).await;
    let refused = connection::activate(&sids, acme.connection).await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::ActivationBeyondYourRights))), "{refused:?}");
    connection::activate(&acme.can().await, acme.connection).await.unwrap();
    // What changes nothing of whom we believe is still theirs to do.
    connection::set_arrival(&sids, acme.connection, Arrival::Invited.key(), Role::Member.key()).await.unwrap();
    acme.site.portal.arrange(tested).await;
    connection::activate(&sids, acme.connection).await.unwrap();
}

#[tokio::test]
async fn what_one_provider_has_proven_is_over_when_another_serves() {
    let acme = Acme::by_saml().await;
    let ben = acme.site.portal.person("Ben", "ben@acme.example").await;
    acme.site.portal.org("Elsewhere", "elsewhere", &ben).await;
    let mut browser = Browser::new(&acme.site);
    acme.sign_in(&mut browser, "Ben", Fault::None).await;
    assert_eq!(browser.path, "/sign-in/link", "it waits for Ben to prove himself");

    let metadata = text(acme.idp.get("/okta/elsewhere/saml/metadata").await).await;
    connection::read_metadata(&acme.can().await, acme.connection, metadata.as_bytes(), None).await.unwrap();
    acme.activate().await;
    let before = acme.made().await;
    for page in ["/sign-in/link", "/sso/finish"] {
        browser.open(page).await;
        assert_eq!((browser.path.as_str(), acme.made().await), ("/sign-in", before), "{page}");
    }
    // What served before serves again, and so does its word.
    connection::roll_back(&acme.can().await, acme.connection).await.unwrap();
    browser.open("/sso/finish").await;
    assert_eq!(browser.path, "/sign-in/link");
}

#[tokio::test]
async fn a_test_does_not_tell_who_is_a_member_elsewhere() {
    let acme = Acme::by_saml().await;
    let ben = acme.site.portal.person("Ben Okafor", "ben@acme.example").await;
    let chiara = acme.site.portal.person("Chiara Rossi", "chiara@acme.example").await;
    acme.site.portal.member(acme.org, &chiara, &[Role::Member]).await;
    let tested = async |name: &str| {
        let started = tests::start(&acme.can().await, acme.connection).await.unwrap();
        acme.sign_in_from(&mut Browser::new(&acme.site), &format!("{}/go", started.link), name, Fault::None).await;
        tests::find(&acme.see().await, acme.connection, started.id).await.unwrap().unwrap().decision
    };
    let told = [tested("Ana").await, tested("Ben").await, tested("Chiara").await];
    let join = Some(Decision::Join { roles: vec![Role::Member] });
    assert_eq!(told[..2], [join.clone(), join], "whether there is an account is nobody's business");
    assert!(matches!(told[2], Some(Decision::Link { .. })), "{told:?}");
    for (name, slug, owner) in [("Globex", "globex", &ben), ("Initech", "initech", &chiara)] {
        acme.site.portal.org(name, slug, owner).await;
    }
    assert_eq!([tested("Ana").await, tested("Ben").await, tested("Chiara").await], told);
}

#[tokio::test]
async fn a_picture_on_somebody_elses_page_begins_nothing() {
    let acme = Acme::by_saml().await;
    for (what, status) in [("image", StatusCode::FORBIDDEN), ("iframe", StatusCode::FORBIDDEN), ("document", StatusCode::SEE_OTHER)] {
        let request = to(&format!("/sso/start/{}", acme.key)).header("sec-fetch-dest", what).header("accept", "text/html");
        assert_eq!(acme.site.send(request.body(Body::empty()).unwrap()).await.status(), status, "{what}");
    }
    assert_eq!(acme.site.portal.look("select id from sso_request").await.len(), 1);
}

#[tokio::test]
async fn a_provider_ends_nobodys_session_without_being_asked() {
    let acme = Acme::by_saml().await;
    let eve = acme.site.portal.person("Eve", "eve@elsewhere.example").await;
    let mut browser = Browser::of(&acme.site, &eve).await;
    acme.sign_in(&mut browser, "Ben", Fault::None).await;
    assert_eq!(browser.path, "/sign-in/change");
    assert!(browser.page.contains("eve@elsewhere.example") && browser.page.contains("ben@acme.example"), "both are named");
    assert_eq!(me(&mut browser).await["address"], "eve@elsewhere.example");

    browser.open("/sign-in/change").await;
    browser.submit("/fn/sign-in/change", &[]).await;
    assert_eq!((browser.path.as_str(), browser.status), ("/o/acme", StatusCode::OK), "{}", browser.page);
    assert_eq!(me(&mut browser).await["address"], "ben@acme.example");
}

/// Whoever has another's browser led to a provider of their own would be that person at the next visit.
#[tokio::test]
async fn being_signed_in_is_no_wish_to_be_linked() {
    let acme = Acme::by_saml().await;
    let person = acme.site.portal.person("Ben", "ben@acme.example").await;
    acme.site.portal.member(acme.org, &person, &[Role::Owner]).await;
    let mut ben = Browser::of(&acme.site, &person).await;
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!(ben.path, "/sign-in/link", "{}", ben.page);
    assert!(ben.page.contains("Connect it with my account"), "{}", ben.page);
    assert!(acme.site.portal.look("select id from identity").await.is_empty(), "nothing is linked by itself");
    ben.submit("/fn/sign-in/link", &[]).await;
    assert_eq!((ben.path.as_str(), acme.site.portal.look("select id from identity").await.len()), ("/o/acme", 1), "{}", ben.page);
}
