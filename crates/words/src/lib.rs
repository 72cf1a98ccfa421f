//! Every word a page says, in English and German, and how dates and numbers read.
//!
//! **To add a word**, put it under the same key into `locales/en/<feature>.json` and `locales/de/<feature>.json` and say it with
//! [`t!`] (text) or [`rich!`] (a view, when part of the sentence is emphasised or a link):
//!
//! ```text
//! "heading": "Members",                              t!(people.heading)
//! "invited_one": "{{ count }} person invited",       t!(people.invited, count = 3)
//! "invited_other": "{{ count }} people invited",
//! "sent_to": "We wrote to <b>{{ address }}</b>."     rich!(door.sent_to, address, <b> = <strong />)
//! ```
//!
//! A misspelt key, a value not given and a word that one language lacks do not compile. A new feature is a new file in both folders.
//! Sentences are whole: German orders words otherwise, so code never glues two of them together. German says *Sie*, and
//! *Organisation, Person, Mitglied, Einladung, Rolle, Berechtigung, Aktivität*.
//!
//! A crate of its own because the generated code is long (some 4 kB a word): here it is compiled when a word changes, in `app` it
//! would be read again after every edit of a page.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod moment;
mod problem;
mod reader;
mod role;

pub use moment::{clock, day, exact, relative};
pub use problem::{Explanation, explain, flaw, rule};
pub use reader::{Reader, locale, number};
pub use role::{permission, role_meaning, role_name, role_names};

#[doc(hidden)]
pub use leptos_i18n;

/// What leptos_i18n makes of `locales/`.
mod generated {
    #![allow(warnings, clippy::all, clippy::restriction, clippy::allow_attributes, reason = "not ours to tidy")]
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// A word in the reader's language: `&'static str`, or `String` when values are filled in.
#[macro_export]
macro_rules! t {
    ($($key:tt)+) => {{
        use $crate::leptos_i18n;
        leptos_i18n::td_string!($crate::locale(), $($key)+)
    }};
}

/// A sentence in the reader's language as a view, with its tags filled in.
#[macro_export]
macro_rules! rich {
    ($($key:tt)+) => {{
        use $crate::leptos_i18n;
        leptos_i18n::td!($crate::locale(), $($key)+)
    }};
}
