//! Somebody whom a connection has proven, and whose account opens other doors too: they prove a factor of their own, and are known by the
//! connection from then on.

use super::{
    finish::under_way,
    request::{self, Kept},
};
use crate::{Error, Portal, Result, access::Visitor, sign_in};
use contract::{EmailAddress, LocalPath, Locale, Rule};

/// Where the page is.
pub const PAGE: &str = "/sign-in/link";
/// Where somebody is asked who came by a provider while another is signed in.
pub const CHANGE: &str = "/sign-in/change";
/// Where they go on once they have signed in.
pub const ONWARDS: &str = "/sso/finish";

/// What the page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linking {
    pub address: EmailAddress,
    /// What the way in is called.
    pub connection: String,
    pub who: Who,
    /// They have said that they want to be linked.
    pub agreed: bool,
}

/// Who is signed in here by a factor of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// Whom the provider has proven.
    They,
    SomebodyElse(EmailAddress),
}

/// Where this browser is in being linked; `None` when it isn't, or its half hour is over.
pub async fn linking(portal: &Portal, visitor: &Visitor, kept: &[Kept]) -> Result<Option<Linking>> {
    let Some((serving, proven)) = under_way(portal, kept).await? else { return Ok(None) };
    let who = match visitor.person() {
        Ok(person) if person.address == proven.asserted.address => Who::They,
        Ok(person) => Who::SomebodyElse(person.address.clone()),
        Err(_) => Who::Nobody,
    };
    Ok(Some(Linking { address: proven.asserted.address, connection: serving.name, who, agreed: proven.agreed }))
}

/// Keeps that they want to be linked. Whether they are signed in here already, by a factor of their own; else it leads to signing in with
/// that address, and back to where they are let in.
///
/// # Errors
/// `Gone(FlowOver)`.
pub async fn begin_linking(portal: &Portal, visitor: &Visitor, kept: &[Kept], locale: Locale) -> Result<bool> {
    let (serving, proven) = under_way(portal, kept).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    request::agree(portal, serving.org, proven.id).await?;
    if visitor.person().is_ok_and(|person| person.address == proven.asserted.address) {
        return Ok(true);
    }
    sign_in::begin(portal, visitor, proven.asserted.address.as_str(), locale, LocalPath::parse(ONWARDS).ok()).await?;
    Ok(false)
}
