use contract::{EmailAddress, Locale};
use http::StatusCode;
use portal::mail::{Button, Letter, Postman};

use crate::site::{Site, header, text};

async fn with_mail(site: &Site) {
    let letter = Letter {
        locale: Locale::En,
        subject: "Ana invites you to <Acme>".into(),
        paragraphs: vec!["Come in.".into()],
        quote: None,
        code: None,
        button: Some(Button { label: "Join Acme".into(), url: "http://portico.test/l/secret".into() }),
        note: "If you don’t know Ana, do nothing.".into(),
    };
    Postman::Mailbox.send(&site.portal.portal, &EmailAddress::parse("bo@acme.example").unwrap(), &letter).await.unwrap();
}

#[tokio::test]
async fn a_developer_reads_what_would_have_been_sent() {
    let site = Site::development().await;
    assert!(text(site.get("/dev/mailbox").await).await.contains("No mail yet"));
    with_mail(&site).await;

    let list = text(site.get("/dev/mailbox?to=bo@acme.example").await).await;
    assert!(list.contains("Ana invites you to &lt;Acme&gt;"), "{list}");
    assert!(!text(site.get("/dev/mailbox?to=eve@acme.example").await).await.contains("Ana invites"));

    let address = list.split_once("href=\"/dev/mailbox/").unwrap().1.split_once('"').unwrap().0;
    let page = text(site.get(&format!("/dev/mailbox/{address}")).await).await;
    assert!(page.contains("http://portico.test/l/secret"), "the plain text has the link: {page}");

    let mail = site.get(&format!("/dev/mailbox/{address}/html")).await;
    assert!(header(&mail, "content-security-policy").starts_with("default-src 'none'; style-src 'unsafe-inline'"));
    assert!(text(mail).await.contains("<base target=\"_top\">"));
}

#[tokio::test]
async fn what_is_no_address_finds_every_mail() {
    assert_eq!(Site::development().await.get("/dev/mailbox?to=%00").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_door_leads_to_the_mailbox_and_production_has_none() {
    let way = "href=\"/dev/mailbox\"";
    assert!(text(Site::development().await.get("/sign-in").await).await.contains(way));
    let site = Site::production().await;
    assert!(!text(site.get("/sign-in").await).await.contains(way));
    for path in ["/dev/mailbox", "/dev/mailbox/0", "/dev/mailbox/0/html"] {
        assert_eq!(site.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
