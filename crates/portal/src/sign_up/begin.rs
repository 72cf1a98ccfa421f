use super::is_near_its_limit;
use crate::{
    Error, Portal, Result,
    access::Visitor,
    db::system::SystemTx,
    flow::{Asked, Purpose, ask_in},
    proof_of_work::{self, Answer},
    throttle::{self, Key, limits},
};
use contract::{EmailAddress, Locale};

/// Takes the address and has a code mailed to it, whether or not it is somebody's already: only the mail says so.
///
/// # Errors
/// Field `address` · `Conflict(ProofOfWorkNeeded)` · `Limited`.
pub async fn begin(portal: &Portal, visitor: &Visitor, address: &str, locale: Locale, answer: Answer<'_>) -> Result<()> {
    let address = EmailAddress::parse(address).map_err(|flaw| Error::field("address", flaw))?;
    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    if is_near_its_limit(tx.conn(), portal, visitor).await? {
        proof_of_work::accept(tx.conn(), portal, visitor, answer, now).await?;
    }
    throttle::count(tx.conn(), now, &[(limits::SIGN_UP_FROM_BLOCK, Key::block(visitor.origin.ip))]).await?;
    ask_in(&mut tx, visitor, Purpose::SignUp, &Asked { address, person: None, locale, next: None }).await?;
    tx.commit().await
}
