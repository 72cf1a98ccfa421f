//! Whoever reads German gets mails without English: held for the German half of every mail's snapshot, and every mail has one.

use std::collections::BTreeMap;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mail");
const SNAPSHOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
const BETWEEN: &str = "════════════════════════";

/// Words that no German sentence has.
const ENGLISH: [&str; 24] = [
    "the", "and", "you", "your", "with", "this", "that", "from", "have", "has", "are", "is", "not", "of", "to", "if", "it", "we", "be", "can", "for",
    "who", "there", "please",
];

/// English and German of each mail, by the snapshot's name.
fn snapshots() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for file in std::fs::read_dir(SNAPSHOTS).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((_, name)) = name.split_once("_mails__") else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
        if let Some((english, german)) = body.split_once(BETWEEN) {
            found.insert(name.to_owned(), (english.to_owned(), german.to_owned()));
        }
    }
    found
}

/// The mails there are: files with a letter.
fn mails() -> Vec<String> {
    let files = std::fs::read_dir(HERE).unwrap().map(|file| file.unwrap().path());
    let letters = files.filter(|path| std::fs::read_to_string(path).unwrap().contains("-> Letter {\n"));
    letters.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_mail_is_written_down_in_both_languages() {
    let snapshots = snapshots();
    let mails = mails();
    assert!(mails.len() >= 20, "only {mails:?} were found");
    for mail in mails {
        let known = snapshots.keys().any(|name| name.starts_with(&mail)) || mail == "join_decided" && snapshots.contains_key("join_approved");
        assert!(known, "mail/{mail}.rs has no snapshot in both languages: add it to tests/*_mails.rs");
    }
}

#[test]
fn no_english_is_left_in_a_german_mail() {
    for (name, (english, german)) in snapshots() {
        // What somebody typed is theirs.
        let german: Vec<&str> = german.lines().filter(|line| !line.starts_with('>') && !line.contains("://")).collect();
        for line in &german {
            let word = line.split(|c: char| !c.is_alphanumeric()).find(|word| ENGLISH.contains(&word.to_lowercase().as_str()));
            assert!(word.is_none(), "{name} says “{}” in German: {line}", word.unwrap_or_default());
        }
        let same = german.iter().find(|line| line.split_whitespace().count() > 2 && english.lines().any(|other| other == **line));
        let footer = |line: &str| line.contains('·');
        assert!(same.is_none_or(|line| footer(line)), "{name} says the same in both languages: {}", same.copied().unwrap_or_default());
    }
}
