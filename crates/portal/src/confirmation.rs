//! The link beside a mailed code. Opening it shows a page and changes nothing; the button on it does what typing the code does,
//! and only in the browser that asked.

use crate::{
    Portal, Result,
    access::Visitor,
    flow::{self, Flow, Purpose},
    secret::Secret,
    sign_in::{self, SignedInNow},
    sign_up::{self, Confirmed},
};

/// What pressing the button led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    SignUp(Confirmed),
    SignIn(SignedInNow),
    /// A new password comes next.
    Recovery,
    /// The invitation is where it was; its page goes on.
    Invitation,
    /// The page of the address change goes on.
    AddressChange,
}

/// What the page behind a link may show: the flow when this is the browser that asked, else `None`.
pub async fn look(portal: &Portal, visitor: &Visitor, link: &Secret) -> Result<Option<Flow>> {
    flow::linked(portal, visitor, link).await
}

/// Presses the button.
///
/// # Errors
/// `Gone(FlowOver)` in any other browser, and when the link is over.
pub async fn press(portal: &Portal, visitor: &Visitor, link: &Secret) -> Result<Outcome> {
    let flow = flow::by_link(portal, visitor, link).await?;
    Ok(match flow.purpose {
        Purpose::SignUp => Outcome::SignUp(sign_up::settle(portal, visitor, flow).await?),
        Purpose::SignIn => Outcome::SignIn(sign_in::settle(portal, visitor, flow).await?),
        Purpose::Recovery => Outcome::Recovery,
        Purpose::Invitation => Outcome::Invitation,
        Purpose::AddressChange | Purpose::AddressChangeCurrent => Outcome::AddressChange,
    })
}
