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

    /// Something that it could be, of nothing that exists but the organisation.
    pub fn plausible(&self) -> String {
        match (self.name.as_str(), self.kind.as_str()) {
            ("org" | "slug", _) => "acme".into(),
            (_, "bool") => "true".into(),
            ("id" | "ids" | "session" | "member" | "invitation" | "request" | "draft" | "bulk" | "domain", _) => NOTHING.into(),
            (_, kind) if kind.contains("Id") => NOTHING.into(),
            (_, "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "usize") => "7".into(),
            ("address" | "addresses", _) => "nobody@nowhere.example".into(),
            ("locale", _) => "en".into(),
            _ => "x".into(),
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
