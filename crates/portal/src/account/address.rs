use super::{end_sessions, sql};
use crate::{
    Error, Fields, Portal, Result,
    access::Visitor,
    audit::PersonEvent,
    browser,
    db::system::SystemTx,
    flow::{self, Again, Asked, Flow, Purpose, Stage},
    jobs::Job,
    mail::Doing,
};
use contract::{EmailAddress, Flaw, PersonId, Rule};

/// Where this session is in changing its person's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressChange {
    /// Nothing asked for.
    Settled,
    /// Codes are on their way to both addresses.
    Proving(Proofs),
}

/// Which of the two addresses is proven, and when each may have a further mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proofs {
    pub moving_to: EmailAddress,
    /// `None` once it is proven.
    pub new: Option<Again>,
    pub current: Option<Again>,
}

/// Begins to move to another address: a code goes to each of the two. If the new one is somebody's, only its mail says so.
///
/// # Errors
/// Field `address` (`Unchanged` for the present one) · `Conflict(AddressBound)` · `Unauthenticated` · `Limited`.
pub async fn change_address(portal: &Portal, visitor: &Visitor, address: &str) -> Result<()> {
    let person = visitor.person()?;
    let address = EmailAddress::parse(address).map_err(|flaw| Error::field("address", flaw))?;
    if address == person.address {
        return Err(Error::field("address", Flaw::Unchanged));
    }
    let asked = |address| Asked { address, person: Some(person.person), locale: person.locale, next: None };
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    is_free_to_move(&mut tx, person.person, &person.address, &address).await?;
    flow::ask_in(&mut tx, visitor, Purpose::AddressChange, &asked(address)).await?;
    flow::ask_in(&mut tx, visitor, Purpose::AddressChangeCurrent, &asked(person.address.clone())).await?;
    tx.commit().await
}

/// Where this session is in it.
///
/// # Errors
/// `Unauthenticated`.
pub async fn resume_address_change(portal: &Portal, visitor: &Visitor) -> Result<AddressChange> {
    let now = portal.clock.now();
    let Some((new, current)) = both(portal, visitor).await? else { return Ok(AddressChange::Settled) };
    let again = |flow: &Flow| match flow.stage {
        Stage::Named => Some(Again::Now),
        Stage::Mailed(mailed) => Some(mailed.again(now)),
        Stage::Proven(_) => None,
    };
    Ok(AddressChange::Proving(Proofs { new: again(&new), current: again(&current), moving_to: new.address }))
}

/// Has a further code mailed to whichever address is not proven yet and may have one.
///
/// # Errors
/// `Gone(FlowOver)` · `Limited` when none may, until the first of them may.
pub async fn mail_address_codes(portal: &Portal, visitor: &Visitor) -> Result<()> {
    let Some((new, current)) = both(portal, visitor).await? else { return Err(Error::Gone(Rule::FlowOver)) };
    let mut waits = Vec::new();
    let unproven = [new, current].into_iter().filter(|flow| !matches!(flow.stage, Stage::Proven(_)));
    let mut mailed = false;
    for flow in unproven {
        match flow::mail(portal, visitor, flow.purpose).await {
            Ok(()) => mailed = true,
            Err(Error::Limited(wait)) => waits.push(wait),
            Err(error) => return Err(error),
        }
    }
    match waits.into_iter().min() {
        Some(wait) if !mailed => Err(Error::Limited(wait)),
        _ => Ok(()),
    }
}

/// Leaves it at the present address.
///
/// # Errors
/// `Unauthenticated`.
pub async fn cancel_address_change(portal: &Portal, visitor: &Visitor) -> Result<()> {
    let Some((new, current)) = both(portal, visitor).await? else { return Ok(()) };
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    flow::end(tx.conn(), new.id).await?;
    flow::end(tx.conn(), current.id).await?;
    tx.commit().await
}

/// Takes the codes and, when both addresses are proven, moves. A right code stays right while the other is typed again. All
/// other sessions end, and both addresses hear of it.
///
/// # Errors
/// Fields `code`, `current_code` · `Conflict`: `CodeSpent`, `AddressTaken`, `AddressBound` · `Gone(FlowOver)` · `Unauthenticated` · `Limited`.
pub async fn confirm_address(portal: &Portal, visitor: &Visitor, current_code: &str, new_code: &str) -> Result<()> {
    let person = visitor.person()?;
    let Some((new, current)) = both(portal, visitor).await? else { return Err(Error::Gone(Rule::FlowOver)) };
    let mut fields = Fields::new();
    for (flow, code) in [(&current, current_code), (&new, new_code)] {
        if matches!(flow.stage, Stage::Proven(_)) {
            continue;
        }
        match flow::prove(portal, visitor, flow.purpose, code).await {
            Ok(_) => {}
            Err(Error::Invalid(flaws)) => flaws.into_iter().for_each(|problem| fields.flaw(problem.field, problem.flaw)),
            Err(error) => return Err(error),
        }
    }
    if !fields.is_clean() {
        return Err(fields.error());
    }

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    let current = flow::take_proven(tx.conn(), visitor, Purpose::AddressChangeCurrent, now).await?;
    let new = flow::take_proven(tx.conn(), visitor, Purpose::AddressChange, now).await?;
    is_free_to_move(&mut tx, person.person, &current.address, &new.address).await?;
    if !sql::move_address(tx.conn(), person.person, &current.address, &new.address, now).await? {
        return Err(Error::Gone(Rule::FlowOver));
    }
    end_sessions(tx.conn(), person.person, Some(person.session_hash)).await?;
    browser::forget_others(tx.conn(), person.person, visitor.browser).await?;
    let (before, after) = (current.address, new.address);
    tx.record(person.person, &visitor.origin, &PersonEvent::AddressChanged { before: before.to_string(), after: after.to_string() }).await?;
    tx.enqueue(Job::CarryPerson { person: person.person }).await?;
    let doing = Doing { at: now, device: visitor.origin.device.clone() };
    for to in [before.clone(), after.clone()] {
        let (before, after, doing) = (before.clone(), after.clone(), doing.clone());
        tx.enqueue(Job::MailAddressChanged { person: person.person, to, before, after, doing }).await?;
    }
    tx.commit().await
}

/// Within a domain whoever requires single sign-on of it requires the same.
async fn is_free_to_move(tx: &mut SystemTx, person: PersonId, from: &EmailAddress, to: &EmailAddress) -> Result<()> {
    if from.domain() != to.domain() && sql::is_bound(tx.conn(), person, from).await? {
        return Err(Error::Conflict(Rule::AddressBound));
    }
    Ok(())
}

/// Both flows of this session's person, if both run.
async fn both(portal: &Portal, visitor: &Visitor) -> Result<Option<(Flow, Flow)>> {
    visitor.person()?;
    let new = flow::find(portal, visitor, Purpose::AddressChange).await?;
    let current = flow::find(portal, visitor, Purpose::AddressChangeCurrent).await?;
    Ok(new.zip(current))
}
