//! Okta Admin Console. Labels: help.okta.com "Create SAML app integrations" and "Create OpenID Connect app integrations"; where the
//! attributes are entered since 2025, docs of WorkOS and Harness ("Show legacy configuration").

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours, drawing,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "Okta Admin Console";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "Create App Integration"])),
            Instruction::new(say::choose_press(&["SAML 2.0"], "Next")).see(drawing::okta::create_saml()),
            Instruction::new(say::call_it("App name", "Next")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["Configure SAML"]))
                .copy("Single sign-on URL", &ours.acs)
                .copy("Audience URI (SP Entity ID)", &ours.entity_id)
                .and(say::leave("Use this for Recipient URL and Destination URL"))
                .see(drawing::okta::configure_saml()),
            // docs.gitlab.com "SAML SSO for GitLab.com groups", Okta set-up notes: the subject is the application username.
            Instruction::new(say::set("Name ID format", "Persistent"))
                .and(say::set("Application username", "Custom"))
                .copy("Custom", "user.getInternalProperty(\"id\")")
                .why(t!(guide.why.persistent)),
            // FEDERATION, "Okta-only screens".
            Instruction::new(say::press(&["Next", "I'm an Okta customer adding an internal app", "Finish"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Sign On", "Attribute statements", "Show legacy configuration", "Edit"])),
            Instruction::new(say::rows_at(&["Profile attribute statements"])).pairs(
                "Name",
                "Value",
                &[("email", "user.email"), ("firstName", "user.firstName"), ("lastName", "user.lastName")],
            ),
            Instruction::new(say::rows_at(&["Group attribute statements"]))
                .pairs("Name", "Value", &[("groups", ".*")])
                .and(say::set("Filter", "Matches regex"))
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        const SIGN_ON: say::Path = &["Sign On", "Metadata details"];
        BroughtBack::Saml {
            url: Some(Field::named("Metadata URL", SIGN_ON, "https://acme.okta.com/app/exk1f/sso/saml/metadata")),
            file: Field::ours(t!(guide.back.metadata), say::words(t!(guide.back.metadata_any)), "<EntityDescriptor …>"),
            drawing: Some(drawing::okta::sign_on()),
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const SETTINGS: say::Path = &["General", "SAML Settings", "Edit", "Configure SAML"];
        const ADVANCED: say::Path = &["General", "SAML Settings", "Edit", "Configure SAML", "Show Advanced Settings"];
        match thing {
            Thing::Address => Some(at(SETTINGS, "Single sign-on URL")),
            Thing::Audience => Some(at(SETTINGS, "Audience URI (SP Entity ID)")),
            Thing::NameId => Some(set(SETTINGS, "Name ID format", "Persistent")),
            Thing::SignedPart => Some(set(ADVANCED, "Assertion Signature", "Signed")),
            Thing::Algorithm => Some(set(ADVANCED, "Signature Algorithm", "RSA-SHA256")),
            Thing::Encryption => Some(at(ADVANCED, "Encryption Certificate")),
            Thing::Metadata => Some(at(&["Sign On", "Metadata details"], "Metadata URL")),
            Thing::Attributes => Some(at(&["Sign On", "Attribute statements", "Show legacy configuration"], "Profile attribute statements")),
            Thing::Assignment => Some(at(&["Assignments", "Assign"], "")),
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
            Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "Create App Integration"])),
            Instruction::new(say::choose_press(&["OIDC - OpenID Connect", "Web Application"], "Next")).see(drawing::okta::create_oidc()),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste()).copy("Sign-in redirect URIs", &ours.redirect_uri),
            Instruction::new(say::leave("Authorization Code")),
            Instruction::new(say::press(&["Save"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide.why.claims)),
            // help.okta.com "Customize tokens returned from Okta with a Groups claim".
            Instruction::new(say::open(&["Sign On", "Token claims", "Show legacy configuration", "Group Claims", "Edit"]))
                .and(say::set("Groups claim type", "Filter"))
                .and(say::paste())
                .copy("Groups claim filter", "groups")
                .copy("Matches regex", ".*")
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Oidc {
            issuer: Field::ours(t!(guide.back.issuer), say::words(t!(guide.back.issuer_okta)), "https://acme.okta.com"),
            client_id: Field::named("Client ID", &["General", "Client Credentials"], "0oa1f2gh3"),
            secret: Field::named("Client Secret", &["General", "Client Credentials"], ""),
            expires: None,
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const CREDENTIALS: say::Path = &["General", "Client Credentials"];
        match thing {
            Thing::RedirectUri => Some(at(&["General", "Login"], "Sign-in redirect URIs")),
            Thing::ClientId => Some(at(CREDENTIALS, "Client ID")),
            Thing::Secret => Some(at(CREDENTIALS, "Client Secret")),
            Thing::Assignment => Some(at(&["Assignments", "Assign"], "")),
            _ => None,
        }
    }
}

fn assign() -> Vec<Instruction> {
    vec![Instruction::new(say::assign(&["Assignments", "Assign", "Assign to Groups"])).and(say::not_assigned("Okta"))]
}
