//! The server functions as their sources have them: what each is called and what it takes. Registered ones know only their path.

use std::collections::BTreeMap;
use std::path::Path;

/// One server function.
#[derive(Debug, Clone)]
pub struct Function {
    /// `/fn/roles/change`
    pub path: &'static str,
    pub takes: Vec<Argument>,
}

/// One of its arguments.
#[derive(Debug, Clone)]
pub struct Argument {
    pub name: String,
    /// As Rust spells it: `String`, `Vec<String>`, `bool`.
    pub kind: String,
}

impl Argument {
    /// The name of the form's field (DECISIONS 14).
    pub fn field(&self) -> String {
        if self.kind.starts_with("Vec<") { format!("{}[]", self.name) } else { self.name.clone() }
    }

    /// What it may well be in that function's form, about these things.
    pub fn valid(&self, path: &str, things: &Things) -> String {
        let value: &str = match (path, self.name.as_str(), self.kind.as_str()) {
            ("/fn/members/reactivate", "member", _) => &things.suspended,
            ("/fn/policy/break-glass", "member", _) => &things.owner,
            ("/fn/members/bulk", "ids", _) | (_, "member", _) => &things.member,
            ("/fn/invitations/bulk", "ids", _) | (_, "invitation", _) => &things.invitation,
            (_, "request", _) => &things.request,
            (_, "draft", _) => &things.draft,
            ("/fn/policy/require" | "/fn/connections/domains", "domains", _) | (_, "domain", _) => &things.domain,
            (_, "connection", _) => &things.connection,
            (_, "id" | "ids" | "session" | "test", _) => NOTHING,
            ("/fn/invitations/change" | "/fn/invitations/send", "address", _) => "0",
            ("/fn/invitations/change" | "/fn/invitations/send", "name" | "last_name", _) => "1",
            ("/fn/invitations/change" | "/fn/invitations/send", "role", _) => "",
            ("/fn/members/bulk", "act", _) => "roles",
            ("/fn/invitations/bulk", "act", _) => "revoke",
            ("/fn/connections/remove", "name", _) => "Okta",
            ("/fn/connections/go-on", "step", _) => "test",
            ("/fn/connections/attributes", "role" | "default_role", _) | (_, "roles" | "role", _) => "member",
            ("/fn/connections/attributes", "arrival", _) => "invited",
            ("/fn/connections/domains" | "/fn/domains/add", "names", _) => "other.example",
            ("/fn/domains/policy", "policy", _) => "nothing",
            ("/fn/policy/require", "notice", _) => "week",
            (_, "org" | "slug", _) => "acme",
            (_, "confirmation", _) => "Acme",
            (_, "how", _) => "add",
            (_, "days", _) => "7",
            (_, "zone", _) => "Europe/Vienna",
            (_, "locale", _) => "en",
            (_, "address" | "addresses", _) => "nobody@nowhere.example",
            (_, _, "bool") => "true",
            _ => "x",
        };
        value.to_owned()
    }
}

/// What the forms of an organisation are about, by id.
#[derive(Debug, Clone)]
pub struct Things {
    pub member: String,
    pub suspended: String,
    /// Another owner than whoever sends the form.
    pub owner: String,
    pub invitation: String,
    pub draft: String,
    pub request: String,
    pub domain: String,
    pub connection: String,
}

impl Things {
    /// None of it is there.
    pub fn none() -> Self {
        let nothing = || NOTHING.to_owned();
        Self {
            member: nothing(),
            suspended: nothing(),
            owner: nothing(),
            invitation: nothing(),
            draft: nothing(),
            request: nothing(),
            domain: nothing(),
            connection: nothing(),
        }
    }
}

/// Nobody's and nothing's id.
pub const NOTHING: &str = "01900000-0000-7000-8000-000000000000";

/// Every server function that is registered, but for those of tests.
pub fn all() -> Vec<Function> {
    let mut written = BTreeMap::new();
    read_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src")), &mut written);
    let registered = server_fn::axum::server_fn_paths().filter(|(path, _)| !path.starts_with("/fn/test/"));
    let mut functions: Vec<Function> = registered
        .map(|(path, method)| {
            assert_eq!(method, http::Method::POST, "{path}: a server function changes something, so it is reached by POST");
            let takes = written.get(path).unwrap_or_else(|| {
                panic!("{path} is nowhere in app/src: declare it as #[server(prefix = \"/fn\", endpoint = \"…\")] pub async fn …")
            });
            Function { path, takes: takes.clone() }
        })
        .collect();
    functions.sort_by_key(|function| function.path);
    functions
}

fn read_folder(folder: &Path, into: &mut BTreeMap<String, Vec<Argument>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
            for (at, attribute) in code.match_indices("#[server(") {
                into.extend(read(&code[at + attribute.len()..]));
            }
        }
    }
}

/// From behind `#[server(`; `None` for an argument's attribute.
fn read(declared: &str) -> Option<(String, Vec<Argument>)> {
    let (attribute, rest) = declared.split_once(")]")?;
    let endpoint = attribute.split_once("endpoint = \"")?.1.split_once('"')?.0;
    let (_, rest) = rest.split_once("fn ")?.1.split_once('(')?;
    let mut depth = 1;
    let end = rest.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let plain = rest[..end].replace("#[server(default)]", "");
    let takes = plain.split(',').filter_map(|argument| argument.split_once(':'));
    let takes = takes.map(|(name, kind)| Argument { name: name.trim().into(), kind: kind.trim().into() }).collect();
    Some((format!("/fn/{endpoint}"), takes))
}
