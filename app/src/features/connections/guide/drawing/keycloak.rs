use super::{Mark, Screen};
use leptos::prelude::*;
use words::t;

pub fn create_saml() -> AnyView {
    Screen::new("Clients  ›  Create client")
        .side(124, &["1 General settings", "2 Login settings"], "1 General settings")
        .field("Client type", "SAML", Mark::Here)
        .field("Client ID *", "https://…", Mark::Here)
        .field("Name", "", Mark::Plain)
        .buttons(&["Cancel"], "Next")
        .draw(t!(guide_drawing.keycloak_create))
}

pub fn keys() -> AnyView {
    Screen::new("Clients  ›  Client details")
        .tabs(&["Settings", "Keys", "Roles", "Client scopes", "Sessions"], "Keys")
        .heading("Signing keys config")
        .switch("Client signature required", false, Mark::Here)
        .space()
        .heading("Encryption keys config")
        .switch("Encrypt assertions", false, Mark::Plain)
        .draw(t!(guide_drawing.keycloak_keys))
}

pub fn capability() -> AnyView {
    Screen::new("Clients  ›  Create client")
        .side(124, &["1 General settings", "2 Capability config", "3 Login settings"], "2 Capability config")
        .switch("Client authentication", true, Mark::Here)
        .switch("Authorization", false, Mark::Plain)
        .heading("Authentication flow")
        .tick(&["Standard flow"], true)
        .tick(&["Direct access grants"], false)
        .tick(&["Implicit flow"], false)
        .buttons(&["Back"], "Next")
        .draw(t!(guide_drawing.keycloak_capability))
}

pub fn endpoints() -> AnyView {
    Screen::new("Realm settings")
        .tabs(&["General", "Login", "Email", "Themes", "Keys"], "General")
        .field("Realm name", "acme", Mark::Plain)
        .field("Display name", "", Mark::Plain)
        .heading("Endpoints")
        .link("OpenID Endpoint Configuration", Mark::Here)
        .link("SAML 2.0 Identity Provider Metadata", Mark::Here)
        .draw(t!(guide_drawing.keycloak_endpoints))
}
