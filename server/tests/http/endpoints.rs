//! Every path there is, and what it needs: nobody, strangers, members who may not, and other sites are turned away at each.

use std::collections::BTreeSet;
use std::path::Path;

use axum::body::Body;
use contract::Role;
use http::{Method, StatusCode};
use portal::access::permission;

use crate::functions::{self, Function, NOTHING, Things};
use crate::needs::{FORMS, Needs, PAGES, ROUTES};
use crate::site::{Site, header, text, to};

#[test]
fn every_path_is_in_the_table() {
    let pages: BTreeSet<String> = app::routes::pages().iter().map(|page| page.path.to_owned()).collect();
    let forms: BTreeSet<String> = functions::all().iter().map(|function| function.path.to_owned()).collect();
    let routes = routes();
    let listed = |table: &[(&str, Needs)]| table.iter().map(|(path, _)| (*path).to_owned()).collect();
    let mut wrong = compare("PAGES", "    (\"{}\", …),", &pages, &listed(PAGES));
    wrong += &compare("FORMS", "    (\"{}\", …),", &forms, &listed(FORMS));
    wrong += &compare("ROUTES", "    (\"GET or POST\", \"{}\", …),", &routes, &ROUTES.iter().map(|(_, path, _)| (*path).to_owned()).collect());
    assert!(wrong.is_empty(), "{wrong}\nin server/tests/http/needs.rs, with Nothing, Person or May(…) for the dots");
}

/// What to write, and what to strike out.
fn compare(table: &str, line: &str, there: &BTreeSet<String>, listed: &BTreeSet<String>) -> String {
    let mut said = String::new();
    let mut say = |what: &str, paths: Vec<&String>| {
        if !paths.is_empty() {
            said += &format!("\n{what} {table}:\n{}\n", paths.iter().map(|path| line.replace("{}", path)).collect::<Vec<_>>().join("\n"));
        }
    };
    say("add to", there.difference(listed).collect());
    say("strike from", listed.difference(there).collect());
    said
}

/// The paths that are spelt out in `server/src`.
fn routes() -> BTreeSet<String> {
    fn read(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, into);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            for call in code.split(".route(").skip(1) {
                let literal = call.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
                into.extend(literal.map(|(path, _)| path.to_owned()));
            }
        }
    }
    let mut found = BTreeSet::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    found
}

/// One request of somebody's to every path.
struct Asking {
    site: Site,
    /// Their session's cookie; empty for nobody.
    cookie: String,
}

impl Asking {
    async fn page(&self, path: &str) -> (StatusCode, String) {
        self.route("GET", path).await
    }

    async fn route(&self, method: &str, path: &str) -> (StatusCode, String) {
        let path = path.replace("{org}", "acme").replace("{secret}", "AAAAAAAAAAAAAAAAAAAAAA");
        let path = path.split('/').map(|part| if part.starts_with('{') { NOTHING } else { part }).collect::<Vec<_>>().join("/");
        let request = to(&path).method(method).header("cookie", &self.cookie).header("sec-fetch-site", "same-origin");
        let answer = self.site.send(request.body(Body::empty()).unwrap()).await;
        (answer.status(), header(&answer, "location").to_owned())
    }

    /// Presses the button of a page that answers itself.
    async fn press(&self, path: &str) -> (StatusCode, String) {
        self.route("POST", path).await
    }

    async fn form(&self, function: &Function, from: &str) -> (StatusCode, String) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for argument in &function.takes {
            body.append_pair(&argument.field(), &argument.valid(function.path, &Things::none()));
        }
        let request = to(function.path).method(Method::POST).header("cookie", &self.cookie).header("sec-fetch-site", from);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body.finish())).unwrap();
        let answer = self.site.send(request).await;
        (answer.status(), text(answer).await)
    }
}

/// Acme, and somebody in front of it: nobody, a stranger who is at home elsewhere, or a member with one role.
async fn asking(who: Option<Option<Role>>) -> Asking {
    let site = Site::development().await;
    let owner = site.portal.person("Olga Owner", "olga@acme.example").await;
    let acme = site.portal.org("Acme", "acme", &owner).await;
    let cookie = match who {
        None => String::new(),
        Some(role) => {
            let person = site.portal.person("Sam Somebody", "sam@somewhere.example").await;
            match role {
                Some(role) => drop(site.portal.member(acme, &person, &[role]).await),
                None => drop(site.portal.org("Elsewhere", "elsewhere", &person).await),
            }
            site.cookie_of(&person).await
        }
    };
    Asking { site, cookie }
}

/// Gathers what went wrong, so that one run tells all of it.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn expect(&mut self, holds: bool, path: &str, what: &str, answer: &(StatusCode, String)) {
        if !holds {
            self.0.push(format!("{path}: {what}, but it answered {} {}", answer.0, answer.1.chars().take(300).collect::<String>()));
        }
    }
}

impl Drop for Findings {
    fn drop(&mut self) {
        assert!(self.0.is_empty() || std::thread::panicking(), "\n{}", self.0.join("\n"));
    }
}

/// The pages that may be posted to.
fn pressed() -> impl Iterator<Item = (&'static str, Needs)> {
    app::routes::pages().into_iter().filter(|page| page.answers_post).map(|page| (page.path, needs(PAGES, page.path)))
}

fn needs(table: &[(&str, Needs)], path: &str) -> Needs {
    // A path that is missing is the first test's to report.
    table.iter().find(|(listed, _)| *listed == path).map_or(Needs::Nothing, |(_, needs)| *needs)
}

fn is_led_to_sign_in(answer: &(StatusCode, String)) -> bool {
    answer.0 == StatusCode::SEE_OTHER && (answer.1.starts_with("/sign-in") || answer.1.starts_with("/o/acme/sign-in?"))
}

#[tokio::test]
async fn nobody_is_led_to_sign_in() {
    let nobody = asking(None).await;
    let mut findings = Findings::default();
    for (path, _) in PAGES.iter().filter(|(_, needs)| *needs != Needs::Nothing) {
        let answer = nobody.page(path).await;
        findings.expect(is_led_to_sign_in(&answer), path, "who isn't signed in is led to where they can", &answer);
    }
    for (path, _) in pressed().filter(|(_, needs)| *needs != Needs::Nothing) {
        let answer = nobody.press(path).await;
        findings.expect(is_led_to_sign_in(&answer), path, "nor does a button of theirs do anything", &answer);
    }
    for (method, path, _) in ROUTES.iter().filter(|(_, _, needs)| *needs != Needs::Nothing) {
        let answer = nobody.route(method, path).await;
        findings.expect(answer.0 == StatusCode::UNAUTHORIZED || is_led_to_sign_in(&answer), path, "it needs somebody", &answer);
    }
    for function in functions::all().iter().filter(|function| needs(FORMS, function.path) != Needs::Nothing) {
        let answer = nobody.form(function, "same-origin").await;
        findings.expect(answer.0 == StatusCode::UNAUTHORIZED, function.path, "it needs somebody", &answer);
    }
}

#[tokio::test]
async fn a_stranger_learns_nothing() {
    let stranger = asking(Some(None)).await;
    let mut findings = Findings::default();
    let is_of_an_organisation = |needs: Needs| matches!(needs, Needs::May(_));
    for (path, _) in PAGES.iter().filter(|(_, needs)| is_of_an_organisation(*needs)) {
        let answer = stranger.page(path).await;
        findings.expect(answer.0 == StatusCode::NOT_FOUND, path, "to a stranger there is nothing", &answer);
    }
    for (path, _) in pressed().filter(|(_, needs)| is_of_an_organisation(*needs)) {
        let answer = stranger.press(path).await;
        findings.expect(answer.0 == StatusCode::NOT_FOUND, path, "to a stranger's button neither", &answer);
    }
    for (method, path, _) in ROUTES.iter().filter(|(_, _, needs)| is_of_an_organisation(*needs)) {
        let answer = stranger.route(method, path).await;
        findings.expect(answer.0 == StatusCode::NOT_FOUND, path, "to a stranger there is nothing", &answer);
    }
    for function in functions::all().iter().filter(|function| is_of_an_organisation(needs(FORMS, function.path))) {
        let answer = stranger.form(function, "same-origin").await;
        findings.expect(answer.0 == StatusCode::NOT_FOUND, function.path, "to a stranger there is nothing", &answer);
    }
}

#[tokio::test]
async fn a_member_may_what_their_role_may_and_nothing_else() {
    let mut findings = Findings::default();
    for role in Role::ALL {
        let member = asking(Some(Some(role))).await;
        let lacks = |needs: Needs| matches!(needs, Needs::May(permission) if !permission::of(role).contains(&permission));
        let has = |needs: Needs| matches!(needs, Needs::May(_)) && !lacks(needs);
        let may_not = format!("{} may not", role.key());
        for (path, needs) in PAGES {
            let answer = member.page(path).await;
            findings.expect(!lacks(*needs) || answer.0 == StatusCode::FORBIDDEN, path, &may_not, &answer);
            let shown = answer.0 == StatusCode::OK || answer.0 == StatusCode::SEE_OTHER;
            let of_nothing = path.matches('{').count() > 1 && answer.0 == StatusCode::NOT_FOUND;
            findings.expect(!has(*needs) || shown || of_nothing, path, &format!("{} may", role.key()), &answer);
        }
        for (path, needs) in pressed() {
            let answer = member.press(path).await;
            findings.expect(!lacks(needs) || answer.0 == StatusCode::FORBIDDEN, path, &format!("{may_not} press it"), &answer);
            // Of nothing that is there, whoever may is told so.
            findings.expect(!has(needs) || answer.0 == StatusCode::NOT_FOUND, path, &format!("{} may press it", role.key()), &answer);
        }
        for (method, path, _) in ROUTES.iter().filter(|(_, _, needs)| lacks(*needs)) {
            let answer = member.route(method, path).await;
            findings.expect(answer.0 == StatusCode::FORBIDDEN, path, &may_not, &answer);
        }
        for function in functions::all().iter().filter(|function| lacks(needs(FORMS, function.path))) {
            let answer = member.form(function, "same-origin").await;
            findings.expect(answer.0 == StatusCode::FORBIDDEN, function.path, &may_not, &answer);
        }
    }
}

#[tokio::test]
async fn another_site_can_change_nothing_even_for_an_owner() {
    let owner = asking(Some(Some(Role::Owner))).await;
    let mut findings = Findings::default();
    for function in functions::all() {
        for from in ["cross-site", "same-site"] {
            let answer = owner.form(&function, from).await;
            findings.expect(answer.0 == StatusCode::FORBIDDEN && answer.1.contains("\"cross-site\""), function.path, "another site sent it", &answer);
        }
    }
    for (path, _) in pressed() {
        for from in ["cross-site", "same-site"] {
            let request = to(&path.replace("{org}", "acme")).method(Method::POST).header("cookie", &owner.cookie).header("sec-fetch-site", from);
            let answer = owner.site.send(request.body(Body::empty()).unwrap()).await;
            let answer = (answer.status(), text(answer).await);
            findings.expect(answer.0 == StatusCode::FORBIDDEN && answer.1.contains("\"cross-site\""), path, "another site pressed it", &answer);
        }
    }
    // Providers' pages post there: `single_sign_on` tests what it asks for instead.
    let for_other_sites = "/sso/saml/{key}/acs";
    for (method, path, _) in ROUTES.iter().filter(|(method, path, _)| *method != "GET" && *path != for_other_sites) {
        let request = to(path).method(*method).header("cookie", &owner.cookie).header("sec-fetch-site", "cross-site");
        let answer = owner.site.send(request.body(Body::empty()).unwrap()).await;
        let answer = (answer.status(), text(answer).await);
        findings.expect(answer.0 == StatusCode::FORBIDDEN, path, "another site sent it", &answer);
    }
}

#[test]
fn some_pages_answer_a_button_themselves() {
    assert!(pressed().count() > 1, "or the tests above press none");
}

#[tokio::test]
async fn a_form_is_never_sent_by_a_link() {
    let owner = asking(Some(Some(Role::Owner))).await;
    let mut findings = Findings::default();
    for function in functions::all() {
        let answer = owner.page(function.path).await;
        findings.expect(matches!(answer.0, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED), function.path, "GET changes nothing", &answer);
    }
}
