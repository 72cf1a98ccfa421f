//! Which provider to practise with.

use crate::accent;
use crate::failure::Failure;
use crate::here::{Here, locale};
use crate::page::{self, IndexPage};
use crate::words::Words;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use serde::Deserialize;

pub(super) async fn index(headers: HeaderMap) -> Result<Response, Failure> {
    let locale = locale(&headers);
    page::html(&IndexPage { locale, words: Words::of(locale), accents: &accent::ALL })
}

#[derive(Deserialize)]
pub(super) struct Open {
    accent: String,
    name: String,
}

pub(super) async fn open(Query(Open { accent, name }): Query<Open>) -> Redirect {
    let plain = |text: &str| text.to_ascii_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    Redirect::to(&format!("/{}/{}/", plain(&accent), plain(&name)))
}

pub(super) async fn with_slash(here: Here) -> Redirect {
    Redirect::to(&format!("{}/", here.place.path()))
}
