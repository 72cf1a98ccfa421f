//! What a browser is given to keep, and what the database keeps of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header;
use portal::access::permission::InvitePeople;
use portal::invitation::{self, Listing};

use crate::browser::Browser;
use crate::site::Site;

const ANA: &str = "ana@acme.example";
const PASSWORD: &str = "a quiet harbour at dawn";

/// Ana signs up by her code, leaves, and recovers by her link: what was mailed to her.
async fn comes_and_goes(site: &Site, ana: &mut Browser<'_>) -> Vec<String> {
    ana.open("/sign-up").await;
    ana.submit("/fn/sign-up/begin", &[("address", "ana at acme")]).await;
    ana.submit("/fn/sign-up/begin", &[("address", ANA)]).await;
    let mail = site.portal.mail(ANA).await;
    ana.submit("/fn/sign-up/confirm", &[("code", &mail.code())]).await;
    ana.submit("/fn/sign-up/introduce", &[("name", "Ana Lindqvist"), ("password", PASSWORD), ("terms", "true")]).await;
    ana.open("/account").await;
    ana.submit("/fn/sign-out", &[]).await;
    ana.open("/recovery").await;
    ana.submit("/fn/recovery/begin", &[("address", ANA)]).await;
    let recovery = site.portal.mail(ANA).await;
    vec![mail.code(), secret_of(&mail.link()), recovery.code(), secret_of(&recovery.link())]
}

/// Alice invites Cy by mail, and hands over a link too: what the two carry.
async fn invites(site: &Site) -> [String; 2] {
    let alice = site.portal.person("Alice Ng", "alice@acme.example").await;
    site.portal.org("Acme Logistics", "acme", &alice).await;
    let can = site.portal.can::<InvitePeople>(&alice, "acme").await;
    invitation::invite(&can, "cy@x.example", &["member".into()], "en", "", "7").await.unwrap();
    let mailed = site.portal.mail("cy@x.example").await.link();
    let (page, _) = invitation::list(&site.portal.can(&alice, "acme").await, &Listing::default()).await.unwrap();
    let copied = invitation::copy_link(&can, page.rows[0].id).await.unwrap();
    assert!([&mailed, &copied].iter().all(|link| link.starts_with("http://portico.test/i/")), "{mailed} {copied}");
    [secret_of(&mailed), secret_of(&copied)]
}

fn secret_of(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn in_production_every_cookie_is_for_this_host_and_https_alone() {
    let site = Site::production().await;
    let mut ana = Browser::new(&site);
    let mailed = comes_and_goes(&site, &mut ana).await;
    ana.open(&format!("/l/{}", mailed[3])).await;
    ana.submit("/fn/confirm", &[]).await;
    assert_eq!(ana.path, "/recovery/password");
    ana.submit("/fn/recovery/finish", &[("password", "seven herons over the marsh")]).await;
    site.portal.drain().await;

    let set: Vec<&str> = ana.trail.iter().flat_map(|(.., head)| head.get_all(header::SET_COOKIE)).map(|cookie| cookie.to_str().unwrap()).collect();
    for name in ["session", "visit", "newcomer", "browser", "form", "link"] {
        assert!(set.iter().any(|cookie| cookie.starts_with(&format!("__Host-portico_{name}="))), "{name} is not among {set:#?}");
    }
    let (taken_back, set): (Vec<&str>, Vec<&str>) = set.into_iter().partition(|cookie| cookie.starts_with("__Host-portico_session=;"));
    assert!(taken_back.iter().any(|cookie| cookie.ends_with("; Max-Age=0; Secure")), "a browser that signed out keeps no session: {taken_back:?}");
    for cookie in set {
        let said: Vec<&str> = cookie.split("; ").collect();
        assert!(cookie.starts_with("__Host-portico_"), "{cookie}");
        for needed in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
            assert!(said.contains(&needed), "{cookie} without {needed}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test]
async fn what_opens_something_is_nowhere_in_the_database() {
    let site = Site::development().await;
    let mut ana = Browser::new(&site);
    let mut secrets = comes_and_goes(&site, &mut ana).await;
    site.portal.person("Bo", "bo@acme.example").await;
    let mut bo = Browser::new(&site);
    bo.open("/sign-in").await;
    bo.submit("/fn/sign-in/begin", &[("address", "bo@acme.example")]).await;
    bo.submit("/fn/sign-in/password", &[("password", testkit::PASSWORD)]).await;
    secrets.extend([PASSWORD, testkit::PASSWORD].map(String::from));
    let cookies = [(&ana, "visit"), (&ana, "newcomer"), (&ana, "browser"), (&bo, "visit"), (&bo, "session"), (&bo, "browser")];
    secrets.extend(cookies.map(|(browser, name)| browser.cookie(&format!("portico_{name}")).unwrap().to_owned()));
    secrets.extend(invites(&site).await);
    // Random bytes may be kept as bytes.
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let bytes: Vec<String> = secrets.iter().filter(|secret| secret.len() == 22).map(|secret| hex(URL_SAFE_NO_PAD.decode(secret).unwrap())).collect();
    assert_eq!(bytes.len(), 10);

    // The mailbox of a development portal is no part of what it keeps.
    let tables = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'dev_mail'";
    let mut looked = 0;
    for table in site.portal.look(tables).await {
        let table = table["relname"].as_str().unwrap().to_owned();
        for row in site.portal.look(&format!("select t::text as kept from {table} t")).await {
            let row = row["kept"].as_str().unwrap();
            looked += 1;
            for secret in secrets.iter().chain(&bytes) {
                assert!(!row.contains(secret.as_str()), "{table} has {secret}: {row}");
            }
        }
    }
    assert!(looked > 20, "{looked} rows");
}
