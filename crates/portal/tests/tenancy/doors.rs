//! One door to the database: whoever could name the tenant could be any tenant.

use std::path::{Path, PathBuf};

/// Words that choose whom a connection works for.
const WORDS: [&str; 8] =
    ["set_config", "app.org_id", "set role", "reset role", "set local role", "set session authorization", "row_security", "portico_owner"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "sql") {
            found.push(path);
        }
    }
}

#[test]
fn only_the_database_door_names_the_tenant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["app/src", "server/src", "crates/contract/src", "crates/portal/src", "crates/words/src", "frontend/src"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "only {} sources were found", files.len());
    let door = root.join("crates/portal/src/db");
    let mut named = false;
    let mut complaints = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for word in WORDS.into_iter().filter(|word| text.contains(word)) {
            if file.starts_with(&door) {
                named = true;
            } else {
                complaints.push(format!("{} says `{word}`", file.display()));
            }
        }
    }
    assert!(named, "not even crates/portal/src/db names the tenant: does this test still look for the right words?");
    assert!(complaints.is_empty(), "only crates/portal/src/db may choose whom a connection works for:\n{}", complaints.join("\n"));
}
