use super::{Acceptance, look};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    flow::{self, Asked, Purpose},
};
use contract::{Locale, Rule};

/// Has a code mailed to the address that the invitation is for, where its link proves nothing.
///
/// # Errors
/// `Gone(FlowOver)` when the invitation needs no code (any more) · `Limited`.
pub async fn ask_for_code(portal: &Portal, visitor: &Visitor, secret: &str, locale: Locale) -> Result<()> {
    let Acceptance::NeedsVerification { offer, .. } = look(portal, visitor, secret).await? else { return Err(Error::Gone(Rule::FlowOver)) };
    flow::ask(portal, visitor, Purpose::Invitation, &Asked { address: offer.address, person: None, locale, next: None }).await
}

/// Proves the address by the code.
///
/// # Errors
/// As [`flow::prove`].
pub async fn prove(portal: &Portal, visitor: &Visitor, code: &str) -> Result<()> {
    flow::prove(portal, visitor, Purpose::Invitation, code).await.map(drop)
}
