use super::{Mark, Screen};
use leptos::prelude::*;
use words::t;

const STEPS: &[&str] = &["1", "2", "3", "4"];

pub fn identity_provider_details() -> AnyView {
    Screen::new("Add custom SAML app")
        .tabs(STEPS, "2")
        .heading("Google Identity Provider details")
        .line("Option 1: Download IdP metadata", "", Mark::Plain)
        .button("Download metadata", Mark::Here)
        .space()
        .line("Option 2: Copy the SSO URL, …", "", Mark::Plain)
        .field("SSO URL", "https://accounts.google.com/o/saml2/idp?…", Mark::Plain)
        .field("Entity ID", "https://accounts.google.com/o/saml2?…", Mark::Plain)
        .buttons(&["Back", "Cancel"], "Continue")
        .draw(t!(guide_drawing.google_idp))
}

pub fn service_provider_details() -> AnyView {
    Screen::new("Add custom SAML app")
        .tabs(STEPS, "3")
        .heading("Service provider details")
        .field("ACS URL", "https://…/acs", Mark::Here)
        .field("Entity ID", "https://…", Mark::Here)
        .field("Start URL (optional)", "", Mark::Plain)
        .tick(&["Signed response"], false)
        .heading("Name ID")
        .field("Name ID format", "EMAIL", Mark::Here)
        .field("Name ID", "Basic Information > Primary email", Mark::Here)
        .buttons(&["Back", "Cancel"], "Continue")
        .draw(t!(guide_drawing.google_sp))
}

pub fn attribute_mapping() -> AnyView {
    Screen::new("Add custom SAML app")
        .tabs(STEPS, "4")
        .heading("Attributes")
        .table(
            ["Google Directory attributes", "App attributes"],
            [Mark::Plain, Mark::Here],
            &[["Primary email", "email"], ["First name", "firstName"], ["Last name", "lastName"]],
        )
        .link("Add mapping", Mark::Plain)
        .heading("Group membership (optional)")
        .table(["Google groups", "App attribute"], [Mark::Plain, Mark::Here], &[["Search for a group", "groups"]])
        .buttons(&["Back", "Cancel"], "Finish")
        .draw(t!(guide_drawing.google_mapping))
}
