//! The checklist on an organisation's home: what is done, by whom and when, and what is next.
//!
//! A further step is one entry of [`Step`], with the permission that doing it takes, one branch of the query in `sql.rs` that
//! says from the record whether it is done, and its words in the app (`home.steps`), which won't compile without them.

mod sql;

use crate::{
    Result,
    access::{Can, permission::SeeMembers},
    sign_up::{AddressKind, address_kind},
};
use contract::{EmailAddress, Permission};
use time::OffsetDateTime;

/// What a new organisation does, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The founder proved their address; it is done before there is anybody to see it.
    AddressVerified,
    /// Somebody was invited, or let in who asked.
    ColleagueInvited,
    /// Somebody came.
    ColleagueIn,
    /// Two can enter as owners now: if one of them is gone for good, the organisation is not.
    SecondOwner,
    /// Whoever has an address there belongs to it.
    DomainProven,
    /// A round trip to an identity provider went well.
    SingleSignOnTested,
    /// A connection serves.
    SingleSignOnOn,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::AddressVerified,
        Self::ColleagueInvited,
        Self::ColleagueIn,
        Self::SecondOwner,
        Self::DomainProven,
        Self::SingleSignOnTested,
        Self::SingleSignOnOn,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::AddressVerified => "address_verified",
            Self::ColleagueInvited => "colleague_invited",
            Self::ColleagueIn => "colleague_in",
            Self::SecondOwner => "second_owner",
            Self::DomainProven => "domain_proven",
            Self::SingleSignOnTested => "single_sign_on_tested",
            Self::SingleSignOnOn => "single_sign_on_on",
        }
    }

    /// Single sign-on, too, is for people at domains that are proven.
    const fn takes_a_domain(self) -> bool {
        matches!(self, Self::DomainProven | Self::SingleSignOnTested | Self::SingleSignOnOn)
    }

    /// What somebody must be permitted to bring it about.
    pub const fn takes(self) -> Permission {
        match self {
            Self::AddressVerified => Permission::EnterOrganization,
            Self::ColleagueInvited | Self::ColleagueIn => Permission::InvitePeople,
            Self::SecondOwner => Permission::DeleteOrganization,
            Self::DomainProven | Self::SingleSignOnTested | Self::SingleSignOnOn => Permission::ManageSignIn,
        }
    }
}

/// How it came to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// As they were called then; empty when the portal did it by itself.
    pub by: String,
    pub at: OffsetDateTime,
}

/// A step and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub step: Step,
    pub done: Option<Done>,
}

/// Every step that this organisation can do, in order: where all owners have their mail at a provider for everybody, there is
/// perhaps no domain to prove.
pub async fn checklist(can: &Can<SeeMembers>) -> Result<Vec<Item>> {
    let mut read = can.read().await?;
    let mut found = sql::done(read.conn(), can.org_id()).await?;
    let has_domain = sql::owners_addresses(read.conn(), can.org_id()).await?.iter().any(|address| is_of_work(address));
    let items = Step::ALL.into_iter().map(|step| Item { step, done: found.remove(step.key()) });
    Ok(items.filter(|item| !item.step.takes_a_domain() || item.done.is_some() || has_domain).collect())
}

fn is_of_work(address: &str) -> bool {
    EmailAddress::parse(address).is_ok_and(|address| address_kind(&address) == AddressKind::Work)
}
