//! Our cookies beside the session's own: all `HttpOnly`, `SameSite=Lax`, for the whole host; in production `__Host-`.

use http::{HeaderMap, HeaderValue, header};

/// The signed-out browser's flow: ends with the browser.
pub const VISIT: &str = "portico_visit";
/// A browser that somebody has signed in with before: a year.
pub const BROWSER: &str = "portico_browser";
/// A mailed link's secret, moved out of the address: ten minutes.
pub const LINK: &str = "portico_link";
/// The secret of an invitation's link, moved out of the address: an hour, long enough to sign in on the way.
pub const INVITATION: &str = "portico_invitation";
/// Which form has something kept to show: ten minutes.
pub const FORM: &str = "portico_form";
/// The language somebody chose while signed out: a year.
pub const LANGUAGE: &str = "portico_language";
/// The look somebody chose, light or dark: a year.
pub const THEME: &str = "portico_theme";
/// The session.
pub const SESSION: &str = "portico_session";

pub const TEN_MINUTES: u32 = 600;
pub const AN_HOUR: u32 = 3600;
pub const A_YEAR: u32 = 365 * 24 * 3600;

/// A cookie's name as it is in this environment. `__Host-` (RFC 6265bis, section 4.1.3.2) needs https.
pub fn name(base: &str, production: bool) -> String {
    if production { format!("__Host-{base}") } else { base.to_owned() }
}

/// The value of one of our cookies in a request.
pub fn read<'a>(headers: &'a HeaderMap, base: &str, production: bool) -> Option<&'a str> {
    let name = name(base, production);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The `Set-Cookie` header that sets it; `seconds` of life, or the browser's. `None` when the value doesn't fit a header.
pub fn set(base: &str, value: &str, seconds: Option<u32>, production: bool) -> Option<HeaderValue> {
    let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let secure = if production { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}", name(base, production))).ok()
}
