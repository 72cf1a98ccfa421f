use crate::{cookie, form::Done, ssr};
use portal::{Result, browser, federation::SignedInBy, secret::Secret, session::Proof, sign_in::SignedInNow};

/// Signs this browser in as whom a provider has proven just now, and leads where they were going.
///
/// # Errors
/// As [`ssr::begin_session`].
pub async fn let_in_by(now: SignedInBy) -> Result<String> {
    let SignedInBy { person, session, next } = now;
    let now = SignedInNow { person, by: Proof::SingleSignOn, generation: None, next };
    ssr::begin_session(&now, Some(session)).await?;
    Ok(now.next.map_or_else(|| "/".to_owned(), Into::into))
}

/// Signs this browser in as whoever has proven themselves just now, remembers it as theirs, and leads where they were going, or else there.
///
/// # Errors
/// As [`ssr::begin_session`].
pub async fn let_in(now: SignedInNow, or_else: &str) -> Result<Done> {
    let portal = ssr::portal()?;
    ssr::begin_session(&now, None).await?;
    let known = ssr::cookie(cookie::BROWSER).as_deref().and_then(Secret::parse);
    let browser = known.unwrap_or_else(|| Secret::new(&portal.chance));
    ssr::set_cookie(cookie::BROWSER, browser.reveal(), Some(cookie::A_YEAR));
    browser::remember(&portal, browser.hash(), &now).await?;
    Ok(Done::to(now.next.map_or_else(|| or_else.to_owned(), Into::into)))
}
