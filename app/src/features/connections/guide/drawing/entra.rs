use super::{Mark, Screen};
use leptos::prelude::*;
use words::t;

pub fn basic_saml() -> AnyView {
    Screen::new("Basic SAML Configuration")
        .button("Save", Mark::Here)
        .field("Identifier (Entity ID) *", "https://…", Mark::Here)
        .link("Add identifier", Mark::Here)
        .field("Reply URL (Assertion Consumer Service URL) *", "https://…/acs", Mark::Here)
        .link("Add reply URL", Mark::Here)
        .field("Sign on URL (Optional)", "", Mark::Plain)
        .field("Relay State (Optional)", "", Mark::Plain)
        .draw(t!(guide_drawing.entra_basic))
}

pub fn certificates() -> AnyView {
    Screen::new("Set up Single Sign-On with SAML")
        .heading("3   SAML Certificates")
        .line("Status", "Active", Mark::Plain)
        .line("Thumbprint", "9F2C4A…", Mark::Plain)
        .line("Expiration", "3/14/2029", Mark::Plain)
        .line("App Federation Metadata Url", "https://login.micros…", Mark::Here)
        .line("Certificate (Base64)", "Download", Mark::Plain)
        .line("Certificate (Raw)", "Download", Mark::Plain)
        .line("Federation Metadata XML", "Download", Mark::Plain)
        .draw(t!(guide_drawing.entra_certificates))
}

pub fn register() -> AnyView {
    Screen::new("Register an application")
        .field("Name *", "", Mark::Here)
        .field("Supported account types", "Single tenant only", Mark::Here)
        .heading("Redirect URI (optional)")
        .field("Select a platform", "Web", Mark::Here)
        .field("Redirect URI", "https://…/callback", Mark::Here)
        .buttons(&[], "Register")
        .draw(t!(guide_drawing.entra_register))
}

pub fn secrets() -> AnyView {
    Screen::new("Certificates & secrets")
        .tabs(&["Certificates (0)", "Client secrets (1)"], "Client secrets (1)")
        .link("+ New client secret", Mark::Here)
        .table(
            ["Description", "Expires", "Value", "Secret ID"],
            [Mark::Plain, Mark::Plain, Mark::Here, Mark::Not],
            &[["Sign-in", "11/27/2028", "Qx~8Q…", "5c1f09e2-…"]],
        )
        .draw(t!(guide_drawing.entra_secrets))
}
