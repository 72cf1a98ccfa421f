//! The sentences of the guides, each a function of the labels in it.

use crate::ui::{Keycap, Keycaps, TheirField};
use leptos::prelude::*;
use words::{rich, t};

/// Where to click, one after the other, by the console's own labels.
pub(super) type Path = &'static [&'static str];

fn keys(path: Path) -> impl Fn() -> AnyView + Clone {
    move || view! { <Keycaps path /> }.into_any()
}

/// Labels that stand side by side.
fn every(options: Path) -> impl Fn() -> AnyView + Clone {
    move || {
        let keycap = |(nth, says): (usize, &&'static str)| view! { {(nth > 0).then_some(" ")} <Keycap says=*says /> };
        options.iter().enumerate().map(keycap).collect_view().into_any()
    }
}

fn key(says: &'static str) -> impl Fn() -> AnyView + Clone {
    move || view! { <Keycap says /> }.into_any()
}

fn name(name: &'static str) -> impl Fn() -> AnyView + Clone {
    move || view! { <TheirField name /> }.into_any()
}

pub(super) fn administrator(console: &'static str) -> AnyView {
    rich!(guide.needs.who, console = name(console)).into_any()
}

pub(super) fn administrator_as(console: &'static str, role: &'static str) -> AnyView {
    rich!(guide.needs.who_as, console = name(console), role = key(role)).into_any()
}

pub(super) fn sign_in(console: &'static str, path: Path) -> AnyView {
    rich!(guide.act.sign_in, console = name(console), path = keys(path)).into_any()
}

pub(super) fn open(path: Path) -> AnyView {
    rich!(guide.act.open, path = keys(path)).into_any()
}

pub(super) fn press(path: Path) -> AnyView {
    rich!(guide.act.press, path = keys(path)).into_any()
}

pub(super) fn choose(path: Path) -> AnyView {
    rich!(guide.act.choose, path = keys(path)).into_any()
}

pub(super) fn choose_press(path: Path, button: &'static str) -> AnyView {
    rich!(guide.act.choose_press, path = keys(path), button = key(button)).into_any()
}

pub(super) fn call_it(field: &'static str, button: &'static str) -> AnyView {
    rich!(guide.act.call_it, field = name(field), button = key(button)).into_any()
}

pub(super) fn call_it_only(field: &'static str) -> AnyView {
    rich!(guide.act.call_it_only, field = name(field)).into_any()
}

pub(super) fn search(app: &'static str) -> AnyView {
    rich!(guide.act.search, app = key(app)).into_any()
}

pub(super) fn press_at(path: Path, button: &'static str) -> AnyView {
    rich!(guide.act.press_at, path = keys(path), button = key(button)).into_any()
}

pub(super) fn paste() -> AnyView {
    t!(guide.act.paste).into_any()
}

pub(super) fn paste_at(path: Path) -> AnyView {
    rich!(guide.act.paste_at, path = keys(path)).into_any()
}

pub(super) fn set(field: &'static str, value: &'static str) -> AnyView {
    rich!(guide.act.set, field = name(field), value = key(value)).into_any()
}

pub(super) fn leave(option: &'static str) -> AnyView {
    rich!(guide.act.leave, option = key(option)).into_any()
}

pub(super) fn tick(option: &'static str) -> AnyView {
    rich!(guide.act.tick, option = key(option)).into_any()
}

/// Several things to tick.
pub(super) fn tick_all(options: Path) -> AnyView {
    rich!(guide.act.tick, option = every(options)).into_any()
}

pub(super) fn rows_at(path: Path) -> AnyView {
    rich!(guide.act.rows_at, path = keys(path)).into_any()
}

pub(super) fn assign(path: Path) -> AnyView {
    rich!(guide.act.assign, path = keys(path)).into_any()
}

pub(super) fn not_assigned(provider: &'static str) -> AnyView {
    rich!(guide.why.not_assigned, provider).into_any()
}

pub(super) fn found(path: Path) -> AnyView {
    rich!(guide.back.found, path = keys(path)).into_any()
}

/// A sentence without labels.
pub(super) fn words(sentence: &'static str) -> AnyView {
    sentence.into_any()
}

pub(super) fn paste_again(path: Path, field: &'static str) -> AnyView {
    rich!(guide_fix.paste_again, path = keys(path), field = name(field)).into_any()
}

pub(super) fn set_at(path: Path, field: &'static str, value: &'static str) -> AnyView {
    rich!(guide_fix.set_at, path = keys(path), field = name(field), value = key(value)).into_any()
}

/// Where to look; `field` may be empty.
pub(super) fn look(path: Path, field: &'static str) -> AnyView {
    match field {
        "" => rich!(guide_fix.look, path = keys(path)).into_any(),
        field => rich!(guide_fix.look_for, path = keys(path), field = name(field)).into_any(),
    }
}

pub(super) fn shown(path: Path, field: &'static str) -> AnyView {
    rich!(guide_fix.shown, path = keys(path), field = name(field)).into_any()
}

pub(super) fn assigned(path: Path) -> AnyView {
    rich!(guide_fix.assigned, path = keys(path)).into_any()
}

pub(super) fn upload_again(path: Path, field: &'static str) -> AnyView {
    rich!(guide_fix.upload_again, path = keys(path), field = name(field)).into_any()
}
