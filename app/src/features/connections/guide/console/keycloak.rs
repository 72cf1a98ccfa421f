//! Keycloak Admin Console. Labels: Keycloak's Server Administration Guide, "Creating a SAML client" and "Managing OpenID Connect clients",
//! and its own messages_en.properties.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours, drawing,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "Keycloak Admin Console";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Clients", "Create client"])).and(say::words(t!(guide_note.keycloak_realm))),
            Instruction::new(say::set("Client type", "SAML"))
                .and(say::paste())
                .copy("Client ID", &ours.entity_id)
                .and(say::press(&["Next"]))
                .see(drawing::keycloak::create_saml()),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["Login settings"]))
                .copy("Valid redirect URIs", &ours.acs)
                .copy("Master SAML Processing URL", &ours.acs)
                .and(say::press(&["Save"])),
            Instruction::new(say::open(&["Settings", "SAML capabilities"]))
                .and(say::set("Name ID format", "persistent"))
                .and(say::press(&["Save"]))
                .why(t!(guide.why.persistent)),
            Instruction::new(say::open(&["Keys"]))
                .and(say::set("Client signature required", "Off"))
                .why(t!(guide_note.keycloak_signature))
                .see(drawing::keycloak::keys()),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Client scopes", "…-dedicated", "Add predefined mapper"]))
                .and(say::tick_all(&["X500 email", "X500 givenName", "X500 surname"]))
                .and(say::press(&["Add"])),
            // FEDERATION: groups need a mapper of their own.
            Instruction::new(say::open(&["Add mapper", "By configuration", "Group list"]))
                .and(say::paste())
                .copy("Group attribute name", "groups")
                .and(say::set("Full group path", "Off"))
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide_note.keycloak_everyone)))]
    }

    fn brought_back(&self) -> BroughtBack {
        const ENDPOINTS: say::Path = &["Realm settings", "Endpoints"];
        BroughtBack::Saml {
            url: Some(Field::named("SAML 2.0 Identity Provider Metadata", ENDPOINTS, "https://id.acme.example/realms/acme/protocol/saml/descriptor")),
            file: Field::ours(t!(guide.back.metadata), say::words(t!(guide.back.metadata_any)), "<EntityDescriptor …>"),
            drawing: Some(drawing::keycloak::endpoints()),
        }
    }

    fn own_server(&self) -> bool {
        true
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const SIGNATURE: say::Path = &["Settings", "Signature and Encryption"];
        match thing {
            Thing::Address => Some(at(&["Settings", "Access settings"], "Master SAML Processing URL")),
            Thing::Audience => Some(at(&["Settings", "General settings"], "Client ID")),
            Thing::Metadata => Some(at(&["Realm settings", "Endpoints"], "SAML 2.0 Identity Provider Metadata")),
            Thing::NameId => Some(set(&["Settings", "SAML capabilities"], "Name ID format", "persistent")),
            Thing::Attributes => Some(at(&["Client scopes", "…-dedicated"], "X500 email")),
            Thing::SignedPart => Some(set(SIGNATURE, "Sign assertions", "On")),
            Thing::Algorithm => Some(set(SIGNATURE, "Signature algorithm", "RSA_SHA256")),
            Thing::Encryption => Some(at(&["Keys"], "Encrypt assertions")),
            Thing::Assignment | Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
        }
    }
}

pub(super) struct Oidc;

impl Console for Oidc {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Clients", "Create client"])).and(say::words(t!(guide_note.keycloak_realm))),
            Instruction::new(say::set("Client type", "OpenID Connect"))
                .and(say::words(t!(guide_note.keycloak_client_id)))
                .copy("Client ID", &ours.key)
                .and(say::press(&["Next"])),
            Instruction::new(say::set("Client authentication", "On"))
                .and(say::leave("Standard flow"))
                .and(say::press(&["Next"]))
                .see(drawing::keycloak::capability()),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::paste_at(&["Login settings"])).copy("Valid redirect URIs", &ours.redirect_uri).and(say::press(&["Save"]))]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide.why.claims)),
            Instruction::new(say::open(&["Client scopes", "…-dedicated", "Configure a new mapper", "Group Membership"]))
                .and(say::paste())
                .copy("Token Claim Name", "groups")
                .and(say::set("Full group path", "Off"))
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide_note.keycloak_everyone)))]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::ours(
                t!(guide.back.issuer),
                say::shown(&["Realm settings", "Endpoints"], "OpenID Endpoint Configuration"),
                "https://id.acme.example/realms/acme",
            ),
            client_id: Field::named("Client ID", &["Settings"], ""),
            secret: Field::named("Client Secret", &["Credentials"], ""),
            expires: None,
            drawing: Some(drawing::keycloak::endpoints()),
        }
    }

    fn own_server(&self) -> bool {
        true
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::RedirectUri => Some(at(&["Settings", "Access settings"], "Valid redirect URIs")),
            Thing::Issuer => Some(at(&["Realm settings", "Endpoints"], "OpenID Endpoint Configuration")),
            Thing::ClientId => Some(at(&["Settings"], "Client ID")),
            Thing::Secret => Some(at(&["Credentials"], "Client Secret")),
            Thing::Attributes => Some(at(&["Client scopes"], "email")),
            _ => None,
        }
    }
}
