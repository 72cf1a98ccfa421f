//! Signing up: address, code, name and password, organisation; one question a page, taken up again where this browser left it.

mod address_kind;
mod begin;
mod confirm;
mod introduce;
mod organization;

pub use crate::join_request::Welcoming;
pub use crate::proof_of_work::{Answer, Challenge};
pub use address_kind::{AddressKind, address_kind};
pub use begin::begin;
pub(crate) use confirm::settle;
pub use confirm::{Confirmed, confirm};
pub use introduce::{Introduction, introduce};
pub use organization::{OrganizationStep, organization_step};

use crate::{
    Portal, Result,
    access::Visitor,
    flow::{self, Again, Purpose, Stage},
    proof_of_work,
    throttle::{self, Key, Limit, limits},
};
use contract::EmailAddress;

/// The page that comes next in this browser, with what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet. With a challenge when the visitor's address block is near its limit.
    Address { challenge: Option<Challenge> },
    /// A code is on its way to that address.
    Code { address: EmailAddress, again: Again },
    /// The address is proven: name, password, terms.
    Profile { address: EmailAddress, kind: AddressKind },
    /// There is a person: [`organization_step`].
    Organization,
}

/// Where this browser is in signing up.
pub async fn resume(portal: &Portal, visitor: &Visitor) -> Result<Step> {
    if visitor.signed_in.is_some() {
        return Ok(Step::Organization);
    }
    let Some(flow) = flow::find(portal, visitor, Purpose::SignUp).await? else { return first(portal, visitor).await };
    Ok(match flow.stage {
        Stage::Named => return first(portal, visitor).await,
        Stage::Mailed(mailed) => Step::Code { address: flow.address, again: mailed.again(portal.clock.now()) },
        Stage::Proven(_) => Step::Profile { kind: address_kind(&flow.address), address: flow.address },
    })
}

/// The first page, whatever this browser is in the middle of ("use another address").
pub async fn first(portal: &Portal, visitor: &Visitor) -> Result<Step> {
    let mut db = portal.db.web.acquire().await?;
    let near = is_near_its_limit(&mut db, portal, visitor).await?;
    Ok(Step::Address { challenge: near.then(|| proof_of_work::challenge(portal, visitor)).transpose()? })
}

/// The challenge of the first page when its form has come back with this ticket.
pub async fn challenge_again(portal: &Portal, visitor: &Visitor, fresh: Challenge, ticket: &str) -> Result<Challenge> {
    let mut db = portal.db.web.acquire().await?;
    proof_of_work::again(&mut db, portal, visitor, fresh, ticket).await
}

/// Whether so many sign-ups came from this address block that each further one must prove work.
async fn is_near_its_limit(db: &mut sqlx::PgConnection, portal: &Portal, visitor: &Visitor) -> Result<bool> {
    const LIMIT: Limit = limits::SIGN_UP_FROM_BLOCK;
    Ok(throttle::so_far(db, portal.clock.now(), LIMIT, &Key::block(visitor.origin.ip)).await? >= LIMIT.most / 2)
}
