//! OneLogin Admin. Labels: onelogin.service-now.com "Advanced SAML Custom Connector"; docs.gitlab.com "SAML SSO for GitLab.com groups" for
//! the identifier; docs.scalekit.com "OneLogin" for OpenID Connect.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "OneLogin Admin Portal";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "Add App"])),
            Instruction::new(say::search("SAML Custom Connector (Advanced)")),
            Instruction::new(say::call_it("Display Name", "Save")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["Configuration"]))
                .copy("Audience (EntityID)", &ours.entity_id)
                .copy("Recipient", &ours.acs)
                .copy("ACS (Consumer) URL Validator", validator(&ours.acs))
                .copy("ACS (Consumer) URL", &ours.acs)
                .why(t!(guide_note.onelogin_validator)),
            Instruction::new(say::set("SAML nameID format", "Persistent")).and(say::set("SAML signature element", "Both")).and(say::press(&["Save"])),
            Instruction::new(say::open(&["SSO"])).and(say::set("SAML Signature Algorithm", "SHA-256")).and(say::press(&["Save"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Parameters", "NameID value"])).and(say::set("Value", "OneLogin ID")).why(t!(guide.why.persistent)),
            Instruction::new(say::rows_at(&["Parameters", "+"]))
                .pairs("Field name", "Value", &[("email", "Email"), ("firstName", "First Name"), ("lastName", "Last Name")])
                .and(say::words(t!(guide_note.onelogin_include))),
            Instruction::new(say::rows_at(&["Parameters", "+"])).pairs("Field name", "Value", &[("groups", "MemberOf")]).why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::named("Issuer URL", &["SSO"], "https://app.onelogin.com/saml/metadata/…")),
            file: Field::named("SAML Metadata", &["More Actions"], "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        match code {
            "S07" => Some(t!(guide_note.onelogin_three)),
            "S11" => Some(t!(guide_note.onelogin_include)),
            _ => None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::Address => Some(at(&["Configuration"], "ACS (Consumer) URL")),
            Thing::Audience => Some(at(&["Configuration"], "Audience (EntityID)")),
            Thing::Metadata => Some(at(&["SSO"], "Issuer URL")),
            Thing::NameId => Some(set(&["Parameters"], "NameID value", "OneLogin ID")),
            Thing::Attributes => Some(at(&["Parameters"], "email")),
            Thing::SignedPart => Some(set(&["Configuration"], "SAML signature element", "Both")),
            Thing::Algorithm => Some(set(&["SSO"], "SAML Signature Algorithm", "SHA-256")),
            Thing::Assignment => Some(at(&["Access"], "")),
            Thing::Encryption | Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
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
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "Add App"])),
            Instruction::new(say::search("OpenId Connect (OIDC)")),
            Instruction::new(say::call_it("Display Name", "Save")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::paste_at(&["Configuration"])).copy("Redirect URIs", &ours.redirect_uri).and(say::press(&["Save"]))]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide.why.claims))]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::named("Issuer URL", &["SSO"], "https://acme.onelogin.com/oidc/2"),
            client_id: Field::named("Client ID", &["SSO"], ""),
            secret: Field::named("Client Secret", &["SSO"], ""),
            expires: None,
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::RedirectUri => Some(at(&["Configuration"], "Redirect URIs")),
            Thing::Issuer => Some(at(&["SSO"], "Issuer URL")),
            Thing::ClientId => Some(at(&["SSO"], "Client ID")),
            Thing::Secret => Some(at(&["SSO"], "Client Secret")),
            Thing::Assignment => Some(at(&["Access"], "")),
            _ => None,
        }
    }
}

fn assign() -> Vec<Instruction> {
    vec![Instruction::new(say::open(&["Access"])).and(say::words(t!(guide_note.onelogin_roles))).and(say::not_assigned("OneLogin"))]
}

/// The regular expression that matches this address and no other.
fn validator(url: &str) -> String {
    let escaped: String = url.chars().flat_map(|c| (!c.is_ascii_alphanumeric() && c != ':').then_some('\\').into_iter().chain([c])).collect();
    format!("^{escaped}$")
}
