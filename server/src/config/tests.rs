//! Refusals. Asynchronous, because checking an SMTP URL makes a transport, which wants a runtime.

use clap::{CommandFactory, Parser};

use super::{CommandLine, Config, Database, Mail, SecretKey};

const OPERATIONS: &str = include_str!("../../../docs/OPERATIONS.md");

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const KEY_BEFORE: &str = "HxweGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIBAAA=";

/// What a production portal needs, as options; a test leaves out or changes one.
const PRODUCTION: [(&str, &str); 8] = [
    ("--env", "production"),
    ("--origin", "https://portal.example"),
    ("--smtp-url", "smtps://portico:hunter2@mail.example"),
    ("--mail-from", "Portico <no-reply@portal.example>"),
    ("--secret-key", KEY),
    ("--terms-url", "https://vendor.example/terms"),
    ("--terms-version", "2026-11"),
    ("--privacy-url", "https://vendor.example/privacy"),
];

fn check(options: &[(&str, &str)]) -> Result<Config, String> {
    let arguments = options.iter().map(|(name, value)| format!("{name}={value}"));
    let line = CommandLine::try_parse_from(std::iter::once("portico".to_owned()).chain(arguments)).map_err(|error| error.to_string())?;
    Config::check(line.settings).map_err(|error| error.to_string())
}

fn production_with(changed: &[(&str, &str)]) -> Result<Config, String> {
    let mut options: Vec<_> = PRODUCTION.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name)).collect();
    options.extend(changed.iter().filter(|(_, value)| !value.is_empty()));
    check(&options)
}

#[tokio::test]
async fn development_needs_nothing() {
    let config = check(&[("--data-dir", "/tmp/portico")]).unwrap();
    assert!(matches!(config.database, Database::Private { .. }));
    assert!(matches!(config.mail, Mail::Mailbox));
    assert!(matches!(&config.secret_key, SecretKey::KeptIn(path) if path == std::path::Path::new("/tmp/portico/secret.key")));
    assert_eq!(config.security_contact, "mailto:security@127.0.0.1");
}

#[tokio::test]
async fn development_reaches_its_own_practice_provider_and_production_has_none() {
    let development = check(&[("--data-dir", "/tmp/portico")]).unwrap();
    assert!(development.practice_idp.is_some() && development.outbound_allow.len() == 2);
    let without = check(&[("--data-dir", "/tmp/portico"), ("--practice-idp", "off")]).unwrap();
    assert!(without.practice_idp.is_none() && without.outbound_allow.is_empty());
    let production = production_with(&[]).unwrap();
    assert!(production.practice_idp.is_none() && production.outbound_allow.is_empty());
    let insisted = production_with(&[("--practice-idp", "on")]).unwrap();
    assert!(insisted.practice_idp.is_some() && insisted.outbound_allow.is_empty());
}

#[tokio::test]
async fn production_refuses_what_would_be_unsafe_or_missing() {
    production_with(&[]).unwrap();
    for (change, names) in [
        (("--origin", "http://portal.example"), "PORTICO_ORIGIN"),
        (("--secret-key", ""), "PORTICO_SECRET_KEY"),
        (("--smtp-url", ""), "PORTICO_SMTP_URL"),
        (("--mail-from", ""), "PORTICO_MAIL_FROM"),
        (("--terms-url", ""), "PORTICO_TERMS_URL"),
        (("--terms-version", ""), "PORTICO_TERMS_VERSION"),
        (("--privacy-url", ""), "PORTICO_PRIVACY_URL"),
    ] {
        let refusal = production_with(&[change]).err().unwrap_or_default();
        assert!(refusal.contains(names), "{change:?}: {refusal:?}");
    }
}

#[tokio::test]
async fn every_environment_refuses_what_cannot_be_used() {
    for (name, value, words) in [
        ("--origin", "portal.example", "not an origin"),
        ("--secret-key", "c2hvcnQ=", "32 random bytes"),
        ("--secret-key-before", "c2hvcnQ=", "PORTICO_SECRET_KEY_BEFORE"),
        ("--database-url", "mysql://root@db/portico", "PORTICO_DATABASE_URL"),
        ("--smtp-url", "smtp://mail.example", "PORTICO_MAIL_FROM"),
        ("--security-contact", "security", "PORTICO_SECURITY_CONTACT"),
        ("--session-idle", "365d", "PORTICO_SESSION_LIFETIME"),
        ("--session-idle", "soon", "a number and a unit"),
        ("--metrics-listen", "127.0.0.1:3000", "PORTICO_METRICS_LISTEN"),
        ("--practice-listen", "127.0.0.1:3000", "PORTICO_PRACTICE_LISTEN"),
        ("--practice-origin", "https://idp.example", "PORTICO_PRACTICE_ORIGIN"),
        ("--trusted-proxies", "10.0.0.0/8,proxy", "expected a network"),
        ("--log", "portal=loud", "PORTICO_LOG"),
        ("--jobs-at-once", "0", "PORTICO_JOBS_AT_ONCE"),
    ] {
        let refusal = check(&[("--data-dir", "/tmp/portico"), (name, value)]).err().unwrap_or_default();
        assert!(refusal.contains(words), "{name}={value}: {refusal:?}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let refusal = check(&[("--env", "production")]).err().unwrap_or_default();
    assert_eq!(refusal.lines().count(), 7, "{refusal}");
}

#[tokio::test]
async fn what_is_printed_holds_no_secret() {
    let database = ("--database-url", "postgres://portico:swordfish@db.example:6432/portico");
    let config = production_with(&[database, ("--secret-key-before", KEY_BEFORE)]).unwrap();
    let printed = config.to_string();
    for secret in ["hunter2", "swordfish", KEY, KEY_BEFORE] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(printed.contains("db.example:6432"), "{printed}");
    assert!(printed.contains("smtps://mail.example"), "{printed}");
}

#[tokio::test]
async fn a_setting_that_is_set_to_nothing_is_not_set() {
    let config = check(&[("--data-dir", "/tmp/portico"), ("--smtp-url", ""), ("--secret-key", ""), ("--database-url", "")]).unwrap();
    assert!(matches!(config.mail, Mail::Mailbox));
}

#[tokio::test]
async fn a_key_is_made_once_and_kept_to_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::temp_dir().join(format!("portico-key-{}", std::process::id()));
    let chance = portal::chance::Chance::seeded(1);
    let key = SecretKey::KeptIn(path.clone());
    let first = key.load(&chance).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let second = key.load(&chance).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(first.mac("test", &[]), second.mac("test", &[]));
}

#[test]
fn whoever_starts_at_the_same_moment_has_the_same_key() {
    let path = std::env::temp_dir().join(format!("portico-keys-{}", std::process::id()));
    let together = std::sync::Barrier::new(8);
    let made = |seed: u64| {
        together.wait();
        SecretKey::KeptIn(path.clone()).load(&portal::chance::Chance::seeded(seed)).unwrap().mac("test", &[])
    };
    let made = &made;
    let keys: Vec<_> = std::thread::scope(|threads| {
        let started: Vec<_> = (0..8).map(|seed| threads.spawn(move || made(seed))).collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    std::fs::remove_file(&path).unwrap();
    assert!(keys.iter().all(|key| *key == keys[0]));
}

#[test]
fn every_setting_says_what_it_is_and_can_be_given_by_the_environment() {
    let program = CommandLine::command();
    program.clone().debug_assert();
    let settings = program.get_arguments().filter(|setting| !["help", "version"].contains(&setting.get_id().as_str()));
    for setting in settings {
        assert!(setting.get_env().is_some(), "{}", setting.get_id());
        assert!(setting.get_help().is_some(), "{}", setting.get_id());
        let variable = setting.get_env().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(OPERATIONS.contains(&format!("`{variable}`")), "docs/OPERATIONS.md lists every setting, but not {variable}");
    }
}
