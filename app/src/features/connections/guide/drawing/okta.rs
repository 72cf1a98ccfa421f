use super::{Mark, Screen};
use leptos::prelude::*;
use words::t;

pub fn create_saml() -> AnyView {
    Screen::new("Create a new app integration")
        .heading("Sign-in method")
        .choice(&["OIDC - OpenID Connect"], false)
        .choice(&["SAML 2.0"], true)
        .choice(&["SWA - Secure Web Authentication"], false)
        .choice(&["API Services"], false)
        .buttons(&["Cancel"], "Next")
        .draw(t!(guide_drawing.okta_create_saml))
}

pub fn create_oidc() -> AnyView {
    Screen::new("Create a new app integration")
        .heading("Sign-in method")
        .choice(&["OIDC - OpenID Connect"], true)
        .choice(&["SAML 2.0"], false)
        .choice(&["SWA - Secure Web Authentication"], false)
        .space()
        .heading("Application type")
        .choice(&["Web Application"], true)
        .choice(&["Single-Page Application"], false)
        .choice(&["Native Application"], false)
        .buttons(&["Cancel"], "Next")
        .draw(t!(guide_drawing.okta_create_oidc))
}

pub fn configure_saml() -> AnyView {
    Screen::new("Create SAML Integration")
        .tabs(&["1 General Settings", "2 Configure SAML", "3 Feedback"], "2 Configure SAML")
        .field("Single sign-on URL", "https://…/acs", Mark::Here)
        .tick(&["Use this for Recipient URL and Destination URL"], true)
        .field("Audience URI (SP Entity ID)", "https://…", Mark::Here)
        .field("Default RelayState", "", Mark::Plain)
        .field("Name ID format", "Persistent", Mark::Here)
        .field("Application username", "Custom", Mark::Here)
        .buttons(&["Previous"], "Next")
        .draw(t!(guide_drawing.okta_configure))
}

pub fn sign_on() -> AnyView {
    Screen::new("Applications")
        .tabs(&["General", "Sign On", "Import", "Assignments"], "Sign On")
        .heading("Metadata details")
        .field("Metadata URL", "https://….okta.com/app/…/sso/saml/metadata", Mark::Here)
        .button("Copy", Mark::Here)
        .link("More details", Mark::Plain)
        .draw(t!(guide_drawing.okta_sign_on))
}
