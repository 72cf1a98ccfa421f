use super::{Chapter, console, say};
use contract::{IdentityProvider, Protocol};
use leptos::prelude::*;
use words::t;

/// What somebody should know before they begin.
pub struct Needs {
    /// In the provider's console, without waiting for anybody.
    pub minutes: u8,
    /// Who has to be at the keyboard.
    pub who: AnyView,
    /// What else has to be at hand; whole sentences.
    pub have: Vec<&'static str>,
}

pub fn needs(provider: IdentityProvider, protocol: Protocol) -> Needs {
    let console = console::of(provider, protocol);
    let who = match (console.name(), console.role()) {
        ("", _) => t!(guide.needs.who_any).into_any(),
        (name, "") => say::administrator(name),
        (name, role) => say::administrator_as(name, role),
    };
    let english = (!console.name().is_empty()).then(|| t!(guide.needs.english));
    let have = [Some(t!(guide.needs.window)), english, Some(t!(guide.needs.dns))].into_iter().flatten().collect();
    Needs { minutes: Chapter::ALL.into_iter().map(Chapter::minutes).sum(), who, have }
}
