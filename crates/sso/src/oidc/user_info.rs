//! What the provider says about the person on request (OpenID Connect Core 5.3), unsigned, over the connection that we opened.

use super::exchange::Tokens;
use super::http::{self, Http};
use super::{Check, Code, Expected, Identity, Report, UserInfo, json};

/// `None` exactly when a row fails.
pub(crate) async fn ask(mut identity: Identity, tokens: &Tokens, expected: &Expected<'_>, http: &dyn Http, report: &mut Report) -> Option<Identity> {
    let endpoint = match (expected.user_info, &expected.provider.user_info_endpoint) {
        (UserInfo::Ask, Some(endpoint)) => endpoint,
        (UserInfo::Never, _) | (UserInfo::Ask, None) => return Some(identity),
    };
    let claims = match http::get(http, endpoint.as_str(), Some(&tokens.access_token)).await {
        Ok(claims) => claims,
        Err(stage) => {
            report.unanswered(Check::UserInfo, endpoint.as_str(), stage);
            return None;
        }
    };
    report.pass(Check::UserInfo, endpoint.as_str(), "");
    // Without it, somebody could have their own claims told for another's token (5.3.2).
    if !report.equal(Check::UserInfoSubject, Code::O08, &identity.subject, json::text(&claims, "sub")) {
        return None;
    }
    identity.complete(&claims);
    Some(identity)
}
