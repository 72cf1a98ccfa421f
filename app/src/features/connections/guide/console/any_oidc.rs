//! An OpenID provider that nobody has written down.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing},
    say,
};
use words::t;

pub(super) struct AnyOidc;

impl Console for AnyOidc {
    fn name(&self) -> &'static str {
        ""
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.create_oidc)))]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::paste()).copy("Redirect URI", &ours.redirect_uri)]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide.why.claims)),
            Instruction::new(say::words(t!(guide.any.groups))).pairs("Claim", "Value", &[("groups", "Groups")]).why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.assign)))]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::ours(t!(guide.back.issuer), say::words(t!(guide.back.issuer_any)), "https://idp.example"),
            client_id: Field::ours(t!(guide.back.client_id), say::words(t!(guide.back.client_id_any)), ""),
            secret: Field::ours(t!(guide.back.secret), say::words(t!(guide.back.secret_any)), ""),
            expires: Some(Field::ours(t!(guide.back.expires), say::words(t!(guide.back.expires_any)), "")),
            drawing: None,
        }
    }

    fn place(&self, _: Thing) -> Option<Place> {
        None
    }
}
