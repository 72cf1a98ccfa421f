use super::*;

/// With a certificate of the service's it encrypts, with AES in CBC. That is only accepted within a signed response, so once it
/// encrypts it signs both, as `Set-AdfsRelyingPartyTrust -SamlResponseSignature MessageAndAssertion` makes it.
pub(super) const ADFS: Accent = Accent {
    key: "adfs",
    provider: IdentityProvider::Adfs,
    saml: Saml {
        entity_id: "{base}/adfs/services/trust",
        prefixes: Prefixes { protocol: "samlp", assertion: "", signature: "ds" },
        metadata: Metadata { prefix: "", by_address: true, wants_signed_requests: false, crowded: true, key_name: false, years: 1 },
        name_id: NameId { format: PERSISTENT, source: Source::Id, on_request: false },
        signs: Signs::Assertion,
        encrypts: Some(Cipher::Aes256Cbc),
        attributes: &[
            attribute("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", Source::Mail),
            attribute("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", Source::GivenName),
            attribute("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", Source::FamilyName),
            attribute("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", Source::UserName),
        ],
        name_format: None,
        typed: false,
        groups: ("http://schemas.xmlsoap.org/claims/Group", GroupForm::Names),
        // Not a second back: a service whose clock is behind by two refuses.
        clock: Clock { decimals: 3, back: 0, valid: 3600 },
        status: StatusForm::Bare,
        mismatch: Mismatch::Stops {
            service: "MSIS7070: The SAML request contained an issuer that is not a known relying party: {got}",
            address: "MSIS3200: No AssertionConsumerService is configured on the relying party trust that matches {got}",
        },
    },
    oidc: None,
    labels: Labels {
        acs: "Relying party SAML 2.0 SSO service URL",
        audience: "Relying party trust identifier",
        metadata_address: "Federation Metadata",
        metadata_file: "FederationMetadata.xml",
        entity_id: "Federation Service identifier",
        sso: "SAML 2.0/WS-Federation",
        certificate: "Token-signing",
        issuer: "",
        client_id: "",
        client_secret: "",
        redirect_uri: "",
    },
    not_assigned: None,
};
