//! Both languages say the same things: leptos_i18n only warns when a translation is missing, and accepts a lost placeholder.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

use serde_json::Value;

/// Every key of one language, with the placeholders and tags its text mentions.
type Words = BTreeMap<String, Vec<String>>;

#[test]
fn english_and_german_have_the_same_words_with_the_same_placeholders() -> Result<(), Box<dyn Error>> {
    let (english, german) = (words_of("en")?, words_of("de")?);
    assert!(!english.is_empty());
    for (key, placeholders) in &english {
        assert_eq!(german.get(key), Some(placeholders), "locales/de differs from locales/en at {key}");
    }
    for key in german.keys() {
        assert!(english.contains_key(key), "locales/en lacks {key}, which locales/de has");
    }
    Ok(())
}

#[test]
fn every_word_is_said_somewhere() -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    for folder in ["../../app/src", "../../server/src", "../portal/src", "../practice_idp/src", "src"] {
        read_all(Path::new(folder), &mut code)?;
    }
    let names: BTreeSet<&str> = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').collect();
    let said = |key: &str| names.contains(key);
    for key in words_of("en")?.keys() {
        let singular = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other"));
        assert!(said(key) || singular.is_some_and(said), "nothing says {key}: take it out of both languages");
    }
    Ok(())
}

fn read_all(folder: &Path, code: &mut String) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, code)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            code.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

fn words_of(language: &str) -> Result<Words, Box<dyn Error>> {
    let mut words = Words::new();
    for entry in fs::read_dir(Path::new("locales").join(language))? {
        let path = entry?.path();
        let namespace = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        collect(&namespace, &serde_json::from_slice(&fs::read(&path)?)?, &mut words);
    }
    Ok(words)
}

fn collect(key: &str, value: &Value, words: &mut Words) {
    match value {
        Value::Object(inner) => inner.iter().for_each(|(name, value)| collect(&format!("{key}.{name}"), value, words)),
        Value::String(text) => {
            words.insert(key.to_owned(), placeholders(text));
        }
        other => assert!(other.is_string(), "{key} is not text"),
    }
}

/// `{{ name }}` and `<tag>`, sorted: languages may order them differently.
fn placeholders(text: &str) -> Vec<String> {
    let between = |open: &str, close: &str| {
        text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(name, _)| name.trim().to_owned()).collect::<Vec<_>>()
    };
    let mut found = between("{{", "}}");
    found.extend(between("<", ">"));
    found.sort();
    found
}
