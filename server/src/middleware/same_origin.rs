//! Refuses what another site makes a browser send; Leptos has no such protection by design.
//!
//! Reading is free. Changing needs `Sec-Fetch-Site` to say `same-origin` or `none`, else an `Origin` whose host is the one
//! asked for, which [`super::host`] has made sure is ours. What is no browser sends neither and has no cookies to misuse.
//!
//! One path is made for other sites: where providers' pages post their answers (SAML Bindings 3.5). It asks for a cookie and a handle of its own.

use axum::response::Response;
use contract::ConnectionKey;
use contract::{Problem, ProblemKind};
use http::Method;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::problem;

pub type Refusal = fn(ProtectionError) -> Response;

pub fn layer() -> CsrfLayer<Refusal> {
    CsrfLayer::new()
        .with_insecure_bypass(|method, uri| method == Method::POST && is_for_providers(uri.path()))
        .with_rejection_response(|_| problem::response(Problem::new(ProblemKind::CrossSite)))
}

/// Exactly `/sso/saml/{key}/acs`, with a key that could be one.
fn is_for_providers(path: &str) -> bool {
    let key = path.strip_prefix("/sso/saml/").and_then(|rest| rest.strip_suffix("/acs"));
    key.is_some_and(|key| key.parse::<ConnectionKey>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_is_made_for_other_sites_and_none_that_looks_like_it() {
        assert!(is_for_providers("/sso/saml/0123456789abcdef/acs"));
        let others = [
            "/sso/saml/0123456789abcdef/acs/",
            "/sso/saml//acs",
            "/sso/saml/0123456789abcdef",
            "/sso/saml/a/b/acs",
            "/fn/sso/saml/0123456789abcdef/acs",
        ];
        for path in others {
            assert!(!is_for_providers(path), "{path}");
        }
    }
}
