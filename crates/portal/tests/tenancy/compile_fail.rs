//! The first three locks are types: what must not be done doesn't compile.
//!
//! Each file of `compile_fail/` is given to the compiler with the `portal` that this test was built with. A line that it must
//! refuse ends in `//~` and the codes of its refusal; every other line it must take, so that a mistake in a file is no proof.

use serde_json::Value;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

type Refusals = BTreeSet<(usize, String)>;

/// The folder with the compiled crates, and the compiled `portal` of this clone: several clones may build into one folder.
fn compiled() -> (PathBuf, PathBuf) {
    let folder = std::env::current_exe().unwrap().parent().unwrap().to_owned();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let here = format!("{}/", here.display());
    let mut candidates: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libportal-")))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rlib"))
        .collect();
    candidates.sort_by_key(|path| std::cmp::Reverse(path.metadata().unwrap().modified().unwrap()));
    let ours = candidates.into_iter().find(|path| std::fs::read(path).unwrap().windows(here.len()).any(|bytes| bytes == here.as_bytes()));
    let ours = ours.unwrap_or_else(|| panic!("no libportal-*.rlib in {} was built in {here}", folder.display()));
    (folder, ours)
}

fn announced(text: &str) -> Refusals {
    let lines = text.lines().enumerate().filter_map(|(at, line)| Some((at + 1, line.split_once("//~ ")?.1)));
    lines.flat_map(|(line, codes)| codes.split_whitespace().map(move |code| (line, code.to_owned()))).collect()
}

/// What the compiler refuses in a file: the line and the code of each error.
fn refused(file: &Path, folder: &Path, portal: &Path) -> Refusals {
    let output = Command::new("rustc")
        .args(["--edition=2024", "--crate-type=lib", "--crate-name=must_not_compile", "--emit=metadata", "--error-format=json", "-o"])
        .arg(std::env::temp_dir().join(format!("must-not-compile-{}.rmeta", std::process::id())))
        .arg("--extern")
        .arg(format!("portal={}", portal.display()))
        .arg("-L")
        .arg(format!("dependency={}", folder.display()))
        .arg(file)
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let errors = errors.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).filter(|message| message["level"] == "error");
    let mut refusals = Refusals::new();
    for error in errors {
        let primary = error["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true);
        for span in primary {
            let code = error["code"]["code"].as_str().unwrap_or_else(|| panic!("{}: {}", file.display(), error["rendered"]));
            refusals.insert((span["line_start"].as_u64().unwrap() as usize, code.to_owned()));
        }
    }
    refusals
}

#[test]
fn what_must_not_be_done_does_not_compile() {
    let (folder, portal) = compiled();
    let mut files: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tenancy/compile_fail"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 4, "only {files:?}");
    for file in files {
        let wanted = announced(&std::fs::read_to_string(&file).unwrap());
        assert!(!wanted.is_empty(), "{} announces nothing that must be refused", file.display());
        assert_eq!(refused(&file, &folder, &portal), wanted, "{}: what the compiler refused, and what it must", file.display());
    }
}
