use super::{
    Instruction, Ours, console,
    console::Console,
    place::{Place, Thing},
    say,
};
use contract::{IdentityProvider, Protocol};
use leptos::prelude::*;
use words::t;

/// What to mend for a code of the catalogue, in the provider's own words, with our values to copy. Empty for a code that isn't in it.
pub fn fix(provider: IdentityProvider, protocol: Protocol, code: &str, ours: &Ours) -> AnyView {
    let console = console::of(provider, protocol);
    let fix = match protocol {
        Protocol::Saml => saml(console, code, ours),
        Protocol::Oidc => oidc(console, code, ours),
    };
    let Some(fix) = fix else { return ().into_any() };
    match console.note(code) {
        Some(note) => fix.and(say::words(note)).view(),
        None => fix.view(),
    }
}

fn saml(console: &dyn Console, code: &str, ours: &Ours) -> Option<Instruction> {
    Some(match code {
        "S01" => metadata(console, t!(guide_fix.s01)),
        "S02" => metadata(console, t!(guide_fix.s02)),
        "S03" => setting(console, Thing::SignedPart, t!(guide_fix.s03)),
        "S04" => setting(console, Thing::Algorithm, t!(guide_fix.s04)),
        "S05" => metadata(console, t!(guide_fix.s05)),
        "S06" => value(console, Thing::Audience, "Audience, SP Entity ID", &ours.entity_id),
        "S07" => value(console, Thing::Address, "Assertion Consumer Service (ACS) URL", &ours.acs),
        "S08" => clock(console),
        "S09" => Instruction::new(say::words(t!(guide_fix.s09))).copy("Start URL", &ours.start),
        "S10" => assignment(console),
        "S11" => setting(console, Thing::Attributes, t!(guide_fix.s11)),
        "S12" => Instruction::new(say::words(t!(guide_fix.s12))),
        "S13" => setting(console, Thing::NameId, t!(guide_fix.s13)),
        "S14" => encryption(console, ours),
        "S15" => metadata(console, t!(guide_fix.s15)),
        "S16" => metadata(console, t!(guide_fix.s16)),
        _ => return None,
    })
}

fn oidc(console: &dyn Console, code: &str, ours: &Ours) -> Option<Instruction> {
    Some(match code {
        "O01" => brought(console, &[Thing::Issuer], t!(guide_fix.o01)),
        "O02" => brought(console, &[Thing::Issuer], t!(guide_fix.o02)),
        "O03" => value(console, Thing::RedirectUri, "Redirect URI", &ours.redirect_uri),
        "O04" => brought(console, &[Thing::ClientId, Thing::Secret], t!(guide_fix.o04)),
        "O05" => brought(console, &[Thing::Secret], t!(guide_fix.o05)),
        "O06" => setting(console, Thing::Attributes, t!(guide_fix.o06)),
        "O07" => Instruction::new(say::words(t!(guide_fix.o07))),
        "O08" => setting(console, Thing::Algorithm, t!(guide_fix.o08)),
        "O09" => clock(console),
        "O10" => assignment(console),
        _ => return None,
    })
}

/// Paste a value of ours again.
fn value(console: &dyn Console, thing: Thing, usual: &'static str, value: &str) -> Instruction {
    match console.place(thing) {
        Some(Place { path, field, .. }) => Instruction::new(say::paste_again(path, field)).copy(field, value),
        None => Instruction::new(say::words(t!(guide_fix.paste_again_any))).copy(usual, value),
    }
}

/// Set something as it should be, or look at it.
fn setting(console: &dyn Console, thing: Thing, what: &'static str) -> Instruction {
    let fix = Instruction::new(say::words(what));
    match console.place(thing) {
        Some(Place { path, field, value: "" }) => fix.and(say::look(path, field)),
        Some(Place { path, field, value }) => fix.and(say::set_at(path, field, value)),
        None => fix,
    }
}

/// Bring values of the provider again.
fn brought(console: &dyn Console, things: &[Thing], what: &'static str) -> Instruction {
    let places = things.iter().filter_map(|thing| console.place(*thing));
    places.fold(Instruction::new(say::words(what)), |fix, place| fix.and(say::shown(place.path, place.field)))
}

fn metadata(console: &dyn Console, what: &'static str) -> Instruction {
    brought(console, &[Thing::Metadata], what)
}

fn clock(console: &dyn Console) -> Instruction {
    let fix = Instruction::new(say::words(t!(guide_fix.again)));
    if console.own_server() { fix.and(say::words(t!(guide_fix.own_clock))) } else { fix }
}

fn assignment(console: &dyn Console) -> Instruction {
    match console.place(Thing::Assignment) {
        Some(place) => Instruction::new(say::assigned(place.path)).and(say::words(t!(guide_fix.reason))),
        None => Instruction::new(say::words(t!(guide_fix.assigned_any))).and(say::words(t!(guide_fix.reason))),
    }
}

fn encryption(console: &dyn Console, ours: &Ours) -> Instruction {
    let fix = match console.place(Thing::Encryption) {
        Some(Place { path, field, .. }) => Instruction::new(say::upload_again(path, field)),
        None => Instruction::new(say::words(t!(guide_fix.s14))),
    };
    fix.link(t!(guide.act.certificate), &ours.certificate_download)
}
