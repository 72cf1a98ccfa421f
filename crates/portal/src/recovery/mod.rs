//! Recovery: a code to the address, then a new password. It ends every other session and forgets every other browser.

use crate::{
    Error, Portal, Result,
    access::Visitor,
    account::end_sessions,
    audit::PersonEvent,
    browser,
    db::system::SystemTx,
    flow::{self, Again, Asked, Purpose, Stage},
    jobs::Job,
    mail::Doing,
    password::{Password, Share},
    person,
    session::Proof,
    sign_in::SignedInNow,
    throttle::Key,
};
use contract::{EmailAddress, Locale, Rule};

/// Where this browser is in recovering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Address,
    Code {
        address: EmailAddress,
        again: Again,
    },
    /// The address is proven: choose a password.
    Password {
        address: EmailAddress,
    },
}

/// Takes the address and has a code mailed to it; the mail says when there is no account.
///
/// # Errors
/// Field `address` · `Limited`.
pub async fn begin(portal: &Portal, visitor: &Visitor, address: &str, locale: Locale) -> Result<()> {
    let address = EmailAddress::parse(address).map_err(|flaw| Error::field("address", flaw))?;
    flow::ask(portal, visitor, Purpose::Recovery, &Asked { address, person: None, locale, next: None }).await
}

/// Where this browser is in recovering.
pub async fn resume(portal: &Portal, visitor: &Visitor) -> Result<Step> {
    let Some(flow) = flow::find(portal, visitor, Purpose::Recovery).await? else { return Ok(Step::Address) };
    Ok(match flow.stage {
        Stage::Named => Step::Address,
        Stage::Mailed(mailed) => Step::Code { address: flow.address, again: mailed.again(portal.clock.now()) },
        Stage::Proven(_) => Step::Password { address: flow.address },
    })
}

/// Proves the address by the code.
///
/// # Errors
/// As [`flow::prove`].
pub async fn confirm(portal: &Portal, visitor: &Visitor, code: &str) -> Result<()> {
    flow::prove(portal, visitor, Purpose::Recovery, code).await?;
    Ok(())
}

/// Takes the new password, signs out everything else, ends what other browsers have proven to choose one, tells the person by mail, and signs in here.
///
/// # Errors
/// Field `password` · `Gone(FlowOver)` · `Unavailable`.
pub async fn finish(portal: &Portal, visitor: &Visitor, password: &str) -> Result<SignedInNow> {
    let proven = flow::find(portal, visitor, Purpose::Recovery).await?.filter(|flow| matches!(flow.stage, Stage::Proven(_)));
    let flow = proven.ok_or(Error::Gone(Rule::FlowOver))?;
    let person = person::find_by_address(&portal.db.web, &flow.address).await?.ok_or(Error::Gone(Rule::FlowOver))?;
    let known_words = [person.name.as_str(), person.address.as_str(), &portal.settings.vendor];
    let password = Password::choose(password, &known_words).map_err(|flaw| Error::field("password", flaw))?;
    let hash = portal.passwords.hash(password, Share::Known(Key::address(&flow.address)), &portal.chance).await?;

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    person::hold(tx.conn(), person.id).await?;
    if !flow::proves_owner(tx.conn(), flow.id).await? {
        return Err(Error::Gone(Rule::FlowOver));
    }
    flow::take_proven(tx.conn(), visitor, Purpose::Recovery, now).await?;
    flow::end_proven(tx.conn(), Purpose::Recovery, &person.address).await?;
    person::set_password(tx.conn(), now, person.id, &hash).await?;
    // Whoever is signed in here as the same person goes on with that session.
    let here = visitor.signed_in.as_ref().filter(|here| here.person == person.id).map(|here| here.session_hash);
    let generation = end_sessions(tx.conn(), person.id, here).await?;
    browser::forget_others(tx.conn(), person.id, visitor.browser).await?;
    tx.record(person.id, &visitor.origin, &PersonEvent::PasswordRecovered).await?;
    let doing = Doing { at: now, device: visitor.origin.device.clone() };
    tx.enqueue(Job::MailPasswordChanged { person: person.id, doing }).await?;
    tx.commit().await?;
    Ok(SignedInNow { person: person.id, by: Proof::Code, generation: Some(generation), next: None })
}
