//! JumpCloud Admin Portal. Labels: jumpcloud.com/support "SSO using Custom SAML Application Connectors" as quoted by bitwarden.com/help
//! "JumpCloud SAML implementation" and docs.scalekit.com "JumpCloud"; the issuer, with its slash, from its discovery document.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "JumpCloud Admin Portal";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["SSO Applications", "Add New Application"])),
            Instruction::new(say::search("Custom SAML App")),
            Instruction::new(say::call_it("Display Label", "Save Application")),
            Instruction::new(say::press(&["Configure Application"])),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["SSO"]))
                .copy("IdP Entity ID", format!("urn:jumpcloud:{}", ours.key))
                .copy("SP Entity ID", &ours.entity_id)
                .copy("ACS URLs: Default URL", &ours.acs),
            Instruction::new(say::set("Signature Algorithm", "RSA-SHA256")).and(say::tick("Declare Redirect Endpoint")),
            Instruction::new(say::press(&["Save"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::rows_at(&["SSO", "Attributes"])).pairs(
                "Service Provider Attribute Name",
                "JumpCloud Attribute Name",
                &[("email", "email"), ("firstName", "firstname"), ("lastName", "lastname")],
            ),
            Instruction::new(say::tick("include group attribute")).copy("include group attribute", "groups").why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::named("Copy Metadata URL", &["SSO"], "https://sso.jumpcloud.com/saml2/metadata/…")),
            file: Field::named("Export Metadata", &["SSO"], "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::Address => Some(at(&["SSO", "ACS URLs"], "Default URL")),
            Thing::Audience => Some(at(&["SSO"], "SP Entity ID")),
            Thing::Metadata => Some(at(&["SSO"], "Copy Metadata URL")),
            Thing::NameId => Some(set(&["SSO"], "SAMLSubject NameID", "email")),
            Thing::Attributes => Some(at(&["SSO", "Attributes"], "email")),
            Thing::SignedPart => Some(set(&["SSO"], "Sign", "Assertion & Response")),
            Thing::Algorithm => Some(set(&["SSO"], "Signature Algorithm", "RSA-SHA256")),
            Thing::Encryption => Some(at(&["SSO"], "SP Certificate")),
            Thing::Assignment => Some(at(&["User Groups"], "")),
            Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
        }
    }
}

pub(super) struct Oidc;

impl Console for Oidc {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["SSO Applications", "Add New Application"])),
            Instruction::new(say::search("Custom OIDC App")),
            Instruction::new(say::call_it("Display Label", "Next")),
            Instruction::new(say::press(&["Configure Application"])),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["SSO", "Configuration Settings"]))
                .copy("Redirect URI", &ours.redirect_uri)
                .copy("Login URL", &ours.start),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["SSO", "Attribute Mapping", "Standard Scopes"])).and(say::tick_all(&["Email", "Profile"])),
            Instruction::new(say::press(&["Activate"])).and(say::words(t!(guide_note.jumpcloud_shown))),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::ours(t!(guide.back.issuer), say::words(t!(guide_note.jumpcloud_issuer)), "https://oauth.id.jumpcloud.com/"),
            client_id: Field::named("Client ID", &["Activate"], ""),
            secret: Field::named("Client Secret", &["Activate"], ""),
            expires: None,
            drawing: None,
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        matches!(code, "O01" | "O02").then(|| t!(guide_note.jumpcloud_issuer))
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::RedirectUri => Some(at(&["SSO", "Configuration Settings"], "Redirect URI")),
            Thing::ClientId => Some(at(&["SSO", "Configuration Settings"], "Client ID")),
            Thing::Attributes => Some(at(&["SSO", "Attribute Mapping"], "Standard Scopes")),
            Thing::Assignment => Some(at(&["User Groups"], "")),
            _ => None,
        }
    }
}

fn assign() -> Vec<Instruction> {
    vec![Instruction::new(say::assign(&["User Groups"])).and(say::press(&["Save"])).and(say::not_assigned("JumpCloud"))]
}
