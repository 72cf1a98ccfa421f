//! Who names what: deny.toml as far as it concerns our own crates, held also where cargo-deny isn't installed.

use std::collections::BTreeSet;
use std::path::Path;

/// What stands between the quotes of a line.
fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

#[test]
fn each_library_is_named_by_its_own_crates_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let workspace = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let members = workspace.split_once("members = [").unwrap().1.split(']').next().unwrap();
    let manifests: Vec<(&str, String)> = quoted(members)
        .into_iter()
        .map(|member| (member.rsplit('/').next().unwrap(), std::fs::read_to_string(root.join(member).join("Cargo.toml")).unwrap()))
        .collect();
    assert!(manifests.len() > 5, "{manifests:?}");

    let rules = std::fs::read_to_string(root.join("deny.toml")).unwrap();
    let rules: Vec<_> = rules.lines().filter(|line| line.contains("crate = ")).map(quoted).collect();
    assert!(!rules.is_empty());
    for rule in rules {
        let [library, wrappers @ .., _reason] = rule.as_slice() else { panic!("{rule:?}") };
        let names = |manifest: &str| manifest.lines().any(|line| line.split(['.', ' ', '=']).next() == Some(*library));
        let named_by: BTreeSet<&str> = manifests.iter().filter(|(_, manifest)| names(manifest)).map(|(name, _)| *name).collect();
        assert_eq!(named_by, wrappers.iter().copied().collect(), "deny.toml says who may name {library}");
    }
}
