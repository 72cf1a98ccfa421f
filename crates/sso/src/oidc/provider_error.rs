use super::Code;
use std::fmt;

/// Beyond this a description is cut off.
const LONGEST: usize = 500;

/// What a provider says instead of a code or a token (RFC 6749, 4.1.2.1 and 5.2). Its words are for the administrator, never for the person:
/// whoever makes a link to our callback writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderError {
    /// `access_denied`, say.
    pub error: String,
    pub description: Option<String>,
    /// Entra ID's own number, out of the description: 50105 of `AADSTS50105: …`.
    pub aadsts: Option<u32>,
}

impl ProviderError {
    pub(crate) fn new(error: &str, description: Option<&str>) -> Self {
        let description = description.map(plain).filter(|text| !text.is_empty());
        Self { error: plain(error), aadsts: description.as_deref().and_then(aadsts), description }
    }

    /// Which line of the catalogue it is. Entra ID's number says most; after it the standard's word; the description, which is free, decides only
    /// between neighbours.
    pub fn code(&self) -> Code {
        self.aadsts.and_then(by_number).unwrap_or_else(|| self.by_word())
    }

    fn by_word(&self) -> Code {
        let description = self.description.as_deref().unwrap_or_default().to_ascii_lowercase();
        let about_redirect = ["redirect_uri", "redirect uri", "redirect_url", "redirect url"].iter().any(|words| description.contains(words));
        match self.error.as_str() {
            "redirect_uri_mismatch" => Code::O03,
            "invalid_request" | "invalid_grant" if about_redirect => Code::O03,
            "invalid_client" if description.contains("expired") => Code::O05,
            "invalid_client" | "unauthorized_client" => Code::O04,
            "invalid_scope" => Code::O06,
            "unsupported_response_type" | "unsupported_response_mode" | "unsupported_grant_type" => Code::O08,
            _ => Code::O10,
        }
    }
}

/// Of Entra ID's numbers those that say something else than "not this person" (Microsoft, "Microsoft Entra authentication and authorization error
/// codes").
fn by_number(number: u32) -> Option<Code> {
    match number {
        // The reply address isn't the registered one; none is registered.
        50011 | 500_113 => Some(Code::O03),
        // No such application here; a bad secret, no secret, a bad assertion.
        700_016 | 7_000_215 | 7_000_216 | 7_000_218 | 700_027 | 50012 => Some(Code::O04),
        7_000_222 => Some(Code::O05),
        // A scope is invalid.
        70011 | 28002 | 28003 => Some(Code::O06),
        _ => None,
    }
}

fn aadsts(description: &str) -> Option<u32> {
    let (_, after) = description.split_once("AADSTS")?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    after[..digits].parse().ok()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error)?;
        self.description.iter().try_for_each(|description| write!(f, ", {description}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_s_words_lead_to_what_is_to_be_mended() {
        let table = [
            ("access_denied", "", Code::O10),
            ("access_denied", "AADSTS50105: Your administrator has configured the application to block users", Code::O10),
            ("server_error", "", Code::O10),
            ("interaction_required", "AADSTS50076: due to a configuration change", Code::O10),
            ("invalid_request", "AADSTS50011: The reply URL specified in the request does not match", Code::O03),
            ("redirect_uri_mismatch", "", Code::O03),
            ("invalid_request", "Invalid parameter: redirect_uri", Code::O03),
            ("invalid_client", "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value", Code::O04),
            ("unauthorized_client", "AADSTS700016: Application with identifier was not found", Code::O04),
            ("invalid_client", "", Code::O04),
            ("invalid_client", "AADSTS7000222: The provided client secret keys are expired", Code::O05),
            ("invalid_client", "The client secret has expired", Code::O05),
            ("invalid_scope", "", Code::O06),
            ("invalid_client", "AADSTS70011: The provided value for the input parameter 'scope' is not valid", Code::O06),
            ("unsupported_response_type", "", Code::O08),
            ("invalid_grant", "code was used", Code::O10),
            ("", "AADSTS", Code::O10),
            ("", "AADSTS99999999999999", Code::O10),
        ];
        for (error, description, code) in table {
            assert_eq!(ProviderError::new(error, Some(description)).code(), code, "{error}: {description}");
        }
        assert_eq!(ProviderError::new("access_denied", Some("AADSTS50105: no")).aadsts, Some(50105));
        assert_eq!(ProviderError::new("a\r\nb", Some("")).to_string(), "ab");
    }
}
