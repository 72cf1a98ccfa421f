//! Signing in: address first, then the same page for everybody (DECISIONS 7): a password, or a code by mail.

mod by_code;
mod by_password;
mod let_in;
mod sql;
mod ways_in;

pub(crate) use by_code::settle;
pub use by_code::{by_code, mail_code};
pub use by_password::by_password;
pub use let_in::SignedInNow;
pub(crate) use let_in::let_in;
pub use ways_in::{OrganizationDoor, WayIn, of_domain, of_organization};

use crate::{
    Error, Portal, Result,
    access::Visitor,
    browser,
    flow::{self, Again, Asked, Purpose, Stage},
    session::Proof,
};
use contract::{EmailAddress, LocalPath, Locale};

/// Where this browser is in signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Address,
    /// An address was named: password, or a code.
    Prove {
        address: EmailAddress,
        /// Where the person was going.
        next: Option<LocalPath>,
        /// How this person last signed in with this browser; the password for everybody else.
        preferred: Proof,
        /// Whether a code is on its way, and when the next may be asked for.
        code: Option<Again>,
    },
}

/// Takes the address, and answers it as it is kept. Nothing is looked up, so nothing can be told from the answer.
///
/// # Errors
/// Field `address` · `Limited`.
pub async fn begin(portal: &Portal, visitor: &Visitor, address: &str, locale: Locale, next: Option<LocalPath>) -> Result<EmailAddress> {
    let address = EmailAddress::parse(address).map_err(|flaw| Error::field("address", flaw))?;
    flow::begin(portal, visitor, Purpose::SignIn, &Asked { address: address.clone(), person: None, locale, next }).await?;
    Ok(address)
}

/// Where this browser is in signing in.
pub async fn resume(portal: &Portal, visitor: &Visitor) -> Result<Step> {
    let Some(flow) = flow::find(portal, visitor, Purpose::SignIn).await? else { return Ok(Step::Address) };
    let now = portal.clock.now();
    let mut db = portal.db.web.acquire().await?;
    let preferred = browser::last_proof(&mut db, visitor.browser, &flow.address, now).await?.unwrap_or(Proof::Password);
    let code = match flow.stage {
        Stage::Named => None,
        Stage::Mailed(mailed) => Some(mailed.again(now)),
        // Proven, and the browser went away before it was signed in: begin again.
        Stage::Proven(_) => return Ok(Step::Address),
    };
    Ok(Step::Prove { address: flow.address, next: flow.next, preferred, code })
}
