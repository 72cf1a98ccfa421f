//! Our cookies beside the session's own: all `HttpOnly`, for the whole host, in production `__Host-`; and `SameSite=Lax` but for the one that
//! has to come along when a provider's page sends somebody back.

use http::{HeaderMap, HeaderValue, header};

/// What a signed-out browser is in the middle of: ends with the browser, and with it what leads into an account.
pub const VISIT: &str = "portico_visit";
/// The same for signing up and accepting an invitation: as long as what is proven there holds, so that it can be taken up again next morning.
pub const NEWCOMER: &str = "portico_newcomer";
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

/// Begins the name of what a browser keeps while somebody is at their provider: one for each way out, ten minutes.
pub const SINGLE_SIGN_ON: &str = "portico_sso_";
/// The reference of a sign-in that was refused, out of the address: ten minutes.
pub const REFUSED: &str = "portico_refused";

pub const TEN_MINUTES: u32 = 600;
pub const HALF_AN_HOUR: u32 = 1800;
pub const AN_HOUR: u32 = 3600;
pub const A_DAY: u32 = 24 * 3600;
pub const A_YEAR: u32 = 365 * 24 * 3600;

/// A cookie's name as it is in this environment. `__Host-` (RFC 6265bis, section 4.1.3.2) needs https.
pub fn name(base: &str, production: bool) -> String {
    if production { format!("__Host-{base}") } else { base.to_owned() }
}

/// The value of one of our cookies in a request.
pub fn read<'a>(headers: &'a HeaderMap, base: &str, production: bool) -> Option<&'a str> {
    let name = name(base, production);
    pairs(headers).find_map(|(key, value)| (key == name).then_some(value))
}

/// Those whose names begin so: what comes after the beginning, and the value.
pub fn beginning<'a>(headers: &'a HeaderMap, base: &str, production: bool) -> Vec<(&'a str, &'a str)> {
    let name = name(base, production);
    pairs(headers).filter_map(|(key, value)| Some((key.strip_prefix(name.as_str())?, value))).collect()
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// The `Set-Cookie` header that sets it; `seconds` of life, or the browser's. `None` when the value doesn't fit a header.
pub fn set(base: &str, value: &str, seconds: Option<u32>, production: bool) -> Option<HeaderValue> {
    let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let secure = if production { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}", name(base, production))).ok()
}

/// The same for one that another site's page brings along, by a form that it posts to us. Browsers take it from an https page or this machine's.
pub fn set_cross_site(base: &str, value: &str, seconds: u32, production: bool) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}={value}; Path=/; HttpOnly; SameSite=None; Secure; Max-Age={seconds}", name(base, production))).ok()
}
