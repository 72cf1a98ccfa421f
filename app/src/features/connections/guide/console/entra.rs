//! Microsoft Entra admin center. Labels: learn.microsoft.com "Enable SAML single sign-on for an enterprise application" and "Register an
//! application"; FEDERATION, "What each console calls things".

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours, drawing,
    place::{Place, Thing, at, set},
    say,
};
use leptos::prelude::*;
use words::t;

const NAME: &str = "Microsoft Entra admin center";
/// learn.microsoft.com "Least privileged roles by task": registering apps and adding them from no gallery.
const ROLE: &str = "Cloud Application Administrator";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn role(&self) -> &'static str {
        ROLE
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Enterprise applications", "New application", "Create your own application"])),
            Instruction::new(say::call_it_only("What's the name of your app?"))
                .and(say::choose_press(&["Integrate any other application you don't find in the gallery (Non-gallery)"], "Create")),
            Instruction::new(say::open(&["Single sign-on", "SAML"])),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Basic SAML Configuration", "Edit"])),
            // FEDERATION, "Okta-only screens": the fields aren't there before.
            Instruction::new(say::press(&["Add identifier"]))
                .and(say::press(&["Add reply URL"]))
                .why(t!(guide_note.entra_add))
                .and(say::paste())
                .copy("Identifier (Entity ID)", &ours.entity_id)
                .copy("Reply URL (Assertion Consumer Service URL)", &ours.acs)
                .see(drawing::entra::basic_saml()),
            Instruction::new(say::press(&["Save"])),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            // docs.gitlab.com "SAML SSO for GitLab.com groups", Azure set-up notes.
            Instruction::new(say::open(&["Attributes & Claims", "Edit", "Unique User Identifier (Name ID)"]))
                .and(say::set("Name identifier format", "Persistent"))
                .and(say::set("Source attribute", "user.objectid"))
                .why(t!(guide_note.entra_name_id)),
            Instruction::new(say::words(t!(guide_note.entra_claims)))
                .chosen("Claim name", "Value", &[("emailaddress", "user.mail"), ("givenname", "user.givenname"), ("surname", "user.surname")])
                .why(t!(guide_note.entra_mail)),
            // learn.microsoft.com "Configure group claims for applications with Microsoft Entra ID".
            Instruction::new(say::press(&["Add a group claim", "Groups assigned to the application"]))
                .and(say::set("Source attribute", "Group ID"))
                .and(say::words(t!(guide_note.entra_groups)))
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![Instruction::new(say::assign(&["Users and groups", "Add user/group"])).and(say::not_assigned("Entra ID"))]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::named(
                "App Federation Metadata Url",
                &["Single sign-on", "SAML Certificates"],
                "https://login.microsoftonline.com/…/federationmetadata/2007-06/federationmetadata.xml?appid=…",
            )),
            file: Field::named("Federation Metadata XML", &["Single sign-on", "SAML Certificates"], "<EntityDescriptor …>"),
            drawing: Some(drawing::entra::certificates()),
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        match code {
            "S10" => Some(t!(guide_note.entra_refused)),
            "S11" | "S12" => Some(t!(guide_note.entra_mail)),
            _ => None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const BASIC: say::Path = &["Single sign-on", "Basic SAML Configuration", "Edit"];
        const CERTIFICATES: say::Path = &["Single sign-on", "SAML Certificates"];
        const SIGNING: say::Path = &["Single sign-on", "SAML Certificates", "Edit"];
        match thing {
            Thing::Address => Some(at(BASIC, "Reply URL (Assertion Consumer Service URL)")),
            Thing::Audience => Some(at(BASIC, "Identifier (Entity ID)")),
            Thing::Metadata => Some(at(CERTIFICATES, "App Federation Metadata Url")),
            Thing::NameId => {
                Some(set(&["Single sign-on", "Attributes & Claims", "Edit", "Unique User Identifier (Name ID)"], "Source attribute", "user.objectid"))
            }
            Thing::Attributes => Some(at(&["Single sign-on", "Attributes & Claims", "Edit"], "emailaddress")),
            // learn.microsoft.com "Advanced certificate signing options in a SAML token".
            Thing::SignedPart => Some(set(SIGNING, "Signing Option", "Sign SAML response and assertion")),
            Thing::Algorithm => Some(set(SIGNING, "Signing Algorithm", "SHA-256")),
            // learn.microsoft.com "Configure Microsoft Entra SAML token encryption".
            Thing::Encryption => Some(at(&["Token encryption"], "Import Certificate")),
            Thing::Assignment => Some(at(&["Users and groups", "Add user/group"], "")),
            Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
        }
    }
}

pub(super) struct Oidc;

impl Console for Oidc {
    fn name(&self) -> &'static str {
        NAME
    }

    fn role(&self) -> &'static str {
        ROLE
    }

    fn create(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["App registrations", "New registration"])),
            Instruction::new(say::call_it_only("Name")).and(say::set("Supported account types", "Single tenant only")),
            Instruction::new(say::set("Select a platform", "Web"))
                .and(say::paste())
                .copy("Redirect URI", &ours.redirect_uri)
                .see(drawing::entra::register()),
            Instruction::new(say::press(&["Register"])),
        ]
    }

    fn exchange(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Certificates & secrets", "New client secret", "Add"])),
            Instruction::new(say::words(t!(guide_note.entra_value))).why(t!(guide_note.entra_once)).see(drawing::entra::secrets()),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            // learn.microsoft.com "Configure and manage optional claims".
            Instruction::new(say::open(&["Token configuration", "Add optional claim", "ID"]))
                .and(say::tick_all(&["email", "family_name", "given_name"]))
                .and(say::tick("Turn on the Microsoft Graph email, profile permission"))
                .why(t!(guide_note.entra_mail)),
            Instruction::new(say::open(&["Token configuration", "Add groups claim", "Groups assigned to the application"]))
                .and(say::words(t!(guide_note.entra_groups)))
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::words(t!(guide_note.entra_twice))).and(say::open(&["Enterprise applications"])),
            Instruction::new(say::open(&["Properties"])).and(say::set("Assignment required?", "Yes")),
            Instruction::new(say::assign(&["Users and groups", "Add user/group"])).and(say::not_assigned("Entra ID")),
        ]
    }

    fn brought_back(&self) -> BroughtBack {
        const OVERVIEW: say::Path = &["App registrations", "Overview"];
        BroughtBack::Oidc {
            issuer: Field::named("Directory (tenant) ID", OVERVIEW, "11111111-2222-3333-4444-555555555555"),
            client_id: Field::named("Application (client) ID", OVERVIEW, "66666666-7777-8888-9999-000000000000"),
            secret: Field::ours(
                t!(guide.back.secret),
                view! { {say::shown(&["Certificates & secrets", "Client secrets"], "Value")} " " {t!(guide_note.entra_not_id)} }.into_any(),
                "",
            ),
            expires: Some(Field::named("Expires", &["Certificates & secrets", "Client secrets"], "")),
            drawing: None,
        }
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        match code {
            "O02" => Some(t!(guide_note.entra_tenant)),
            "O04" => Some(t!(guide_note.entra_not_id)),
            "O06" => Some(t!(guide_note.entra_mail)),
            "O10" => Some(t!(guide_note.entra_refused)),
            _ => None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        match thing {
            Thing::RedirectUri => Some(at(&["App registrations", "Authentication"], "Redirect URI")),
            Thing::Issuer => Some(at(&["App registrations", "Overview"], "Directory (tenant) ID")),
            Thing::ClientId => Some(at(&["App registrations", "Overview"], "Application (client) ID")),
            Thing::Secret => Some(at(&["Certificates & secrets", "Client secrets"], "Value")),
            Thing::Attributes => Some(at(&["Token configuration", "Add optional claim", "ID"], "email")),
            Thing::Assignment => Some(at(&["Enterprise applications", "Users and groups", "Add user/group"], "")),
            _ => None,
        }
    }
}
