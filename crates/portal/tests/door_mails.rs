//! The mails of the door, as they are read: English and German side by side.

use contract::Locale;
use portal::{
    Settings,
    mail::{
        AddressChanged, AddressCode, AddressTaken, CurrentAddressCode, Doing, InvitationCode, Letter, PasswordChanged, RecoveryCode, RecoveryUnknown,
        SignInCode, SignInUnknown, SignUpCode, SignUpKnown,
    },
};
use time::macros::datetime;

const CODE: &str = "418204";
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

fn link() -> String {
    "https://portal.northwind.example/l/kJq0Y3m2dQ2mC3wq1v8b7A".into()
}

fn doing() -> Doing {
    Doing { at: datetime!(2026-11-24 09:31 UTC), device: "Firefox · Linux".into() }
}

fn in_both(name: &str, letter: impl Fn(Locale) -> Letter) {
    let texts = Locale::ALL.map(|locale| {
        let letter = letter(locale);
        assert_eq!(letter.locale, locale);
        format!("Subject: {}\n\n{}", letter.subject, letter.text(&settings()).unwrap())
    });
    insta::assert_snapshot!(name, texts.join("\n\n════════════════════════\n\n"));
}

#[test]
fn signing_up() {
    let doing = &doing();
    in_both("sign_up_code", |locale| SignUpCode { code: CODE, link: link(), doing }.letter(locale, ZONE, VENDOR));
    in_both("sign_up_known", |locale| SignUpKnown { code: CODE, link: link(), doing }.letter(locale, ZONE, VENDOR));
}

#[test]
fn signing_in() {
    let doing = &doing();
    let sign_up = || "https://portal.northwind.example/sign-up".to_owned();
    in_both("sign_in_code", |locale| SignInCode { code: CODE, link: link(), doing }.letter(locale, ZONE, VENDOR));
    in_both("sign_in_unknown", |locale| SignInUnknown { sign_up: sign_up(), doing }.letter(locale, ZONE, VENDOR));
    in_both("recovery_code", |locale| RecoveryCode { code: CODE, link: link(), doing }.letter(locale, ZONE, VENDOR));
    in_both("recovery_unknown", |locale| RecoveryUnknown { sign_up: sign_up(), doing }.letter(locale, ZONE, VENDOR));
    in_both("invitation_code", |locale| InvitationCode { code: CODE, link: link(), doing }.letter(locale, ZONE));
}

#[test]
fn ones_own_account() {
    let doing = &doing();
    let (before, after) = ("ana@acme.example", "ana@globex.example");
    in_both("address_code", |locale| AddressCode { code: CODE, doing }.letter(locale, ZONE, VENDOR));
    in_both("address_taken", |locale| AddressTaken { doing }.letter(locale, ZONE, VENDOR));
    in_both("current_address_code", |locale| CurrentAddressCode { code: CODE, new_address: after, doing }.letter(locale, ZONE, VENDOR));
    in_both("address_changed", |locale| AddressChanged { before, after, doing }.letter(locale, ZONE, VENDOR));
    let recovery = || "https://portal.northwind.example/recovery".to_owned();
    in_both("password_changed", |locale| PasswordChanged { doing, recovery: recovery() }.letter(locale, ZONE, VENDOR));
}

#[test]
fn as_mail_programs_show_it() {
    let doing = &Doing { device: "<b>Firefox</b>".into(), ..doing() };
    let letter = SignUpCode { code: CODE, link: link(), doing }.letter(Locale::De, ZONE, VENDOR);
    insta::assert_snapshot!("sign_up_code_html", letter.html(&settings()).unwrap());
}
