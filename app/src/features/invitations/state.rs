use crate::ui::{Badge, Status, Tone};
use contract::Role;
use leptos::prelude::*;
use portal::invitation::State;
use words::{role_name, t};

pub fn state_name(state: State) -> &'static str {
    match state {
        State::Pending => t!(invitations.state.pending),
        State::Expired => t!(invitations.state.expired),
        State::Accepted => t!(invitations.state.accepted),
        State::Revoked => t!(invitations.state.revoked),
    }
}

/// How far it is.
pub fn state_badge(state: State) -> AnyView {
    let tone = match state {
        State::Pending => Tone::Info,
        State::Expired => Tone::Warn,
        State::Accepted => Tone::Ok,
        State::Revoked => Tone::Neutral,
    };
    view! { <Status tone>{state_name(state)}</Status> }.into_any()
}

/// What it offers.
pub fn role_badges(roles: &[Role]) -> AnyView {
    let tone = |role: Role| if role == Role::Owner { Tone::Accent } else { Tone::Neutral };
    let badges = roles.iter().copied().map(|role| view! { <Badge tone=tone(role)>{role_name(role)}</Badge> }).collect_view();
    view! { <span class="flex flex-wrap gap-1">{badges}</span> }.into_any()
}
