//! Signing up: four pages of one question each, each leading to the one this browser is at.

mod address_page;
mod api;
mod challenge;
mod code_page;
mod organization_page;
mod you_page;

pub use address_page::address_page;
pub use code_page::code_page;
pub use organization_page::organization_page;
pub use you_page::you_page;

use crate::ssr;
use leptos::prelude::*;
use portal::sign_up::Step;

/// How many pages there are.
const PAGES: u8 = 4;

/// Leads to the page of a step.
fn go_to(step: &Step) -> AnyView {
    ssr::see_other(match step {
        Step::Address { .. } => "/sign-up",
        Step::Code { .. } => "/sign-up/code",
        Step::Profile { .. } => "/sign-up/you",
        Step::Organization => "/sign-up/organization",
    });
    ().into_any()
}
