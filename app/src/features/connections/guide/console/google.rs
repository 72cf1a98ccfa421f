//! Google Admin console. Labels: support.google.com/a/answer/6087519 "Set up your own custom SAML app".

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours, drawing,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "Google Admin console";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn role(&self) -> &'static str {
        "super administrator"
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Apps", "Web and mobile apps", "Add app", "Add custom SAML app"])),
            Instruction::new(say::call_it("App name", "Continue")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::press_at(&["Google Identity Provider details"], "Download metadata"))
                .and(say::words(t!(guide_note.google_file)))
                .see(drawing::google::identity_provider_details()),
            Instruction::new(say::press(&["Continue"])),
            Instruction::new(say::paste_at(&["Service provider details"]))
                .copy("ACS URL", &ours.acs)
                .copy("Entity ID", &ours.entity_id)
                .see(drawing::google::service_provider_details()),
            Instruction::new(say::set("Name ID format", "EMAIL"))
                .and(say::set("Name ID", "Basic Information > Primary email"))
                .and(say::press(&["Continue"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::rows_at(&["Attribute mapping", "Add mapping"]))
                .pairs(
                    "App attributes",
                    "Google Directory attributes",
                    &[("email", "Primary email"), ("firstName", "First name"), ("lastName", "Last name")],
                )
                .see(drawing::google::attribute_mapping()),
            // support.google.com/a/answer/11143403 "Map group membership": only those chosen, up to 75.
            Instruction::new(say::rows_at(&["Group membership (optional)"]))
                .pairs("App attribute", "Google groups", &[("groups", "Search for a group")])
                .and(say::words(t!(guide_note.google_groups)))
                .why(t!(guide.why.groups)),
            Instruction::new(say::press(&["Finish"])),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["User access"]))
                .and(say::choose_press(&["ON for everyone"], "Save"))
                .and(say::words(t!(guide_note.google_units))),
            Instruction::new(say::words(t!(guide_note.google_wait))),
        ]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: None,
            file: Field::ours(t!(guide.back.metadata), say::found(&["Download metadata"]), "GoogleIDPMetadata.xml"),
            drawing: None,
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        match code {
            "S03" => Some(t!(guide_note.google_signed)),
            "S10" => Some(t!(guide_note.google_wait)),
            _ => None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const PROVIDER: say::Path = &["Apps", "Web and mobile apps", "Service provider details"];
        match thing {
            Thing::Address => Some(at(PROVIDER, "ACS URL")),
            Thing::Audience => Some(at(PROVIDER, "Entity ID")),
            Thing::NameId => Some(set(PROVIDER, "Name ID format", "EMAIL")),
            Thing::Metadata => Some(at(&["Apps", "Web and mobile apps"], "Download metadata")),
            Thing::Attributes => Some(at(&["Apps", "Web and mobile apps", "SAML attribute mapping"], "Primary email")),
            Thing::Assignment => Some(at(&["Apps", "Web and mobile apps", "User access"], "")),
            Thing::SignedPart | Thing::Algorithm | Thing::Encryption | Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
        }
    }
}
