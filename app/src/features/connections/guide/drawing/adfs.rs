use super::{Mark, Screen};
use leptos::prelude::*;
use words::t;

const STEPS: &[&str] = &["Welcome", "Select Data Source", "Choose Access…", "Ready to Add…", "Finish"];

pub fn import() -> AnyView {
    Screen::new("Add Relying Party Trust Wizard")
        .side(116, STEPS, "Select Data Source")
        .choice(&["Import data about the relying", "party published online or on a", "local network"], true)
        .field("Federation metadata address", "https://…/metadata", Mark::Here)
        .choice(&["Import data about the relying", "party from a file"], false)
        .choice(&["Enter data about the relying", "party manually"], false)
        .buttons(&["Previous"], "Next")
        .draw(t!(guide_drawing.adfs_import))
}

pub fn ldap_rule() -> AnyView {
    Screen::new("Add Transform Claim Rule Wizard")
        .field("Claim rule name", "", Mark::Plain)
        .field("Attribute store", "Active Directory", Mark::Here)
        .table(
            ["LDAP Attribute", "Outgoing Claim Type"],
            [Mark::Here, Mark::Here],
            &[["E-Mail-Addresses", "E-Mail Address"], ["Given-Name", "Given Name"], ["Surname", "Surname"], ["User-Principal-Name", "UPN"]],
        )
        .buttons(&["Previous", "Cancel"], "Finish")
        .draw(t!(guide_drawing.adfs_ldap))
}

pub fn name_id_rule() -> AnyView {
    Screen::new("Add Transform Claim Rule Wizard")
        .field("Incoming claim type", "UPN", Mark::Here)
        .field("Outgoing claim type", "Name ID", Mark::Here)
        .field("Outgoing name ID format", "Persistent Identifier", Mark::Here)
        .choice(&["Pass through all claim values"], true)
        .choice(&["Replace an incoming claim value with …"], false)
        .buttons(&["Previous", "Cancel"], "Finish")
        .draw(t!(guide_drawing.adfs_name_id))
}
