//! The mails about people, as they are read: English and German side by side.

use contract::{Locale, Role};
use portal::{
    Settings,
    mail::{Doing, Invitation, JoinDecided, JoinRequested, Letter, OwnerNamed, RenewalAsked, Standing, StandingChanged},
};
use time::macros::datetime;

const VENDOR: &str = "Northwind Cloud";
const ZONE: &str = "Europe/Vienna";

fn settings() -> Settings {
    Settings {
        origin: "https://portal.northwind.example".into(),
        vendor: VENDOR.into(),
        terms_url: "https://northwind.example/terms".into(),
        terms_version: "1".into(),
        privacy_url: "https://northwind.example/privacy".into(),
        production: true,
        mailbox: false,
    }
}

fn in_both(name: &str, letter: impl Fn(Locale) -> Letter) {
    let texts = Locale::ALL.map(|locale| {
        let letter = letter(locale);
        assert_eq!(letter.locale, locale);
        format!("Subject: {}\n\n{}", letter.subject, letter.text(&settings()).unwrap())
    });
    insta::assert_snapshot!(name, texts.join("\n\n════════════════════════\n\n"));
}

fn invitation(message: &str) -> Invitation<'_> {
    Invitation {
        inviter: "Ana Lindqvist",
        inviter_address: "ana@acme.example",
        org: "Acme Logistics",
        roles: &[Role::PeopleAdministrator, Role::Auditor],
        message,
        expires_at: datetime!(2026-11-30 16:00 UTC),
        link: "https://portal.northwind.example/i/kJq0Y3m2dQ2mC3wq1v8b7A".into(),
    }
}

#[test]
fn invitations() {
    in_both("invitation", |locale| invitation("").letter(locale, ZONE, VENDOR));
    in_both("invitation_with_message", |locale| invitation("Welcome aboard!\nWe start on Monday.").letter(locale, ZONE, VENDOR));
    for (name, has_expired) in [("renewal_asked", true), ("renewal_asked_of_owners", false)] {
        in_both(name, |locale| {
            RenewalAsked {
                address: "bo@acme.example",
                org: "Acme Logistics",
                has_expired,
                link: "https://portal.northwind.example/o/acme/members/invitations/1".into(),
            }
            .letter(locale)
        });
    }
}

#[test]
fn requests() {
    let (org, link) = ("Acme Logistics", || "https://portal.northwind.example/o/acme".to_owned());
    in_both("join_requested", |locale| {
        JoinRequested { name: "Bo Nakamura", address: "bo@acme.example", org, message: "I am new in Vienna.", link: link() + "/members/requests" }
            .letter(locale)
    });
    in_both("join_approved", |locale| JoinDecided { org, approved: Some(&[Role::Member]), link: link() }.letter(locale));
    in_both("join_declined", |locale| JoinDecided { org, approved: None, link: link() }.letter(locale));
}

#[test]
fn standing() {
    let (org, by, link) = ("Acme Logistics", "Ana Lindqvist", || "https://portal.northwind.example/o/acme".to_owned());
    for (name, standing) in [
        ("standing_changed_suspended", Standing::Suspended),
        ("standing_changed_reactivated", Standing::Reactivated),
        ("standing_changed_removed", Standing::Removed),
    ] {
        in_both(name, |locale| StandingChanged { org, by, standing, link: link() }.letter(locale));
    }
    let doing = &Doing { at: datetime!(2026-11-24 09:31 UTC), device: "Firefox · Linux".into() };
    in_both("owner_named", |locale| OwnerNamed { org, by, doing, link: link() }.letter(locale, ZONE));
}

#[test]
fn what_people_typed_stays_text_in_the_html() {
    let mut mail = invitation("<img src=x onerror=alert(1)>");
    mail.inviter = "<b>Ana</b>";
    let html = mail.letter(Locale::En, ZONE, VENDOR).html(&settings()).unwrap();
    assert!(!html.contains("<img") && !html.contains("<b>Ana"), "{html}");
}
