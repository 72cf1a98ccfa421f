//! Invitations: asked for in a form or a file, looked over, and what became of each.

mod api;
mod bulk;
mod fate;
mod invite_page;
mod link_page;
mod list_page;
mod one_page;
pub(super) mod path;
mod review_page;
mod revoke_page;
mod state;
mod terms;
mod upload;

pub use invite_page::invite_page;
pub use link_page::link_page;
pub use list_page::list_page;
pub use one_page::one_page;
pub use review_page::review_page;
pub use revoke_page::revoke_page;
pub use upload::{FILE_MEGABYTES, upload};

use crate::ui::{ButtonLink, Kind};
use leptos::prelude::*;
use words::t;

/// What one mostly comes for, on every page about people.
pub fn invite_button(slug: &str) -> AnyView {
    view! { <ButtonLink href=path::invite(slug) kind=Kind::Primary icon=icondata_lu::LuPlus>{t!(invitations.invite)}</ButtonLink> }.into_any()
}
