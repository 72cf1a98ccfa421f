use crate::{form::Filled, ui::Flash};
use leptos::prelude::*;
use words::t;

pub(super) const SAVED: &str = "account.saved";
pub(super) const ADDRESS_CHANGED: &str = "account.address_changed";
pub(super) const PASSWORD_CHANGED: &str = "account.password_changed";
pub(super) const SESSION_ENDED: &str = "account.session_ended";

/// What went well just before this page, if anything.
pub(super) async fn shown() -> AnyView {
    let text = match Filled::notice().await.as_deref() {
        Some(SAVED) => t!(account.saved),
        Some(ADDRESS_CHANGED) => t!(account.address.changed),
        Some(PASSWORD_CHANGED) => t!(account.password.changed),
        Some(SESSION_ENDED) => t!(account.sessions.ended),
        _ => return ().into_any(),
    };
    view! { <Flash text /> }.into_any()
}
