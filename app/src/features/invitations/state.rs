use crate::{
    features::members::role_badge,
    ui::{Status, Tone},
};
use contract::Role;
use leptos::prelude::*;
use portal::invitation::State;
use words::t;

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
    let badges = roles.iter().map(|role| role_badge(*role)).collect_view();
    view! { <span class="flex flex-wrap gap-1">{badges}</span> }.into_any()
}
