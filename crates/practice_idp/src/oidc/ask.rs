use serde::Deserialize;

/// What a service asks for (OpenID Connect Core 3.1.2.1). Fields are empty where there was nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Ask {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) response_type: String,
    pub(crate) scope: String,
    pub(crate) state: String,
    pub(crate) nonce: String,
    /// PKCE (RFC 7636); only `S256` is known.
    pub(crate) code_challenge: String,
    pub(crate) code_challenge_method: String,
    pub(crate) prompt: String,
    /// In seconds.
    pub(crate) max_age: String,
}

impl Ask {
    pub(crate) fn prompts(&self, for_what: &str) -> bool {
        self.prompt.split(' ').any(|prompt| prompt == for_what)
    }

    /// For hidden fields of the sign-in page: what is still needed after it.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", &self.response_type),
            ("scope", &self.scope),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
        ];
        fields.map(|(name, value)| (name, value.clone())).to_vec()
    }
}
