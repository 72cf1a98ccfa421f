use super::*;

pub(super) const GOOGLE: Accent = Accent {
    key: "google",
    provider: IdentityProvider::GoogleWorkspace,
    saml: Saml {
        entity_id: "{base}/o/saml2?idpid=C{name}",
        prefixes: NUMBERED,
        metadata: Metadata { prefix: "md", by_address: false, wants_signed_requests: false, crowded: false, key_name: false, years: 5 },
        name_id: NameId { format: EMAIL, source: Source::UserName, on_request: false },
        signs: Signs::Response,
        encrypts: None,
        attributes: &[attribute("email", Source::Mail), attribute("firstName", Source::GivenName), attribute("lastName", Source::FamilyName)],
        name_format: None,
        typed: true,
        groups: ("groups", GroupForm::Names),
        clock: Clock { decimals: 3, back: 300, valid: 600 },
        status: StatusForm::Bare,
        mismatch: Mismatch::Stops {
            service: "Error: app_not_configured. Service is not configured: {got}",
            address: "Error: invalid_request. The ACS URL in the request, {got}, doesn't match the configured ACS URL.",
        },
    },
    oidc: None,
    labels: Labels {
        acs: "ACS URL",
        audience: "Entity ID",
        metadata_address: "",
        metadata_file: "Download metadata",
        entity_id: "Entity ID",
        sso: "SSO URL",
        certificate: "Certificate",
        issuer: "",
        client_id: "",
        client_secret: "",
        redirect_uri: "",
    },
    not_assigned: Some("Error: app_not_configured_for_user. Service is not configured for this user."),
};
