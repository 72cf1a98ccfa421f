//! The mails about an organisation's end and its domains, as they are read: English and German side by side.

use contract::Locale;
use portal::{
    Settings,
    mail::{
        DeletionCancelled, DeletionReminder, DeletionScheduled, Doing, DomainLost, DomainMissing, GlassBroken, Letter, OrganizationDeleted,
        RequirementAnnounced,
    },
};
use time::macros::datetime;

const ZONE: &str = "Europe/Vienna";

fn in_both(name: &str, letter: impl Fn(Locale) -> Letter) {
    let settings = Settings {
        origin: "https://portal.northwind.example".into(),
        vendor: "Northwind Cloud".into(),
        terms_url: "https://northwind.example/terms".into(),
        terms_version: "1".into(),
        privacy_url: "https://northwind.example/privacy".into(),
        production: true,
        mailbox: false,
    };
    let texts = Locale::ALL.map(|locale| {
        let letter = letter(locale);
        assert_eq!(letter.locale, locale);
        format!("Subject: {}\n\n{}", letter.subject, letter.text(&settings).unwrap())
    });
    insta::assert_snapshot!(name, texts.join("\n\n════════════════════════\n\n"));
}

#[test]
fn an_organisation_is_going_staying_or_gone() {
    let doing = &Doing { at: datetime!(2026-11-24 09:31 UTC), device: "Firefox · Linux".into() };
    let (org, by, delete_after) = ("Acme Logistics", "Ana Lindqvist", datetime!(2026-12-08 09:31 UTC));
    let settings = || "https://portal.northwind.example/o/acme/settings".to_owned();
    in_both("deletion_scheduled", |locale| DeletionScheduled { org, by, delete_after, doing, settings: settings() }.letter(locale, ZONE));
    in_both("deletion_reminder", |locale| DeletionReminder { org, delete_after, settings: settings() }.letter(locale, ZONE));
    in_both("deletion_cancelled", |locale| DeletionCancelled { org, by, doing }.letter(locale, ZONE));
    in_both("organization_deleted", |locale| OrganizationDeleted { org }.letter(locale, "Northwind Cloud"));
}

#[test]
fn an_owner_came_in_without_single_sign_on() {
    let doing = &Doing { at: datetime!(2026-11-24 09:31 UTC), device: "Firefox · Linux".into() };
    let activity = || "https://portal.northwind.example/o/acme/activity".to_owned();
    in_both("glass_broken", |locale| GlassBroken { org: "Acme Logistics", by: "Ana Lindqvist", doing, activity: activity() }.letter(locale, ZONE));
}

#[test]
fn a_domains_proof_is_gone_or_the_domain_is() {
    let (domain, org, until) = ("acme.example", "Acme Logistics", datetime!(2026-12-08 09:31 UTC));
    let page = || "https://portal.northwind.example/o/acme/domains/1".to_owned();
    in_both("domain_missing", |locale| DomainMissing { domain, org, until, page: page() }.letter(locale, ZONE));
    in_both("domain_lost", |locale| DomainLost { domain, org, page: page() }.letter(locale));
}

#[test]
fn single_sign_on_will_be_required() {
    let (org, by, from) = ("Acme Logistics", "Okta", datetime!(2026-12-08 09:31 UTC));
    let page = || "https://portal.northwind.example/o/acme".to_owned();
    in_both("requirement_announced", |locale| RequirementAnnounced { org, by, from, page: page() }.letter(locale, ZONE));
}
