use crate::{shell::Door, ssr};
use leptos::prelude::*;

/// A page of the door.
///
/// # Errors
/// `Internal` outside a request.
pub fn room(page: impl IntoView + 'static) -> portal::Result<AnyView> {
    let vendor = ssr::vendor();
    Ok(view! { <Door vendor here=ssr::here()>{page}</Door> }.into_any())
}
