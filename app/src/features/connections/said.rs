//! What connections, their parts and their states are called.

use super::guide;
use crate::ui::{Status, Tone};
use contract::{Arrival, IdentityProvider, Protocol, Role};
use leptos::prelude::*;
use portal::{
    connection::{MustSign, State, Step},
    federation::log::Outcome,
};
use words::{role_names, t};

pub(super) fn state_badge(state: State) -> AnyView {
    let (tone, name) = match state {
        State::Draft => (Tone::Neutral, t!(connections.state.draft)),
        State::Active => (Tone::Ok, t!(connections.state.active)),
        State::Off => (Tone::Warn, t!(connections.state.off)),
    };
    view! { <Status tone>{name}</Status> }.into_any()
}

/// As its maker calls it, to be chosen from a list.
pub(super) fn provider_choice(provider: IdentityProvider) -> &'static str {
    match provider {
        IdentityProvider::OtherSaml => t!(connections.provider.other_saml),
        IdentityProvider::OtherOidc => t!(connections.provider.other_oidc),
        named => named.name(),
    }
}

/// As a sentence calls it: where nobody's name is known, by what the organisation calls the connection.
pub(super) fn provider_name(provider: IdentityProvider, connection: &str) -> String {
    match provider.name() {
        "" => connection.to_owned(),
        name => name.to_owned(),
    }
}

pub(super) const fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Saml => "SAML 2.0",
        Protocol::Oidc => "OpenID Connect",
    }
}

pub(super) fn arrival_name(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Joins => t!(connections.attributes.joins),
        Arrival::Approved => t!(connections.attributes.approved),
        Arrival::Invited => t!(connections.attributes.invited),
    }
}

pub(super) fn must_sign_name(must_sign: MustSign) -> &'static str {
    match must_sign {
        MustSign::ResponseOrAssertion => t!(connections.exchange.options.response_or_assertion),
        MustSign::Assertion => t!(connections.exchange.options.assertion),
        MustSign::Both => t!(connections.exchange.options.both),
    }
}

pub(super) fn step_name(step: Step) -> &'static str {
    match step {
        Step::Domains => t!(connections.step.domains),
        Step::CreateApp => t!(connections.step.create_app),
        Step::Exchange => t!(connections.step.exchange),
        Step::Attributes => t!(connections.step.attributes),
        Step::Assign => t!(connections.step.assign),
        Step::Test => t!(connections.step.test),
        Step::Affected => t!(connections.step.affected),
        Step::Activate => t!(connections.step.activate),
    }
}

/// "Administrator, Auditor"; of nobody's roles, that there are none.
pub(super) fn roles_in_words(roles: &[Role]) -> String {
    if roles.is_empty() {
        return t!(connections.decision.no_role).to_owned();
    }
    role_names(roles)
}

/// What the difference of two clocks means, in words: ahead, it is a clock to be set; behind, more likely a page that was reloaded.
pub(super) fn clock(ahead: i64) -> String {
    let by = |seconds: i64| match seconds {
        ..120 => t!(connections.lab.seconds, count = seconds),
        120..7_200 => t!(connections.lab.minutes, count = seconds / 60),
        _ => t!(connections.lab.hours, count = seconds / 3_600),
    };
    match ahead {
        -30..=5 => t!(connections.lab.clock_right).to_owned(),
        ..-30 => t!(connections.lab.clock_behind, by = by(-ahead)),
        _ => t!(connections.lab.clock_ahead, by = by(ahead)),
    }
}

/// How a sign-in ended.
pub(super) fn outcome_badge(outcome: Outcome) -> AnyView {
    let (tone, name) = match outcome {
        Outcome::In => (Tone::Ok, t!(connections.log.signed_in)),
        Outcome::Asked => (Tone::Info, t!(connections.log.asked)),
        Outcome::NotLetIn => (Tone::Warn, t!(connections.log.not_let_in)),
        Outcome::Refused => (Tone::Danger, t!(connections.log.refused)),
    };
    view! { <Status tone>{name}</Status> }.into_any()
}

/// What a check is called: one of our own, or one of the protocol's.
pub(super) fn check_name(protocol: Protocol, key: &str) -> &str {
    match key {
        "Connection" => t!(connections.check.connection),
        "Request" => t!(connections.check.request),
        "Replay" => t!(connections.check.replay),
        "Address" => t!(connections.check.address),
        "Domain" => t!(connections.check.domain),
        "Identifier" => t!(connections.check.identifier),
        "Groups" => t!(connections.check.groups),
        other => guide::check_name(protocol, other),
    }
}
