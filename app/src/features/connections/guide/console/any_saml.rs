//! A provider that nobody has written down: what each of them asks for, under the names it usually has.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing},
    say,
};
use words::t;

pub(super) struct AnySaml;

impl Console for AnySaml {
    fn name(&self) -> &'static str {
        ""
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.create_saml)))]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide.any.metadata))).copy("SP metadata", &ours.sp_metadata),
            Instruction::new(say::words(t!(guide.any.values)))
                .copy("Assertion Consumer Service (ACS) URL, Reply URL", &ours.acs)
                .copy("SP Entity ID, Audience, Identifier", &ours.entity_id),
            Instruction::new(say::set("Name ID format", "Persistent")).why(t!(guide.why.persistent)),
            Instruction::new(say::words(t!(guide.any.signed))),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide.any.attributes))).pairs(
                "Attribute",
                "Value",
                &[("email", "E-mail address"), ("firstName", "First name"), ("lastName", "Last name")],
            ),
            Instruction::new(say::words(t!(guide.any.groups))).pairs("Attribute", "Value", &[("groups", "Groups")]).why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.assign)))]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::ours(t!(guide.back.metadata_url), say::words(t!(guide.back.metadata_url_any)), "https://idp.example/metadata")),
            file: Field::ours(t!(guide.back.metadata), say::words(t!(guide.back.metadata_any)), "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn place(&self, _: Thing) -> Option<Place> {
        None
    }
}
