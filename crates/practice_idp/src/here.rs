use crate::person::Person;
use crate::place::Place;
use crate::state::Idp;
use crate::words::Words;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use contract::Locale;
use std::collections::HashMap;
use std::sync::Arc;
use time::OffsetDateTime;

const COOKIE: &str = "practice";
/// A working day.
const SIGNED_IN_SECONDS: i64 = 8 * 3600;

/// Which place a request is for, and how the reader reads.
pub(crate) struct Here {
    pub(crate) idp: Arc<Idp>,
    pub(crate) place: Place,
    pub(crate) locale: Locale,
    pub(crate) words: &'static Words,
    session: Option<(String, OffsetDateTime)>,
}

impl Here {
    /// Whoever chose to stay signed in, and since when.
    pub(crate) fn signed_in(&self) -> Option<(Person, OffsetDateTime)> {
        let (id, since) = self.session.as_ref()?;
        let age = (self.idp.now() - *since).whole_seconds();
        let person = self.idp.at(&self.place, |known| known.people.iter().find(|person| person.id == *id).cloned())?;
        (0..SIGNED_IN_SECONDS).contains(&age).then_some((person, *since))
    }

    /// Somebody who is signed in, for `set-cookie`; `None` signs out.
    pub(crate) fn cookie(&self, person: Option<&Person>) -> Option<HeaderValue> {
        let path = self.place.path();
        let text = match person {
            Some(person) => {
                let since = self.idp.now().unix_timestamp();
                format!("{COOKIE}={}.{since}; Path={path}; Max-Age={SIGNED_IN_SECONDS}; HttpOnly; SameSite=Lax", person.id)
            }
            None => format!("{COOKIE}=; Path={path}; Max-Age=0; HttpOnly; SameSite=Lax"),
        };
        HeaderValue::try_from(text).ok()
    }
}

impl FromRequestParts<Arc<Idp>> for Here {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, idp: &Arc<Idp>) -> Result<Self, StatusCode> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, idp).await.map_err(|_| StatusCode::NOT_FOUND)?;
        let segment = |name: &str| path.get(name).map(String::as_str).unwrap_or_default();
        let place = Place::find(&idp.origin, segment("accent"), segment("name")).ok_or(StatusCode::NOT_FOUND)?;
        let locale = locale(&parts.headers);
        Ok(Self { idp: idp.clone(), place, locale, words: Words::of(locale), session: session(&parts.headers) })
    }
}

pub(crate) fn locale(headers: &HeaderMap) -> Locale {
    let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|wish| wish.to_str().ok());
    wish.and_then(Locale::from_accept_language).unwrap_or_default()
}

fn session(headers: &HeaderMap) -> Option<(String, OffsetDateTime)> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok()).flat_map(|cookies| cookies.split(';'));
    let value = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == COOKIE)?.1;
    let (person, since) = value.split_once('.')?;
    Some((person.to_owned(), OffsetDateTime::from_unix_timestamp(since.parse().ok()?).ok()?))
}
