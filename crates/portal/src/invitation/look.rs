//! What an invitation's link shows: one state, decided here, and a next step for each.

use super::{MadeFor, State, sql_door};
use crate::{
    Error, Portal, Result,
    access::{Visitor, permission::beyond_member},
    audit::{Actor, Unrecorded},
    db::{TenantRead, TenantTx},
    flow::{self, Again, Flow, Purpose, Stage},
    member::Status,
    secret::Secret,
    sign_in::WayIn,
};
use contract::{EmailAddress, InvitationId, Locale, MembershipId, OrgId, OrgSlug, Role};
use time::OffsetDateTime;

/// Where somebody with an invitation's link stands. Every state has its page.
#[derive(Debug, Clone)]
pub enum Acceptance {
    /// Mistyped, or never there: no telling which.
    Unknown,
    /// Nobody has this address yet, and the link was mailed to it: name and password come next.
    Newcomer {
        offer: Offer,
        /// By which they may come in, too, instead of making an account of their own.
        ways: Vec<WayIn>,
    },
    /// Whoever has this address is to sign in.
    SignIn(Offer),
    /// Signed in as the person it is for: a button.
    Accept(Offer),
    /// Signed in as somebody else.
    SomebodyElse {
        offer: Offer,
        signed_in_as: EmailAddress,
    },
    /// The link was handed over by other means: the address has to be proven by a code.
    NeedsVerification {
        offer: Offer,
        /// When a further code may be asked for; `None`: none is on its way.
        code: Option<Again>,
    },
    /// They are in already: onwards.
    AlreadyMember(Offer),
    /// It was accepted; whoever looks isn't signed in as the one who did.
    Accepted(Offer),
    /// They are a member, though suspended: no invitation changes that.
    Suspended(Offer),
    /// They can ask for a new one.
    Expired(Offer),
    Revoked(Offer),
    /// The organisation requires single sign-on of this address: it is accepted by coming in by one of these.
    NeedsSingleSignOn {
        offer: Offer,
        ways: Vec<WayIn>,
    },
    /// The inviter may no longer invite to these roles.
    InviterMayNot(Offer),
    NoSeat(Offer),
    OrgSuspended(Offer),
    /// The organisation is about to be deleted.
    OrgLeaving(Offer),
}

/// What an invitation says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: InvitationId,
    pub org: OrgId,
    pub org_name: String,
    pub org_slug: OrgSlug,
    /// Who asks, as they are called now.
    pub inviter: String,
    pub inviter_address: String,
    /// Who is asked.
    pub address: EmailAddress,
    /// What the inviter called them; may be empty.
    pub name: String,
    pub roles: Vec<Role>,
    pub message: String,
    pub expires_at: OffsetDateTime,
    /// The language it was written in.
    pub locale: Locale,
    /// The organisation's.
    pub zone: String,
}

/// Everything the decision needs; see [`sql_door::find`].
#[derive(Debug)]
pub(super) struct Found {
    pub offer: Offer,
    pub state: State,
    pub made_for: MadeFor,
    /// Whether this very link was ended.
    pub link_ended: bool,
    pub opened: bool,
    pub org_suspended: bool,
    pub org_leaving: bool,
    pub seat_free: bool,
    /// Whether the organisation requires single sign-on of the address.
    pub needs_sso: bool,
    pub invited_by: MembershipId,
    pub inviter_may: bool,
    /// Whether somebody has the address, and what they are in the organisation.
    pub invited: Option<Option<Status>>,
    pub member: Option<MembershipId>,
}

/// Where this visitor stands with the invitation that the secret opens. Spends nothing; keeps that the link was opened.
pub async fn look(portal: &Portal, visitor: &Visitor, secret: &str) -> Result<Acceptance> {
    let Some((org, invitation, link)) = of_secret(portal, secret).await? else { return Ok(Acceptance::Unknown) };
    let found = {
        let mut read = TenantRead::open(&portal.db.web, org).await?;
        sql_door::find(read.conn(), org, invitation, link, portal.clock.now()).await?
    };
    let Some(found) = found else { return Ok(Acceptance::Unknown) };
    if !found.opened && !visitor.prefetch {
        let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
        let now = tx.now();
        sql_door::opened(tx.conn(), org, link, now).await?;
        tx.commit_unrecorded(Unrecorded::MailBookkeeping).await?;
    }
    let flow = flow::find(portal, visitor, Purpose::Invitation).await?.filter(|flow| flow.address == found.offer.address);
    let proven = flow.as_ref().is_some_and(|flow| matches!(flow.stage, Stage::Proven(_)));
    let signed_in_as = visitor.signed_in.as_ref().map(|person| &person.address);
    Ok(match with_ways(portal, decide(found, signed_in_as, proven)).await? {
        Acceptance::NeedsVerification { offer, .. } => Acceptance::NeedsVerification { offer, code: flow.and_then(|flow| again(&flow, portal)) },
        decided => decided,
    })
}

/// Fills in by which connections the address comes in, where that is offered.
async fn with_ways(portal: &Portal, mut decided: Acceptance) -> Result<Acceptance> {
    if let Acceptance::NeedsSingleSignOn { offer, ways } | Acceptance::Newcomer { offer, ways } = &mut decided {
        let mut read = TenantRead::open(&portal.db.web, offer.org).await?;
        *ways = sql_door::ways_in(read.conn(), offer.org, offer.address.domain()).await?;
    }
    Ok(decided)
}

fn again(flow: &Flow, portal: &Portal) -> Option<Again> {
    match flow.stage {
        Stage::Mailed(mailed) => Some(mailed.again(portal.clock.now())),
        Stage::Named | Stage::Proven(_) => None,
    }
}

/// The same of an open invitation to whoever is signed in, from their own list: their address is proven, so they need no link.
///
/// # Errors
/// `Unauthenticated` · `NotFound` unless it is open and theirs.
pub async fn look_at_mine(portal: &Portal, visitor: &Visitor, id: InvitationId) -> Result<Acceptance> {
    let org = of_mine(portal, visitor, id).await?;
    let mut read = TenantRead::open(&portal.db.web, org).await?;
    let found = sql_door::find(read.conn(), org, id, uuid::Uuid::nil(), portal.clock.now()).await?.ok_or(Error::NotFound)?;
    with_ways(portal, decide(found, Some(&visitor.person()?.address), true)).await
}

/// Whose invitation it is, of one that is open and the visitor's own.
///
/// # Errors
/// `Unauthenticated` · `NotFound`.
pub(super) async fn of_mine(portal: &Portal, visitor: &Visitor, id: InvitationId) -> Result<OrgId> {
    let mine = super::pending(portal, visitor).await?;
    mine.into_iter().find(|invitation| invitation.id == id).map(|invitation| invitation.org).ok_or(Error::NotFound)
}

/// The invitation a secret opens, and which of its links that is.
pub(super) async fn of_secret(portal: &Portal, secret: &str) -> Result<Option<(OrgId, InvitationId, uuid::Uuid)>> {
    let Some(secret) = Secret::parse(secret) else { return Ok(None) };
    sql_door::of_secret(&portal.db.web, secret.hash()).await
}

/// The same, or `NotFound`.
pub(super) async fn by_secret(portal: &Portal, secret: &str) -> Result<(OrgId, InvitationId, uuid::Uuid)> {
    of_secret(portal, secret).await?.ok_or(Error::NotFound)
}

fn decide(found: Found, signed_in_as: Option<&EmailAddress>, proven: bool) -> Acceptance {
    let Found { offer, .. } = found;
    let is_theirs = signed_in_as == Some(&offer.address);
    // Whom a copied link was handed to is not known until the address is proven: nothing is said of its person before.
    let is_proven = is_theirs || found.made_for == MadeFor::Mail || proven;
    let membership = found.invited.flatten().filter(|_| is_proven);
    if found.org_suspended {
        return Acceptance::OrgSuspended(offer);
    }
    if is_theirs && membership == Some(Status::Active) {
        return Acceptance::AlreadyMember(offer);
    }
    if found.org_leaving {
        return Acceptance::OrgLeaving(offer);
    }
    match found.state {
        State::Accepted if is_theirs && membership == Some(Status::Suspended) => return Acceptance::Suspended(offer),
        State::Accepted => return Acceptance::Accepted(offer),
        State::Revoked => return Acceptance::Revoked(offer),
        State::Expired => return Acceptance::Expired(offer),
        State::Pending if found.link_ended => return Acceptance::Revoked(offer),
        State::Pending if !found.inviter_may => return Acceptance::InviterMayNot(offer),
        State::Pending => {}
    }
    match (signed_in_as, membership, found.invited) {
        (Some(somebody), ..) if !is_theirs => Acceptance::SomebodyElse { signed_in_as: somebody.clone(), offer },
        (_, Some(Status::Suspended), _) if is_theirs => Acceptance::Suspended(offer),
        _ if !found.seat_free => Acceptance::NoSeat(offer),
        // Coming by a provider accepts no more than being a member without a proof of the address beside it.
        (None, ..) if !is_proven && beyond_member(&offer.roles) => Acceptance::NeedsVerification { offer, code: None },
        _ if found.needs_sso => Acceptance::NeedsSingleSignOn { offer, ways: Vec::new() },
        (Some(_), ..) => Acceptance::Accept(offer),
        (None, ..) if !is_proven => Acceptance::NeedsVerification { offer, code: None },
        (None, _, Some(_)) => Acceptance::SignIn(offer),
        (None, _, None) => Acceptance::Newcomer { offer, ways: Vec::new() },
    }
}
