//! Recovery: a code to the address, then a new password.

mod address_page;
mod api;
mod code_page;
mod password_page;

pub use address_page::address_page;
pub use code_page::code_page;
pub use password_page::password_page;

use crate::ssr;
use leptos::prelude::*;
use portal::recovery::Step;

/// Leads to the page of a step.
fn go_to(step: &Step) -> AnyView {
    ssr::see_other(match step {
        Step::Address => "/recovery",
        Step::Code { .. } => "/recovery/code",
        Step::Password { .. } => "/recovery/password",
    });
    ().into_any()
}
