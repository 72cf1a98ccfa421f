use super::{Flow, ProvenBy, Purpose, Stage, holder, sql};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    browser,
    secret::{Secret, SecretHash},
    throttle::{self, Key, Limit, limits},
};
use contract::{Flaw, Rule};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Proves the address by the code from its mailbox. Every try counts, at most five a code; a flow that is proven already stays so.
///
/// # Errors
/// The code's field `Missing`, `Malformed` (neither counts as a try), `Wrong` or `Expired` · `Conflict(CodeSpent)` after five ·
/// `Gone(FlowOver)` · `Limited` after many over several flows.
pub async fn prove(portal: &Portal, visitor: &Visitor, purpose: Purpose, code: &str) -> Result<Flow> {
    let code = parse_code(code).map_err(|flaw| Error::field(purpose.code_field(), flaw))?;
    let holder = holder(visitor, purpose).ok_or(Error::Gone(Rule::FlowOver))?;
    let now = portal.clock.now();
    let mut db = portal.db.web.acquire().await?;
    let Some(flow) = sql::find(&mut *db, holder, purpose, now).await? else { return Err(Error::Gone(Rule::FlowOver)) };
    match flow.stage {
        Stage::Named => return Err(Error::Gone(Rule::FlowOver)),
        Stage::Proven(_) => return Ok(flow),
        Stage::Mailed(_) => {}
    }
    let counted = guesses(&mut db, visitor, &flow, now).await?;
    throttle::count(&mut db, now, &counted).await?;
    let Some(tried) = sql::try_code(&mut db, flow.id, now).await? else { return Err(Error::Conflict(Rule::CodeSpent)) };
    let right = tried.code_hmac.is_some_and(|hmac| portal.key.verifies("code", &[flow.id.0.as_bytes(), code.as_bytes()], &hmac));
    let expired = tried.code_expires_at.is_some_and(|end| end <= now);
    if expired {
        return Err(Error::field(purpose.code_field(), Flaw::Expired));
    }
    if !right {
        return Err(Error::field(purpose.code_field(), Flaw::Wrong));
    }
    let flow = sql::proven(&mut db, flow.id, ProvenBy::Code, now, now + purpose.proven_for()).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    throttle::forgive(&mut db, now, &counted).await?;
    Ok(flow)
}

/// Which flow of this browser a mailed link belongs to; `None` for links of other browsers, and for those that are over.
pub async fn linked(portal: &Portal, visitor: &Visitor, secret: &Secret) -> Result<Option<Flow>> {
    let now = portal.clock.now();
    for holder in holders(visitor) {
        if let Some(flow) = sql::linked(&portal.db.web, holder, secret.hash(), now).await? {
            return Ok(Some(flow));
        }
    }
    Ok(None)
}

/// Proves the address by the link's secret, when a person presses the button in the browser that asked.
///
/// # Errors
/// `Gone(FlowOver)` in any other browser, and when the link is over.
pub async fn by_link(portal: &Portal, visitor: &Visitor, secret: &Secret) -> Result<Flow> {
    let now = portal.clock.now();
    let flow = linked(portal, visitor, secret).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    let mut db = portal.db.web.acquire().await?;
    sql::proven(&mut db, flow.id, ProvenBy::Link, now, now + flow.purpose.proven_for()).await?.ok_or(Error::Gone(Rule::FlowOver))
}

/// Ends a proven flow in the transaction that uses its proof: a proof is used once.
///
/// # Errors
/// `Gone(FlowOver)` when there is none, or somebody was faster.
pub(crate) async fn take_proven(db: &mut PgConnection, visitor: &Visitor, purpose: Purpose, now: OffsetDateTime) -> Result<Flow> {
    let holder = holder(visitor, purpose).ok_or(Error::Gone(Rule::FlowOver))?;
    sql::take_proven(db, holder, purpose, now).await?.ok_or(Error::Gone(Rule::FlowOver))
}

fn holders(visitor: &Visitor) -> impl Iterator<Item = SecretHash> {
    [visitor.visit, visitor.newcomer, visitor.signed_in.as_ref().map(|person| person.session_hash)].into_iter().flatten()
}

/// What a try counts against: the account (apart for a browser it knows), and for strangers their address block.
async fn guesses(db: &mut PgConnection, visitor: &Visitor, flow: &Flow, now: OffsetDateTime) -> Result<Vec<(Limit, Key)>> {
    let known = browser::last_proof(db, visitor.browser, &flow.address, now).await?.and(visitor.browser);
    Ok(match known {
        Some(browser) => vec![(limits::CODE_FOR_ACCOUNT, Key::address_from(&flow.address, browser))],
        None => vec![(limits::CODE_FOR_ACCOUNT, Key::address(&flow.address)), (limits::CODE_FROM_BLOCK, Key::block(visitor.origin.ip))],
    })
}

/// Six digits, however they were grouped when pasted.
fn parse_code(text: &str) -> Result<String, Flaw> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(7).collect();
    match code.len() {
        0 => Err(Flaw::Missing),
        6 if code.bytes().all(|b| b.is_ascii_digit()) => Ok(code),
        _ => Err(Flaw::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_may_be_pasted_as_the_mail_shows_it() {
        for text in ["418204", " 418 204\n", "418-204", "4 1 8 2 0 4"] {
            assert_eq!(parse_code(text), Ok("418204".to_owned()));
        }
        for text in ["41820", "4182041", "41820a", "٤١٨٢٠٤", "418204 418204"] {
            assert_eq!(parse_code(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(parse_code(" "), Err(Flaw::Missing));
    }

    proptest! {
        #[test]
        fn a_code_is_six_digits_or_refused(text in "\\PC{0,40}|[0-9 -]{0,20}") {
            if let Ok(code) = parse_code(&text) {
                prop_assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
            }
        }
    }
}
