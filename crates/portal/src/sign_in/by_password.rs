use super::{SignedInNow, sql};
use crate::{
    Error, Portal, Result,
    access::Visitor,
    audit::PersonEvent,
    db::system::SystemTx,
    flow::{self, Purpose},
    password::{Password, Share, attempt},
    secret::SecretHash,
    session::Proof,
    throttle::{Key, Limit, limits},
};
use contract::{EmailAddress, Flaw, Rule};

/// Signs in by password: one answer, one set of queries and one run of argon2 for every wrong one, whoever's address it is.
///
/// # Errors
/// Field `password` (`Missing`, `TooLong`, `Wrong`) · `Gone(FlowOver)` · `Limited` after many wrong ones, or very many right ones · `Unavailable`.
pub async fn by_password(portal: &Portal, visitor: &Visitor, password: &str) -> Result<SignedInNow> {
    let password = Password::parse(password).map_err(|flaw| Error::field("password", flaw))?;
    let flow = flow::find(portal, visitor, Purpose::SignIn).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    let now = portal.clock.now();
    let mut db = portal.db.web.acquire().await?;
    let account = sql::account(&mut db, &flow.address, visitor.browser, now).await?;
    let known = visitor.browser.filter(|_| account.as_ref().is_some_and(|account| account.knows_browser));
    let counted = attempts(&flow.address, visitor, known);
    drop(db);

    let (person, hash) = account.map_or((None, None), |account| (Some((account.person, account.generation)), account.hash));
    let share = if known.is_some() { Share::Known(Key::address(&flow.address)) } else { Share::Strangers };
    let right = attempt(portal, &flow.address, password, hash, share, &counted).await?;
    let Some((person, generation)) = person.filter(|_| right) else { return Err(Error::field("password", Flaw::Wrong)) };

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    flow::end(tx.conn(), flow.id).await?;
    tx.record(person, &visitor.origin, &PersonEvent::SignedIn { by: Proof::Password }).await?;
    tx.commit().await?;
    Ok(SignedInNow { person, by: Proof::Password, generation: Some(generation), next: flow.next })
}

/// What an attempt counts against: for a browser that the account knows, its own counter; for strangers, one that they share
/// and their address block's.
fn attempts(address: &EmailAddress, visitor: &Visitor, known: Option<SecretHash>) -> Vec<(Limit, Key)> {
    match known {
        Some(browser) => vec![(limits::PASSWORD_FOR_ACCOUNT, Key::address_from(address, browser))],
        None => vec![(limits::PASSWORD_FOR_ACCOUNT, Key::address(address)), (limits::PASSWORD_FROM_BLOCK, Key::block(visitor.origin.ip))],
    }
}
