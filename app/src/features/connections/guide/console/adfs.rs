//! AD FS Management. Labels: learn.microsoft.com "Create a relying party trust", "Create a rule to send LDAP attributes as claims",
//! "Create a rule to transform an incoming claim"; `Set-AdfsRelyingPartyTrust` in the reference of its PowerShell module.

use super::Console;
use crate::features::connections::guide::{
    BroughtBack, Field, Instruction, Ours, drawing,
    place::{Place, Thing, at, set},
    say,
};
use words::t;

const NAME: &str = "AD FS Management";

pub(super) struct Saml;

impl Console for Saml {
    fn name(&self) -> &'static str {
        NAME
    }

    fn create(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::sign_in(NAME, &["Relying Party Trusts", "Add Relying Party Trust"])),
            Instruction::new(say::choose_press(&["Claims aware"], "Start")),
        ]
    }

    fn exchange(&self, ours: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::choose(&["Import data about the relying party published online or on a local network"]))
                .and(say::paste())
                .copy("Federation metadata address (host name or URL)", &ours.sp_metadata)
                .and(say::press(&["Next"]))
                .see(drawing::adfs::import()),
            Instruction::new(say::choose(&["Import data about the relying party from a file"]))
                .and(say::words(t!(guide_note.adfs_file)))
                .link(t!(guide.act.our_metadata), &ours.sp_metadata),
            Instruction::new(say::call_it("Display name", "Next")),
            Instruction::new(say::choose_press(&["Permit everyone"], "Next")).why(t!(guide_note.adfs_everyone)),
            Instruction::new(say::press(&["Next", "Close"])),
            // Its default, AES-256-CBC, is accepted only inside a signed response (DECISIONS 27).
            Instruction::new(say::words(t!(guide_note.adfs_powershell))).copy("Windows PowerShell", sign_response(ours)).why(t!(guide_note.adfs_cbc)),
        ]
    }

    fn attributes(&self, _: &Ours) -> Vec<Instruction> {
        vec![
            Instruction::new(say::open(&["Relying Party Trusts", "Edit Claim Issuance Policy", "Add Rule", "Send LDAP Attributes as Claims"]))
                .and(say::set("Attribute store", "Active Directory"))
                .chosen(
                    "LDAP Attribute",
                    "Outgoing Claim Type",
                    &[("E-Mail-Addresses", "E-Mail Address"), ("Given-Name", "Given Name"), ("Surname", "Surname"), ("User-Principal-Name", "UPN")],
                )
                .see(drawing::adfs::ldap_rule()),
            Instruction::new(say::open(&["Add Rule", "Transform an Incoming Claim"]))
                .and(say::set("Incoming claim type", "UPN"))
                .and(say::set("Outgoing claim type", "Name ID"))
                .and(say::set("Outgoing name ID format", "Persistent Identifier"))
                .why(t!(guide_note.adfs_name_id))
                .see(drawing::adfs::name_id_rule()),
            Instruction::new(say::words(t!(guide_note.adfs_groups)))
                .chosen("LDAP Attribute", "Outgoing Claim Type", &[("Token-Groups - Unqualified Names", "Group")])
                .why(t!(guide.why.groups)),
        ]
    }

    fn assign(&self, _: &Ours) -> Vec<Instruction> {
        // learn.microsoft.com "Access control policies in AD FS".
        vec![
            Instruction::new(say::open(&["Relying Party Trusts", "Edit Access Control Policy"]))
                .and(say::choose(&["Permit specific group"]))
                .and(say::not_assigned("AD FS")),
        ]
    }

    fn brought_back(&self) -> BroughtBack {
        BroughtBack::Saml {
            url: Some(Field::ours(
                t!(guide.back.metadata_url),
                say::found(&["AD FS", "Service", "Endpoints", "Metadata"]),
                "https://adfs.acme.example/FederationMetadata/2007-06/FederationMetadata.xml",
            )),
            file: Field::ours(t!(guide.back.metadata), say::words(t!(guide_note.adfs_inside)), "<EntityDescriptor …>"),
            drawing: None,
        }
    }

    fn own_server(&self) -> bool {
        true
    }

    fn note(&self, code: &str) -> Option<&'static str> {
        match code {
            "S03" => Some(t!(guide_note.adfs_signs)),
            "S14" => Some(t!(guide_note.adfs_cbc)),
            _ => None,
        }
    }

    fn place(&self, thing: Thing) -> Option<Place> {
        const RULES: say::Path = &["Relying Party Trusts", "Edit Claim Issuance Policy"];
        match thing {
            Thing::Address => Some(at(&["Relying Party Trusts", "Properties", "Endpoints"], "SAML Assertion Consumer Endpoints")),
            Thing::Audience => Some(at(&["Relying Party Trusts", "Properties", "Identifiers"], "Relying party identifiers")),
            Thing::Metadata => Some(at(&["AD FS", "Service", "Endpoints", "Metadata"], "Federation Metadata")),
            Thing::NameId => Some(set(RULES, "Outgoing name ID format", "Persistent Identifier")),
            Thing::Attributes => Some(at(RULES, "E-Mail-Addresses")),
            Thing::Algorithm => Some(set(&["Relying Party Trusts", "Properties", "Advanced"], "Secure hash algorithm", "SHA-256")),
            Thing::Encryption => Some(at(&["Relying Party Trusts", "Properties", "Encryption"], "Browse")),
            Thing::Assignment => Some(at(&["Relying Party Trusts", "Edit Access Control Policy"], "")),
            Thing::SignedPart | Thing::RedirectUri | Thing::Issuer | Thing::ClientId | Thing::Secret => None,
        }
    }
}

fn sign_response(ours: &Ours) -> String {
    format!("Set-AdfsRelyingPartyTrust -TargetIdentifier \"{}\" -SamlResponseSignature MessageAndAssertion", ours.entity_id)
}
