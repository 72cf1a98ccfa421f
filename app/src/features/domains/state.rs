use crate::ui::{Banner, Status, Tone};
use leptos::prelude::*;
use portal::domain::{Domain, Method, Policy, State};
use words::t;

pub fn state_name(state: State) -> &'static str {
    match state {
        State::Pending => t!(domains.state.pending),
        State::Proven => t!(domains.state.proven),
        State::Missing => t!(domains.state.missing),
        State::Lost => t!(domains.state.lost),
    }
}

const fn tone(state: State) -> Tone {
    match state {
        State::Pending => Tone::Info,
        State::Proven => Tone::Ok,
        State::Missing => Tone::Warn,
        State::Lost => Tone::Danger,
    }
}

/// How far it is.
pub fn state_badge(state: State) -> AnyView {
    view! { <Status tone=tone(state)>{state_name(state)}</Status> }.into_any()
}

pub fn method_name(method: Method) -> &'static str {
    match method {
        Method::Dns => t!(domains.method.dns),
        Method::File => t!(domains.method.file),
    }
}

pub fn policy_name(policy: Policy) -> &'static str {
    match policy {
        Policy::AskToJoin => t!(domains.policy.ask_to_join),
        Policy::Join => t!(domains.policy.join),
        Policy::RequireSso => t!(domains.policy.require_sso),
        Policy::Nothing => t!(domains.policy.nothing),
    }
}

/// What the state means for how people sign in and come in.
pub fn meaning(domain: &Domain) -> AnyView {
    let state = domain.state();
    let (title, text) = match state {
        State::Pending if domain.next_check_at.is_none() => (t!(domains.means.pending.title), t!(domains.means.pending.over).to_owned()),
        State::Pending => (t!(domains.means.pending.title), t!(domains.means.pending.text).to_owned()),
        State::Proven => (t!(domains.means.proven.title), t!(domains.means.proven.text).to_owned()),
        State::Missing => (t!(domains.means.missing.title), t!(domains.means.missing.text, day = words::day(domain.standing.until()))),
        State::Lost => (t!(domains.means.lost.title), t!(domains.means.lost.text).to_owned()),
    };
    view! { <Banner tone=tone(state) title>{text}</Banner> }.into_any()
}
