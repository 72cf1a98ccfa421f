use crate::{
    Portal, Result,
    access::Visitor,
    audit::PersonEvent,
    db::system::SystemTx,
    flow::{self, Purpose},
    person::{self, Generation},
    session::Proof,
};
use contract::{LocalPath, PersonId};

/// Somebody was proven just now. The web layer makes a session of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct SignedInNow {
    pub person: PersonId,
    pub by: Proof,
    /// The person's, as it was when their own proof was looked at. `None`: nothing of theirs was looked at, who are new or whom a provider has
    /// proven.
    pub generation: Option<Generation>,
    /// Where they were going.
    pub next: Option<LocalPath>,
}

/// Spends a flow's proof on signing in.
///
/// # Errors
/// `Gone(FlowOver)` when it was spent meanwhile.
pub(crate) async fn let_in(portal: &Portal, visitor: &Visitor, purpose: Purpose, person: PersonId, by: Proof) -> Result<SignedInNow> {
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    let generation = person::generation(tx.conn(), person).await?;
    let flow = flow::take_proven(tx.conn(), visitor, purpose, now).await?;
    tx.record(person, &visitor.origin, &PersonEvent::SignedIn { by }).await?;
    tx.commit().await?;
    Ok(SignedInNow { person, by, generation: Some(generation), next: flow.next })
}
