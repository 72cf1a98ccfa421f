//! Door flows: what one browser is in the middle of, until the address it named is proven by a code or link from its mailbox.
//!
//! A flow is bound to the browser by a cookie, and so are its codes: nobody else can burn or use them (DECISIONS 8). Nothing
//! here looks up whether the address is anybody's: the worker does, when it writes the mail, so a stranger sees the same work.

mod ask;
mod model;
mod prove;
mod sql;

pub(crate) use ask::ask_in;
pub use ask::{Asked, ask, begin, mail};
pub use model::{Again, Flow, Mailed, ProvenBy, Purpose, Stage};
pub(crate) use prove::take_proven;
pub use prove::{by_link, linked, prove};
pub(crate) use sql::{Armed, Arming, arm, end, end_proven, moving_to, proves_owner};

use crate::{Portal, Result, access::Visitor, secret::SecretHash};
use contract::EmailAddress;

/// What this browser is in the middle of, if anything.
pub async fn find(portal: &Portal, visitor: &Visitor, purpose: Purpose) -> Result<Option<Flow>> {
    let Some(holder) = holder(visitor, purpose) else { return Ok(None) };
    sql::find(&portal.db.web, holder, purpose, portal.clock.now()).await
}

/// The address that this visit has proven for that purpose, if it has.
pub async fn verified(portal: &Portal, visitor: &Visitor, purpose: Purpose) -> Result<Option<EmailAddress>> {
    let flow = find(portal, visitor, purpose).await?;
    Ok(flow.filter(|flow| matches!(flow.stage, Stage::Proven(_))).map(|flow| flow.address))
}

/// Whose cookie a flow hangs on: changing one's address belongs to the session, what ends with the browser to the visit, and what is taken
/// up again next morning to a cookie that lasts so long.
fn holder(visitor: &Visitor, purpose: Purpose) -> Option<SecretHash> {
    match purpose {
        Purpose::AddressChange | Purpose::AddressChangeCurrent => visitor.signed_in.as_ref().map(|person| person.session_hash),
        Purpose::SignIn | Purpose::Recovery => visitor.visit,
        Purpose::SignUp | Purpose::Invitation => visitor.newcomer,
    }
}
