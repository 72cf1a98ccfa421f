use crate::{
    Error, Portal, Result,
    access::Visitor,
    flow::{self, Flow, Purpose},
    person,
    session::Proof,
    sign_in::{self, SignedInNow},
};
use contract::{LocalPath, Rule};

/// Who turned out to stand behind the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// Nobody yet: name and password come next.
    New,
    /// Somebody with an account: they are signed in, and may create one more organisation.
    Known(SignedInNow),
}

/// Proves the address by the code.
///
/// # Errors
/// As [`flow::prove`].
pub async fn confirm(portal: &Portal, visitor: &Visitor, code: &str) -> Result<Confirmed> {
    let flow = flow::prove(portal, visitor, Purpose::SignUp, code).await?;
    settle(portal, visitor, flow).await
}

/// Goes on from a proven address, by code or link.
pub(crate) async fn settle(portal: &Portal, visitor: &Visitor, flow: Flow) -> Result<Confirmed> {
    let Some(known) = person::find_by_address(&portal.db.web, &flow.address).await? else { return Ok(Confirmed::New) };
    // What was proven while nobody had the address waits for a day, and in a browser that was closed: it is no way into the account that there
    // is since.
    let mut db = portal.db.web.acquire().await?;
    if !flow::proves_owner(&mut *db, flow.id).await? {
        flow::end(&mut db, flow.id).await?;
        return Err(Error::Gone(Rule::FlowOver));
    }
    drop(db);
    let mut now = sign_in::let_in(portal, visitor, Purpose::SignUp, known.id, Proof::Code).await?;
    now.next = LocalPath::parse("/sign-up/organization").ok();
    Ok(Confirmed::Known(now))
}
