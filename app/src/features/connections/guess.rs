use contract::IdentityProvider;

/// Whose address it is, as far as it tells: by its host, or by a path that only one product has.
pub(super) fn guess(address: &str) -> Option<IdentityProvider> {
    let address = address.trim().to_ascii_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
    let at = |domain: &str| host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    HOSTS
        .iter()
        .find(|(_, domains)| domains.iter().any(|domain| at(domain)))
        .or_else(|| PATHS.iter().find(|(_, parts)| parts.iter().any(|part| path.contains(part))))
        .map(|(provider, _)| *provider)
}

type Known = (IdentityProvider, &'static [&'static str]);

const HOSTS: &[Known] = &[
    (IdentityProvider::Okta, &["okta.com", "oktapreview.com", "okta-emea.com", "okta-gov.com"]),
    (
        IdentityProvider::EntraId,
        &[
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "sts.windows.net",
            "entra.microsoft.com",
            "portal.azure.com",
            "myapps.microsoft.com",
        ],
    ),
    (IdentityProvider::GoogleWorkspace, &["accounts.google.com", "admin.google.com"]),
    (IdentityProvider::OneLogin, &["onelogin.com"]),
    (IdentityProvider::JumpCloud, &["jumpcloud.com"]),
    (IdentityProvider::Ping, &["pingone.com", "pingone.eu", "pingone.asia", "pingone.ca", "pingidentity.com"]),
    (IdentityProvider::Auth0, &["auth0.com"]),
];

/// Of products that are run on hosts of one's own.
const PATHS: &[Known] = &[(IdentityProvider::Adfs, &["adfs/", "federationmetadata/2007-06"]), (IdentityProvider::Keycloak, &["realms/"])];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_whose_it_is() {
        let okta = "https://acme.okta.com/app/exk1f/sso/saml/metadata";
        assert_eq!(guess(okta), Some(IdentityProvider::Okta));
        assert_eq!(guess(" ACME.OKTA.COM "), Some(IdentityProvider::Okta));
        assert_eq!(guess("https://login.microsoftonline.com/tenant/v2.0"), Some(IdentityProvider::EntraId));
        assert_eq!(guess("https://sts.acme.example/adfs/ls/"), Some(IdentityProvider::Adfs));
        assert_eq!(guess("https://sts.acme.example/FederationMetadata/2007-06/FederationMetadata.xml"), Some(IdentityProvider::Adfs));
        assert_eq!(guess("https://id.acme.example:8443/realms/staff/protocol/saml/descriptor"), Some(IdentityProvider::Keycloak));
    }

    #[test]
    fn a_name_that_only_looks_like_it_is_nobodys() {
        for address in ["", "acme.example", "https://notokta.com", "https://okta.com.evil.example/", "okta"] {
            assert_eq!(guess(address), None, "{address}");
        }
    }
}
