use super::{Check, Code, ProviderError, Report};
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// Codes of large providers take two thousand characters.
const MOST_BYTES: usize = 16 * 1024;
const MOST_PARAMETERS: usize = 32;

/// What the browser brought back (OpenID Connect Core 3.1.2.5), read and not yet believed.
#[derive(Clone)]
pub struct Callback {
    state: String,
    pub(crate) iss: Option<String>,
    pub(crate) answer: Answer,
}

#[derive(Clone)]
pub(crate) enum Answer {
    Code(Zeroizing<String>),
    Error(ProviderError),
}

impl Callback {
    /// Reads the query, without its question mark. Every parameter may be there once: of two, a proxy and we might each take another.
    ///
    /// # Errors
    /// The report, with one failure in it.
    pub fn parse(query: &str) -> Result<Self, Box<Report>> {
        let mut report = Report::default();
        Self::read(query, &mut report).ok_or_else(|| Box::new(report))
    }

    /// By which the caller finds what it kept, if it did ([`super::Pending::state`]).
    pub fn state(&self) -> &str {
        &self.state
    }

    fn read(query: &str, report: &mut Report) -> Option<Self> {
        let mut parameters = parameters(query).map_err(|flaw| report.fail(Check::Callback, Code::O08, "", flaw)).ok()?;
        let description = parameters.remove("error_description");
        let answer = match (parameters.remove("code"), parameters.remove("error")) {
            (Some(code), None) if !code.is_empty() => Answer::Code(Zeroizing::new(code)),
            (None, Some(error)) => Answer::Error(ProviderError::new(&error, description.as_deref())),
            (code, error) => {
                let names = [code.map(|_| "code"), error.map(|_| "error")].into_iter().flatten().collect::<Vec<_>>().join(", ");
                report.fail(Check::Callback, Code::O08, "code | error", names);
                return None;
            }
        };
        match (parameters.remove("state"), answer) {
            (Some(state), answer) if !state.is_empty() => Some(Self { state, iss: parameters.remove("iss"), answer }),
            // Whoever's answer it is, it says what is wrong, and nothing will be done about it.
            (_, Answer::Error(error)) => {
                report.refused(Check::Answer, error);
                None
            }
            (state, Answer::Code(_)) => {
                report.fail(Check::State, Code::O07, "", state.unwrap_or_default());
                None
            }
        }
    }
}

fn parameters(query: &str) -> Result<BTreeMap<String, String>, String> {
    if query.len() > MOST_BYTES {
        return Err(format!("> {MOST_BYTES} B"));
    }
    let mut parameters = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let again = parameters.insert(name.clone().into_owned(), value.into_owned()).is_some();
        if again || parameters.len() > MOST_PARAMETERS {
            return Err(name.into_owned());
        }
    }
    Ok(parameters)
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Callback(…)")
    }
}
