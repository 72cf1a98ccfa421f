//! What a browser keeps of its ways out to providers, and what coming back by one makes of it.

use axum::body::Body;
use http::header;
use portal::secret::Secret;
use practice_idp::Fault;

use crate::browser::Browser;
use crate::practice::Acme;
use crate::site::to;

#[tokio::test]
async fn coming_in_by_a_provider_makes_no_browser_known() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!(ben.path, "/o/acme");
    assert!(ben.cookie("portico_session").is_some() && ben.cookie("portico_browser").is_none());
    assert!(acme.site.portal.look("select from known_browser").await.is_empty());
}

#[tokio::test]
async fn however_many_ways_out_a_request_names_few_are_looked_up() {
    let acme = Acme::by_saml().await;
    let secret = || Secret::new(&acme.site.portal.portal.chance).reveal().to_owned();
    let many: Vec<String> = (0..400).map(|n| format!("portico_sso_{n}={}.{}", acme.key, secret())).collect();
    let one = secret();
    let same: Vec<String> = (0..400).map(|n| format!("portico_sso_{n}={}.{one}", acme.key)).collect();
    let statements = async |cookies: &[String]| {
        let request = to("/sso/finish").header(header::COOKIE, cookies.join("; ")).body(Body::empty()).unwrap();
        let (_, work) = acme.site.portal.work(acme.site.send(request)).await;
        work.statements.len()
    };
    let (of_one, of_five) = (statements(&many[..1]).await, statements(&many[..5]).await);
    assert!(0 < of_one && of_one < of_five, "{of_one} {of_five}");
    assert_eq!(statements(&many[..]).await, of_five);
    assert_eq!(statements(&same[..]).await, of_one);
}

#[tokio::test]
async fn a_browser_with_many_tabs_comes_back_by_the_newest() {
    let acme = Acme::by_saml().await;
    let mut ben = Browser::new(&acme.site);
    for _ in 0..8 {
        ben.ask(&format!("/sso/start/{}", acme.key)).await;
    }
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    assert_eq!(ben.path, "/o/acme", "{}", ben.page);
}
