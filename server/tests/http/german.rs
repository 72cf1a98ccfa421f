//! Whoever reads German reads no English: every page there is, in a world with data, held against the English words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use http::StatusCode;
use portal::connection;
use portal::federation::tests;
use portal::invitation;
use portal::seed::Seeded;
use practice_idp::Fault;
use serde_json::Value;

use crate::browser::Browser;
use crate::practice::{self, Acme};
use crate::site::Site;

/// Pages with nothing on them.
const ONLY_LEAD_ON: [&str; 5] = ["/", "/sso/oidc/{key}/callback", "/sso/finish", "/sso/log/{reference}", "/sso/test/{secret}/go"];

/// What only English says: of every text the parts between its placeholders and tags. Parts of several words are looked for
/// anywhere; a single word only where it stands alone, because names and German words may hold it.
struct English {
    sentences: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

impl English {
    fn read() -> Self {
        let (english, german) = (texts("en"), texts("de"));
        let said_in_german = |part: &str| german.values().any(|text| text.contains(part));
        let (mut sentences, mut words) = (BTreeMap::new(), BTreeMap::new());
        for (key, text) in &english {
            for part in parts(text).filter(|part| part.len() > 3 && !said_in_german(part)) {
                if part.contains(' ') { &mut sentences } else { &mut words }.insert(part, key.clone());
            }
        }
        assert!(sentences.len() > 300 && words.len() > 50, "only {} sentences and {} words were found", sentences.len(), words.len());
        Self { sentences, words }
    }

    /// What a page says of it, with the word's key.
    fn left_in(&self, page: &str) -> Vec<String> {
        let seen = texts_of(page);
        let all = seen.join("\n");
        let sentences = self.sentences.iter().filter(|(part, _)| all.contains(part.as_str()));
        let words = self.words.iter().filter(|(part, _)| seen.contains(*part));
        sentences.chain(words).map(|(part, key)| format!("“{part}” ({key})")).collect()
    }
}

/// Every word of a language, by its key.
fn texts(language: &str) -> BTreeMap<String, String> {
    fn collect(key: &str, value: &Value, into: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(inner) => inner.iter().for_each(|(name, value)| collect(&format!("{key}.{name}"), value, into)),
            value => drop(into.insert(key.to_owned(), value.as_str().unwrap().to_owned())),
        }
    }
    let mut found = BTreeMap::new();
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/words/locales")).join(language);
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        collect(&file.file_stem().unwrap().to_string_lossy(), &serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap(), &mut found);
    }
    found
}

/// What stands between placeholders and tags.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let plain = text.replace("{{", "\u{0}").replace("}}", "\u{1}").replace('<', "\u{0}").replace('>', "\u{1}");
    let outside = plain.split('\u{0}').map(|part| part.split_once('\u{1}').map_or(part, |(_, rest)| rest).to_owned()).collect::<Vec<_>>();
    outside.into_iter().map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
}

/// The texts of a page that people read or hear: between tags, and in the attributes that are said.
fn texts_of(page: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut run = String::new();
    let mut rest = page;
    while let Some((text, tag)) = rest.split_once('<') {
        run += text;
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        if tag == "!" {
            rest = after; // Leptos' mark between two texts
            continue;
        }
        texts.push(tidy(&std::mem::take(&mut run)));
        for name in ["aria-label", "title", "placeholder", "alt"] {
            let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, value)| value.split_once('"'));
            texts.extend(value.map(|(value, _)| tidy(value)));
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        rest = match name {
            "script" | "style" => after.split_once(&format!("</{name}>")).map_or("", |(_, rest)| rest),
            // Labels of somebody else's console, which are English there too.
            _ if name != "html" && tag.contains(" lang=\"en\"") => past(after, name),
            _ => after,
        };
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// What follows an element, which may hold others of its name.
fn past<'a>(inside: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let (mut open_ones, mut rest) = (1, inside);
    while open_ones > 0 {
        let Some((before, after)) = rest.split_once(&close) else { return "" };
        open_ones += before.matches(&open).count();
        open_ones -= 1;
        rest = after;
    }
    rest
}

fn tidy(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of `app::routes::pages` that a path belongs to: the one with the fewest parameters.
fn page_of(path: &str) -> Option<&'static str> {
    let path: Vec<&str> = path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let fits = |page: &&'static str| {
        let page: Vec<&str> = page.split('/').collect();
        page.len() == path.len() && page.iter().zip(&path).all(|(there, here)| there.starts_with('{') || there == here)
    };
    app::routes::pages().iter().map(|page| page.path).filter(fits).min_by_key(|page| page.matches('{').count())
}

/// Gathers what was read, and what of it was English.
struct Reading {
    english: English,
    pages: BTreeSet<&'static str>,
    left: BTreeSet<String>,
}

impl Reading {
    fn read(&mut self, browser: &Browser<'_>) {
        let page = page_of(&browser.path);
        if browser.status == StatusCode::OK {
            self.pages.extend(page);
        }
        let place = page.unwrap_or(&browser.path);
        assert!(browser.page.contains("<html lang=\"de\""), "{place} is not in German:\n{}", browser.page);
        self.left.extend(self.english.left_in(&browser.page).into_iter().map(|left| format!("{place} says {left}")));
    }

    async fn open(&mut self, browser: &mut Browser<'_>, path: &str) {
        browser.open(path).await;
        self.read(browser);
    }

    async fn submit(&mut self, browser: &mut Browser<'_>, action: &str, fields: &[(&str, &str)]) {
        browser.submit(action, fields).await;
        self.read(browser);
    }

    /// Goes wherever a link leads, to one page of each kind.
    async fn follow(&mut self, browser: &mut Browser<'_>, from: &str) {
        let (mut to_see, mut seen) = (vec![from.to_owned()], BTreeSet::new());
        let mut known = BTreeSet::from([from.to_owned()]);
        while let Some(path) = to_see.pop() {
            let Some(page) = page_of(&path) else { continue };
            if !seen.insert(page) {
                continue;
            }
            self.open(browser, &path).await;
            let links = browser.page.split(" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
            let links = links.map(|link| format!("/{}", link.replace("&amp;", "&")));
            to_see.extend(links.filter(|link| known.insert(link.clone())).collect::<Vec<_>>());
        }
    }
}

/// A browser set to German, at the door.
async fn at_the_door<'a>(site: &'a Site, reading: &mut Reading) -> Browser<'a> {
    let mut browser = Browser::new(site);
    browser.open("/sign-in").await;
    assert!(!reading.english.left_in(&browser.page).is_empty(), "English would be seen where it is");
    reading.submit(&mut browser, "/fn/language", &[("locale", "de")]).await;
    browser
}

async fn signed_in<'a>(site: &'a Site, reading: &mut Reading, address: &str) -> Browser<'a> {
    let mut browser = at_the_door(site, reading).await;
    reading.submit(&mut browser, "/fn/sign-in/begin", &[("address", address)]).await;
    reading.submit(&mut browser, "/fn/sign-in/password", &[("password", "falsch")]).await;
    reading.submit(&mut browser, "/fn/sign-in/password", &[("password", portal::seed::PASSWORD)]).await;
    browser
}

/// Somebody new, page by page and with mistakes; then out, in again by code, and recovered.
async fn the_door(site: &Site, reading: &mut Reading) {
    const ADDRESS: &str = "neu@werft.example";
    let mut neu = at_the_door(site, reading).await;
    reading.open(&mut neu, "/sign-up").await;
    reading.submit(&mut neu, "/fn/sign-up/begin", &[("address", "neu bei werft")]).await;
    reading.submit(&mut neu, "/fn/sign-up/begin", &[("address", ADDRESS)]).await;
    reading.submit(&mut neu, "/fn/sign-up/confirm", &[("code", "000000")]).await;
    let code = site.portal.mail(ADDRESS).await.code();
    reading.submit(&mut neu, "/fn/sign-up/confirm", &[("code", &code)]).await;
    reading.submit(&mut neu, "/fn/sign-up/introduce", &[("name", ""), ("password", "passwort")]).await;
    let introduction = [("name", "Neu Mann"), ("password", portal::seed::PASSWORD), ("terms", "true")];
    reading.submit(&mut neu, "/fn/sign-up/introduce", &introduction).await;
    reading.open(&mut neu, "/").await;
    reading.open(&mut neu, "/sign-up/organization").await;
    reading.submit(&mut neu, "/fn/sign-up/organization", &[("slug", "Ä Ö")]).await;
    reading.submit(&mut neu, "/fn/sign-up/organization", &[("slug", "neue-werft")]).await;
    reading.submit(&mut neu, "/fn/sign-out", &[]).await;

    reading.submit(&mut neu, "/fn/sign-in/begin", &[("address", ADDRESS)]).await;
    reading.submit(&mut neu, "/fn/sign-in/mail", &[]).await;
    let link = site.portal.mail(ADDRESS).await.link();
    reading.open(&mut neu, &link).await;
    reading.open(&mut neu, "/sign-in/code").await;

    reading.open(&mut neu, "/o/acme/sign-in").await;
    reading.open(&mut neu, "/recovery").await;
    reading.submit(&mut neu, "/fn/recovery/begin", &[("address", ADDRESS)]).await;
    let code = site.portal.mail(ADDRESS).await.code();
    reading.submit(&mut neu, "/fn/recovery/confirm", &[("code", &code)]).await;
    reading.submit(&mut neu, "/fn/recovery/finish", &[("password", "passwort")]).await;
}

/// The value that a domain's page asks to be published.
fn published(page: &str) -> String {
    let value = page.split("portico-domain-verification=").nth(1).unwrap();
    format!("portico-domain-verification={}", value.split(['<', '"']).next().unwrap())
}

/// A connection by each protocol: every step, what is said when something can't be used, and what stands there once somebody has come by it.
async fn the_connections(site: &Site, reading: &mut Reading, owner: &mut Browser<'_>, house: &str) {
    const PAGES: [&str; 14] = [
        "domains",
        "create-app",
        "exchange",
        "attributes",
        "assign",
        "test",
        "test/link",
        "affected",
        "activate",
        "configuration",
        "log",
        "keys",
        "history",
        "remove",
    ];
    const REPORT: &str = r#"{"lines": [{"check": "Audience", "verdict": "fail", "code": "S06", "expected": "a", "received": "b"}],
        "clock_ahead": 241, "attributes": {"mail": ["bo@werft.example"]}, "subject": "00u1", "aadsts": null}"#;
    let connections = format!("{house}/connections");
    reading.open(owner, &connections).await;
    reading.open(owner, &format!("{connections}/new")).await;
    reading.submit(owner, "/fn/connections/guess", &[("address", "https://nirgends.example")]).await;
    reading.submit(owner, "/fn/connections/guess", &[("address", "https://werft.okta.com")]).await;
    for (provider, protocol) in [("okta", "saml"), ("other_oidc", "oidc")] {
        reading.open(owner, &format!("{connections}/new?provider={provider}")).await;
        reading.submit(owner, "/fn/connections/create", &[("name", ""), ("protocol", protocol)]).await;
        reading.submit(owner, "/fn/connections/create", &[("name", "Werft"), ("protocol", protocol)]).await;
        let one = owner.path.trim_end_matches("/domains").to_owned();
        reading.submit(owner, "/fn/connections/domains", &[("names", "gmail.com")]).await;
        for page in PAGES {
            reading.open(owner, &format!("{one}/{page}")).await;
        }
        reading.open(owner, &format!("{one}/exchange")).await;
        if protocol == "saml" {
            for text in ["", "<html>", "{}", "https://nirgends.example/metadata"] {
                reading.submit(owner, "/fn/connections/metadata", &[("text", text)]).await;
            }
            reading.submit(owner, "/fn/connections/saml-values", &[]).await;
        } else {
            reading.submit(owner, "/fn/connections/oidc", &[("issuer", "")]).await;
        }
        site.portal.arrange("update connection set state = 'active'").await;
        site.portal
            .arrange(&format!(
                "insert into connection_test (org_id, id, connection_id, version_id, asked_by, for_colleague, state, code, report, decision, created_at, expires_at, ended_at)
                 select c.org_id, gen_random_uuid(), c.id, v.id, c.created_by, true, 'failed', 'S06', '{REPORT}', '{{\"decision\": \"ask\", \"already\": false}}', now(), now(), now()
                   from connection c join connection_version v on v.org_id = c.org_id and v.connection_id = c.id"
            ))
            .await;
        site.portal
            .arrange(&format!(
                "insert into sso_log (org_id, id, connection_id, reference, at, outcome, code, report, device)
                 select org_id, gen_random_uuid(), id, 'sso-7Q4K-29MX', now(), 'refused', 'S06', '{REPORT}', 'Firefox' from connection"
            ))
            .await;
        for page in ["", "/attributes", "/domains", "/test", "/configuration", "/log", "/log?reference=sso-0", "/log?reference=sso-7Q4K-29MX"] {
            reading.open(owner, &format!("{one}{page}")).await;
        }
        site.portal.arrange("update connection set state = 'draft'").await;
    }
}

/// An owner at home: every page a link leads to, and what is said when something is done or goes wrong.
async fn the_house(site: &Site, reading: &mut Reading, address: &str, org: &str) {
    let house = format!("/o/{org}");
    let mut owner = signed_in(site, reading, address).await;
    reading.follow(&mut owner, &house).await;
    reading.follow(&mut owner, "/account").await;
    reading.open(&mut owner, &format!("{house}/activity?q=nichts&when=7d&about=members")).await;
    reading.open(&mut owner, &format!("{house}/members?q=niemand")).await;
    reading.open(&mut owner, &format!("{house}/nowhere")).await;

    let settings = format!("{house}/settings");
    reading.open(&mut owner, &settings).await;
    reading.submit(&mut owner, "/fn/settings/name", &[("name", "")]).await;
    reading.submit(&mut owner, "/fn/settings/address", &[("slug", "-")]).await;
    reading.submit(&mut owner, "/fn/settings/ways-in", &[]).await;
    reading.submit(&mut owner, "/fn/settings/delete", &[("confirmation", "falsch")]).await;

    reading.open(&mut owner, &format!("{house}/members")).await;
    reading.submit(&mut owner, "/fn/members/bulk", &[("act", "reactivate"), ("all_matching", "true")]).await;
    site.portal.drain().await;
    let bulk = owner.path.clone();
    reading.open(&mut owner, &bulk).await;

    let domains = format!("{house}/domains");
    reading.open(&mut owner, &format!("{domains}/add")).await;
    reading.submit(&mut owner, "/fn/domains/add", &[("names", "gmail.com co.uk werft 10.0.0.1 werft.local mailinator.com")]).await;
    reading.submit(&mut owner, "/fn/domains/add", &[("names", &format!("{org}-neu.example"))]).await;
    let one = owner.path.clone();
    reading.submit(&mut owner, "/fn/domains/check", &[]).await;
    reading.submit(&mut owner, "/fn/domains/play", &[]).await;
    reading.submit(&mut owner, "/fn/domains/play", &[]).await;
    site.portal.publish(&format!("_portico.{org}-neu.example.{org}-neu.example"), &published(&owner.page)).await;
    site.portal.publish(&format!("_portico.{org}-neu.example"), "portico-domain-verification=anderswo").await;
    reading.submit(&mut owner, "/fn/domains/check", &[]).await;
    for state in ["proven", "missing", "lost"] {
        site.portal.arrange(&format!("update domain set state = '{state}', seen_at = since, method = 'dns' where name = '{org}-neu.example'")).await;
        for page in ["", "/remove"] {
            reading.open(&mut owner, &format!("{one}{page}")).await;
        }
        if state == "proven" {
            reading.open(&mut owner, &one).await;
            reading.submit(&mut owner, "/fn/domains/policy", &[("policy", "nothing")]).await;
        }
        reading.open(&mut owner, &domains).await;
    }

    the_connections(site, reading, &mut owner, &house).await;

    let invite = format!("{house}/members/invite");
    owner.upload(&format!("{invite}/file"), "file", "Name;E-Mail\nBo;bo bei werft\nCy;cy@werft.example\n".as_bytes()).await;
    reading.read(&owner);
    reading.submit(&mut owner, "/fn/invitations/send", &[]).await;
    let invitations = format!("{house}/members/invitations");
    reading.open(&mut owner, &invitations).await;
    let one = owner.page.split(&format!("href=\"{invitations}/")).nth(1).unwrap().split(['"', '/']).next().unwrap().to_owned();
    for page in ["", "/revoke", "/link"] {
        reading.open(&mut owner, &format!("{invitations}/{one}{page}")).await;
    }
    owner.press(&format!("{invitations}/{one}/link")).await;
    reading.read(&owner);

    let mut cy = at_the_door(site, reading).await;
    reading.open(&mut cy, &site.portal.mail("cy@werft.example").await.link()).await;
    reading.submit(&mut cy, "/fn/invitation/join", &[("name", ""), ("password", "passwort")]).await;
    site.portal.forget_tries().await;
}

/// Out to a provider and back, with everything that may come of it.
async fn the_way_by_a_provider(reading: &mut Reading) {
    let acme = Acme::by_saml().await;
    let chiara = acme.site.portal.person("Chiara", "chiara@acme.example").await;
    acme.site.portal.org("Anderswo", "anderswo", &chiara).await;
    acme.site.portal.arrange("update person set locale = 'de'").await;
    acme.site.portal.arrange(&format!("insert into sign_in_policy (org_id, own_page, discovery) values ('{}', true, true)", acme.org)).await;
    let mut ben = at_the_door(&acme.site, reading).await;
    reading.open(&mut ben, "/o/acme/sign-in").await;
    reading.submit(&mut ben, "/fn/sign-in/begin", &[("address", "ben@acme.example")]).await;
    acme.sign_in(&mut ben, "Ben", Fault::WrongIssuer).await;
    reading.read(&ben);
    acme.sign_in(&mut ben, "Chiara", Fault::None).await;
    reading.read(&ben);
    let mut chiaras = Browser::of(&acme.site, &chiara).await;
    acme.sign_in(&mut chiaras, "Ben", Fault::None).await;
    reading.read(&chiaras);
    let started = tests::for_colleague(&acme.can().await, acme.connection).await.unwrap();
    reading.open(&mut ben, &started.link).await;
    acme.sign_in_from(&mut ben, &format!("{}/go", started.link), "Ben", Fault::None).await;
    reading.read(&ben);
    connection::set_arrival(&acme.can().await, acme.connection, "approved", "member").await.unwrap();
    acme.activate().await;
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    reading.read(&ben);
    let inviter = acme.site.portal.can(&acme.alice, "acme").await;
    invitation::invite(&inviter, "ben@acme.example", &["owner".to_owned()], "de", "", "7").await.unwrap();
    acme.sign_in(&mut ben, "Ben", Fault::None).await;
    reading.read(&ben);
    acme.posts_requests().await;
    reading.open(&mut ben, &format!("/sso/start/{}", acme.key)).await;
    acme.site.portal.drain().await;
}

#[tokio::test]
async fn a_german_reader_meets_no_english() {
    let site = Site::reaching_loopback().await;
    assert_eq!(practice::seed(&site.portal.portal).await.unwrap(), Seeded::Made);
    site.portal.arrange("update person set locale = 'de'").await;
    let mut reading = Reading { english: English::read(), pages: BTreeSet::new(), left: BTreeSet::new() };
    the_door(&site, &mut reading).await;
    the_house(&site, &mut reading, "juergen@hafenkontor.example", "hafenkontor").await;
    the_house(&site, &mut reading, "ana@acme.example", "acme").await;
    site.portal.drain().await;
    the_way_by_a_provider(&mut reading).await;

    let left: Vec<String> = reading.left.into_iter().collect();
    assert!(left.is_empty(), "English is left for German readers:\n{}\n", left.join("\n"));
    let to_read = app::routes::pages().into_iter().map(|page| page.path).filter(|page| !ONLY_LEAD_ON.contains(page));
    let unread: Vec<&str> = to_read.filter(|page| !reading.pages.contains(page)).collect();
    assert!(unread.is_empty(), "nobody has read {unread:?} in German: lead somebody there, in this test");
}
