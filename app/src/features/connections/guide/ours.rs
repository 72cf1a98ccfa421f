/// Our values, which the provider's console asks for: all of one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// Where SAML responses are posted to.
    pub acs: String,
    /// Our SAML entity id.
    pub entity_id: String,
    /// Where our SAML metadata is, for consoles that read it from there.
    pub sp_metadata: String,
    /// Where OpenID providers send the browser back to.
    pub redirect_uri: String,
    /// Where a sign-in by this connection begins, for a tile or a bookmark.
    pub start: String,
    /// Where our certificate can be downloaded, for consoles that encrypt or that check our requests.
    pub certificate_download: String,
    /// The connection's key, which is also in all addresses above.
    pub key: String,
}
