//! PingOne admin console. Labels: docs.pingidentity.com "Adding a SAML application", "Mapping attributes", "Including external groups in an
//! application"; docs.scalekit.com "Ping Identity" for OpenID Connect.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "PingOne Admin Console";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "+"])),
            Instruction::new(say::call_it_only("Application Name")).and(say::choose_press(&["SAML Application"], "Configure")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::choose(&["Manually Enter"]))
                .and(say::paste())
                .copy("ACS URLs", &ours.acs)
                .copy("Entity ID", &ours.entity_id)
                .and(say::press(&["Save"])),
            Instruction::new(say::open(&["Configuration", "Edit"]))
                .and(say::set("Subject NameID Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"))
                .and(say::set("Signing Key", "Sign Assertion & Response"))
                .and(say::press(&["Save"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::rows_at(&["Attribute Mappings", "Edit", "Add"])).pairs(
                "Attributes",
                "PingOne Mappings",
                &[("saml_subject", "User ID"), ("email", "Email Address"), ("firstName", "Given Name"), ("lastName", "Family Name")],
            ),
            Instruction::new(say::rows_at(&["Attribute Mappings", "Edit", "Add"]))
                .pairs("Attributes", "PingOne Mappings", &[("groups", "Group Names")])
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::named("IDP Metadata URL", &["Configuration"], "https://auth.pingone.eu/…/saml20/metadata/…")),
            file: Field::named("Download Metadata", &["Configuration"], "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const CONFIGURATION: say::Path = &["Configuration", "Edit"];
        match thing {
            Thing::Address => Some(at(CONFIGURATION, "ACS URLs")),
            Thing::Audience => Some(at(CONFIGURATION, "Entity ID")),
            Thing::Metadata => Some(at(&["Configuration"], "IDP Metadata URL")),
            Thing::NameId => Some(set(CONFIGURATION, "Subject NameID Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
            Thing::Attributes => Some(at(&["Attribute Mappings", "Edit"], "Email Address")),
            Thing::SignedPart => Some(set(CONFIGURATION, "Signing Key", "Sign Assertion & Response")),
            Thing::Algorithm => Some(set(CONFIGURATION, "Signing Algorithm", "RSA_SHA256")),
            Thing::Encryption => Some(at(CONFIGURATION, "Encryption")),
            Thing::Assignment => Some(at(&["Access"], "")),
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
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "+"])),
            Instruction::new(say::call_it_only("Application Name")).and(say::choose_press(&["OIDC Web App"], "Save")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::paste_at(&["Configuration", "Edit"])).copy("Redirect URIs", &ours.redirect_uri).and(say::press(&["Save"]))]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::rows_at(&["Attribute Mappings", "Edit", "Add"])).pairs(
                "Attributes",
                "PingOne Mappings",
                &[("email", "Email Address"), ("given_name", "Given Name"), ("family_name", "Family Name")],
            ),
            Instruction::new(say::rows_at(&["Attribute Mappings", "Edit", "Add"]))
                .pairs("Attributes", "PingOne Mappings", &[("groups", "Group Names")])
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::named("Issuer ID", &["Overview"], "https://auth.pingone.eu/…/as"),
            client_id: Field::named("Client ID", &["Overview"], ""),
            secret: Field::named("Client Secret", &["Overview"], ""),
            expires: None,
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::RedirectUri => Some(at(&["Configuration", "Edit"], "Redirect URIs")),
            Thing::Issuer => Some(at(&["Overview"], "Issuer ID")),
            Thing::ClientId => Some(at(&["Overview"], "Client ID")),
            Thing::Secret => Some(at(&["Overview"], "Client Secret")),
            Thing::Attributes => Some(at(&["Attribute Mappings", "Edit"], "Email Address")),
            Thing::Assignment => Some(at(&["Access"], "")),
            _ => None,
        }
    }
}

fn assign() -> Vec<Instruction> {
    vec![
        Instruction::new(say::words(t!(guide_note.ping_toggle))),
        Instruction::new(say::open(&["Access"])).and(say::words(t!(guide_note.ping_everyone))),
    ]
}
