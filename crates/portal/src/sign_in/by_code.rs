use super::{SignedInNow, let_in};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    flow::{self, Flow, Purpose},
    person,
    session::Proof,
};
use contract::{Flaw, Rule};

/// Has a code mailed to the address of this flow: the first, or a further one.
///
/// # Errors
/// As [`flow::mail`].
pub async fn mail_code(portal: &Portal, visitor: &Visitor) -> Result<()> {
    flow::mail(portal, visitor, Purpose::SignIn).await
}

/// Signs in by the code.
///
/// # Errors
/// As [`flow::prove`] · `Gone(FlowOver)` when the address was proven before it was that person's.
pub async fn by_code(portal: &Portal, visitor: &Visitor, code: &str) -> Result<SignedInNow> {
    let flow = flow::prove(portal, visitor, Purpose::SignIn, code).await?;
    settle(portal, visitor, flow).await
}

/// Goes on from a proven address, by code or link.
pub(crate) async fn settle(portal: &Portal, visitor: &Visitor, flow: Flow) -> Result<SignedInNow> {
    let Some(person) = person::find_by_address(&portal.db.web, &flow.address).await? else {
        // A code that was never mailed was guessed: one in a million. It opens nothing.
        return Err(Error::field(Purpose::SignIn.code_field(), Flaw::Wrong));
    };
    if !flow::proves_owner(&portal.db.web, flow.id).await? {
        return Err(Error::Gone(Rule::FlowOver));
    }
    let_in(portal, visitor, Purpose::SignIn, person.id, Proof::Code).await
}
