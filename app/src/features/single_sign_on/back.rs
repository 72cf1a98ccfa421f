use super::key;
use crate::{cookie, features::door::let_in_by, ssr};
use leptos::prelude::*;
use portal::{
    Result,
    federation::{self, Answered, Finished, Posted, link},
    secret::Secret,
};

/// What a provider's page has posted (SAML).
///
/// # Errors
/// As [`federation::saml_answer`].
pub async fn take_response(connection: &str, posted: Posted) -> Result<()> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let answered = federation::saml_answer(&portal, &visitor, &key(connection)?, &posted, &ssr::kept()).await?;
    go_on(connection, answered);
    Ok(())
}

/// What a browser brings from a provider in its address (OpenID Connect).
///
/// # Errors
/// As [`federation::oidc_answer`].
pub async fn callback() -> Result<AnyView> {
    let (portal, visitor, connection) = (ssr::portal()?, ssr::visitor(), ssr::param("key"));
    let answered = federation::oidc_answer(&portal, &visitor, &key(&connection)?, &ssr::query(), &ssr::kept()).await?;
    go_on(&connection, answered);
    Ok(().into_any())
}

fn go_on(connection: &str, answered: Answered) {
    match answered {
        Answered::Proven => ssr::see_other(link::ONWARDS),
        Answered::Tested => ssr::see_other("/sso/test-done"),
        Answered::Refused { reference } => refuse(&reference),
        Answered::Restart => ssr::see_other(&ssr::start_by(connection, None, None)),
    }
}

/// Lets in who was proven just now.
///
/// # Errors
/// As [`federation::finish()`].
pub async fn finish() -> Result<AnyView> {
    let (portal, visitor, kept) = (ssr::portal()?, ssr::visitor(), ssr::kept());
    if visitor.prefetch {
        return Ok(().into_any());
    }
    let invitation = ssr::cookie(cookie::INVITATION).as_deref().and_then(Secret::parse);
    match federation::finish(&portal, &visitor, &kept, invitation.as_ref()).await? {
        Finished::SignedIn(now) => {
            let next = let_in_by(now).await?;
            kept.iter().for_each(|kept| ssr::keep(kept, 0));
            ssr::see_other(&next);
        }
        Finished::Asked => ssr::see_other("/sso/asked"),
        Finished::Invited => ssr::see_other("/sso/invited"),
        Finished::ProveFirst => {
            kept.iter().for_each(|kept| ssr::keep(kept, cookie::HALF_AN_HOUR));
            ssr::see_other(link::PAGE);
        }
        Finished::SomebodyElse => {
            kept.iter().for_each(|kept| ssr::keep(kept, cookie::HALF_AN_HOUR));
            ssr::see_other(link::CHANGE);
        }
        Finished::Refused { reference } => refuse(&reference),
        Finished::Over => ssr::see_other("/sign-in"),
    }
    Ok(().into_any())
}

/// The reference goes by a cookie: what stands in an address can be made up by anybody.
fn refuse(reference: &str) {
    ssr::set_cookie(cookie::REFUSED, reference, Some(cookie::TEN_MINUTES));
    ssr::see_other("/sso/refused");
}
