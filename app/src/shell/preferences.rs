use super::Theme;
use crate::{cookie, error::ApiError, ssr};
use contract::{LocalPath, Locale};
use leptos::prelude::*;

/// What a visitor chose to read, from the foot of the door. A person's own language is in their profile and wins.
///
/// # Errors
/// None of its own: what it doesn't know changes nothing.
#[server(prefix = "/fn", endpoint = "language")]
pub async fn choose_language(#[server(default)] locale: String, #[server(default)] back: String) -> Result<(), ApiError> {
    if let Some(locale) = Locale::from_tag(&locale) {
        ssr::set_cookie(cookie::LANGUAGE, locale.tag(), Some(cookie::A_YEAR));
    }
    go_back(&back);
    Ok(())
}

/// Light, dark, or as the system does, in this browser.
///
/// # Errors
/// None of its own: what it doesn't know is the system's.
#[server(prefix = "/fn", endpoint = "theme")]
pub async fn choose_theme(#[server(default)] theme: String, #[server(default)] back: String) -> Result<(), ApiError> {
    match Theme::from_key(&theme) {
        Some(theme) => ssr::set_cookie(cookie::THEME, theme.key(), Some(cookie::A_YEAR)),
        None => ssr::set_cookie(cookie::THEME, "", Some(0)),
    }
    go_back(&back);
    Ok(())
}

fn go_back(to: &str) {
    match LocalPath::parse(to) {
        Ok(path) => ssr::see_other(path.as_str()),
        Err(_) => ssr::see_other("/"),
    }
}
