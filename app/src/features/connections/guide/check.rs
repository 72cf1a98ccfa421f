use contract::Protocol;
use words::t;

/// What a line of the test's table is called. `key` is the name of the check in `sso::saml::report::Check` or
/// `sso::oidc::report::Check`, as `{:?}` writes it; one that isn't known here is shown as it is.
pub fn check_name(protocol: Protocol, key: &str) -> &str {
    match protocol {
        Protocol::Saml => saml(key),
        Protocol::Oidc => oidc(key),
    }
}

fn saml(key: &str) -> &str {
    match key {
        "Configuration" => t!(guide_check.configuration),
        "Form" => t!(guide_check.form),
        "ResponseIssuer" => t!(guide_check.response_issuer),
        "ResponseDestination" => t!(guide_check.destination),
        "ResponseInResponseTo" => t!(guide_check.response_in_response_to),
        "Signature" => t!(guide_check.signature),
        "SignedPart" => t!(guide_check.signed_part),
        "Certificate" => t!(guide_check.certificate),
        "Encryption" => t!(guide_check.encryption),
        "Issuer" => t!(guide_check.issuer),
        "IssueInstant" => t!(guide_check.issued_at),
        "Audience" => t!(guide_check.audience),
        "Conditions" => t!(guide_check.conditions),
        "NotBefore" => t!(guide_check.not_before),
        "NotOnOrAfter" => t!(guide_check.not_after),
        "Confirmation" => t!(guide_check.confirmation),
        "Recipient" => t!(guide_check.recipient),
        "InResponseTo" => t!(guide_check.in_response_to),
        "ConfirmationNotOnOrAfter" => t!(guide_check.confirmation_not_after),
        "AuthnStatement" => t!(guide_check.authn_statement),
        "SessionNotOnOrAfter" => t!(guide_check.session_end),
        "NameId" => t!(guide_check.name_id),
        "Attributes" => t!(guide_check.attributes),
        "PlainValues" => t!(guide_check.plain_values),
        other => other,
    }
}

fn oidc(key: &str) -> &str {
    match key {
        "Discovery" => t!(guide_check.discovery),
        "DiscoveryIssuer" => t!(guide_check.discovery_issuer),
        "AuthorizationEndpoint" => t!(guide_check.authorization_endpoint),
        "TokenEndpoint" => t!(guide_check.token_endpoint),
        "UserInfoEndpoint" => t!(guide_check.user_info_endpoint),
        "KeysEndpoint" => t!(guide_check.keys_endpoint),
        "Keys" => t!(guide_check.keys),
        "ResponseTypes" => t!(guide_check.response_types),
        "CodeChallengeMethods" => t!(guide_check.code_challenge),
        "Algorithms" => t!(guide_check.algorithms),
        "ClientAuthentication" => t!(guide_check.client_authentication),
        "Callback" => t!(guide_check.callback),
        "State" => t!(guide_check.state),
        "CallbackIssuer" => t!(guide_check.callback_issuer),
        "Answer" => t!(guide_check.answer),
        "ClientSecret" => t!(guide_check.client_secret),
        "TokenResponse" => t!(guide_check.token_response),
        "IdToken" => t!(guide_check.id_token),
        "Algorithm" => t!(guide_check.algorithm),
        "Key" => t!(guide_check.key),
        "KeySize" => t!(guide_check.key_size),
        "Signature" => t!(guide_check.signature),
        "Issuer" => t!(guide_check.issuer),
        "Tenant" => t!(guide_check.tenant),
        "Audience" => t!(guide_check.audience),
        "AuthorizedParty" => t!(guide_check.authorized_party),
        "Expiry" => t!(guide_check.not_after),
        "IssuedAt" => t!(guide_check.issued_at),
        "NotBefore" => t!(guide_check.not_before),
        "Nonce" => t!(guide_check.nonce),
        "Subject" => t!(guide_check.subject),
        "AuthTime" => t!(guide_check.auth_time),
        "AccessTokenHash" => t!(guide_check.access_token_hash),
        "UserInfo" => t!(guide_check.user_info),
        "UserInfoSubject" => t!(guide_check.user_info_subject),
        "Claims" => t!(guide_check.claims),
        "DistributedClaims" => t!(guide_check.distributed_claims),
        other => other,
    }
}
