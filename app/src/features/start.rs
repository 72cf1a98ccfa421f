//! `/`: to wherever this visitor belongs.

use crate::ssr;
use leptos::prelude::*;
use portal::{Result, switcher};

/// Who is signed out, to signing in; who is in an organisation, to the one they were last active in; anybody else, to what waits for them.
///
/// # Errors
/// What keeps the organisations from being asked for.
pub async fn page() -> Result<AnyView> {
    let visitor = ssr::visitor();
    if visitor.signed_in.is_none() {
        ssr::see_other("/sign-in");
        return Ok(().into_any());
    }
    let mine = switcher::mine(&ssr::portal()?, &visitor).await?;
    let latest = mine.organizations.into_iter().filter(|org| org.open).max_by_key(|org| org.last_active_at);
    ssr::see_other(&latest.map_or_else(|| "/organizations".to_owned(), |org| format!("/o/{}", org.slug)));
    Ok(().into_any())
}
