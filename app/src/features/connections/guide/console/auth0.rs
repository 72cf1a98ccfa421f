//! Auth0 Dashboard. Labels: auth0.com/docs "Configure Auth0 as SAML identity provider", "Customize SAML assertions" (also the defaults, SHA-1
//! among them) and "Application settings".

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "Auth0 Dashboard";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        create()
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["Addons", "SAML2 Web App", "Settings"]))
                .copy("Application Callback URL", &ours.acs)
                .copy("Settings", settings(ours))
                .why(t!(guide_note.auth0_sha1)),
            Instruction::new(say::press(&["Enable"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide_note.auth0_names))]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        const USAGE: say::Path = &["Addons", "SAML2 Web App", "Usage"];
        BroughtBack::Saml {
            url: Some(Field::named("Identity Provider Metadata", USAGE, "https://acme.eu.auth0.com/samlp/metadata/…")),
            file: Field::named("Identity Provider Metadata", USAGE, "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const SETTINGS: say::Path = &["Addons", "SAML2 Web App", "Settings"];
        match thing {
            Thing::Address => Some(at(SETTINGS, "Application Callback URL")),
            Thing::Audience => Some(at(SETTINGS, "\"audience\"")),
            Thing::Metadata => Some(at(&["Addons", "SAML2 Web App", "Usage"], "Identity Provider Metadata")),
            Thing::NameId => Some(set(SETTINGS, "\"nameIdentifierFormat\"", PERSISTENT)),
            Thing::Attributes => Some(at(SETTINGS, "\"mappings\"")),
            Thing::SignedPart => Some(set(SETTINGS, "\"signResponse\"", "false")),
            Thing::Algorithm => Some(set(SETTINGS, "\"signatureAlgorithm\"", "rsa-sha256")),
            Thing::Assignment => Some(at(&["Connections"], "")),
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
        create()
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::paste_at(&["Settings", "Application URIs"]))
                .copy("Allowed Callback URLs", &ours.redirect_uri)
                .and(say::press(&["Save Changes"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::words(t!(guide.any.claims))).why(t!(guide.why.claims))]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        assign()
    }

    fn brought_back(&self) -> BroughtBack {
        const BASIC: say::Path = &["Settings", "Basic Information"];
        BroughtBack::Oidc {
            issuer: Field::ours(t!(guide.back.issuer), say::words(t!(guide_note.auth0_issuer)), "https://acme.eu.auth0.com/"),
            client_id: Field::named("Client ID", BASIC, ""),
            secret: Field::named("Client Secret", BASIC, ""),
            expires: None,
            drawing: None,
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        (code == "O02").then(|| t!(guide_note.auth0_issuer))
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const BASIC: say::Path = &["Settings", "Basic Information"];
        match thing {
            Thing::RedirectUri => Some(at(&["Settings", "Application URIs"], "Allowed Callback URLs")),
            Thing::Issuer => Some(at(BASIC, "Domain")),
            Thing::ClientId => Some(at(BASIC, "Client ID")),
            Thing::Secret => Some(at(BASIC, "Client Secret")),
            Thing::Algorithm => Some(set(&["Settings", "Advanced Settings", "OAuth"], "JSON Web Token (JWT) Signature Algorithm", "RS256")),
            Thing::Assignment => Some(at(&["Connections"], "")),
            _ => None,
        }
    }
}

const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

fn create() -> Vec<Instruction> {
    vec![
        Instruction::new(say::sign_in(NAME, &["Applications", "Applications", "Create Application"])),
        Instruction::new(say::call_it_only("Name")).and(say::choose_press(&["Regular Web Applications"], "Create")),
    ]
}

fn assign() -> Vec<Instruction> {
    vec![Instruction::new(say::open(&["Connections"])).and(say::words(t!(guide_note.auth0_connections)))]
}

/// The add-on's settings, which are JSON there.
fn settings(ours: &Ours) -> String {
    format!(
        "{{ \"audience\": \"{}\", \"recipient\": \"{acs}\", \"destination\": \"{acs}\", \"signatureAlgorithm\": \"rsa-sha256\", \
         \"digestAlgorithm\": \"sha256\", \"nameIdentifierFormat\": \"{PERSISTENT}\" }}",
        ours.entity_id,
        acs = ours.acs
    )
}
