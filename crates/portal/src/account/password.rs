use super::{end_sessions, sql};
use crate::{
    Error, Fields, Portal, Result,
    access::Visitor,
    audit::PersonEvent,
    browser,
    db::system::SystemTx,
    flow::{self, Purpose},
    jobs::Job,
    mail::Doing,
    password::{Password, Share, attempt},
    person,
    throttle::{Key, limits},
};
use contract::Flaw;

/// Whether the person has a password at all; without one they choose it by recovery.
///
/// # Errors
/// `Unauthenticated`.
pub async fn has_password(portal: &Portal, visitor: &Visitor) -> Result<bool> {
    Ok(sql::password(&portal.db.web, visitor.person()?.person).await?.is_some())
}

/// Changes the password, ends every other session, and tells the person by mail.
///
/// # Errors
/// Fields `current` (`Wrong`), `password` · `Unauthenticated` · `Limited` after many wrong ones · `Unavailable`.
pub async fn change_password(portal: &Portal, visitor: &Visitor, current: &str, new: &str) -> Result<()> {
    let person = visitor.person()?;
    let known_words = [person.name.as_str(), person.address.as_str(), &portal.settings.vendor];
    let mut fields = Fields::new();
    let current = fields.read("current", Password::parse(current));
    let new = fields.read("password", Password::choose(new, &known_words));
    let (Some(current), Some(new)) = (current, new) else { return Err(fields.error()) };

    let counted = [(limits::PASSWORD_FOR_ACCOUNT, Key::address_from(&person.address, person.session_hash))];
    let share = Share::Known(Key::address(&person.address));
    let generation = person::generation(&portal.db.web, person.person).await?;
    let kept = sql::password(&portal.db.web, person.person).await?;
    if !attempt(portal, &person.address, current, kept, share, &counted).await? {
        return Err(Error::field("current", Flaw::Wrong));
    }
    let hash = portal.passwords.hash(new, share, &portal.chance).await?;

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    person::hold(tx.conn(), person.person).await?;
    if person::generation(tx.conn(), person.person).await? != generation {
        // All sessions were ended meanwhile, this one too: by a recovery, whose password is the one that holds.
        return Err(Error::Unauthenticated);
    }
    person::set_password(tx.conn(), now, person.person, &hash).await?;
    flow::end_proven(tx.conn(), Purpose::Recovery, &person.address).await?;
    end_sessions(tx.conn(), person.person, Some(person.session_hash)).await?;
    browser::forget_others(tx.conn(), person.person, visitor.browser).await?;
    tx.record(person.person, &visitor.origin, &PersonEvent::PasswordChanged).await?;
    let doing = Doing { at: now, device: visitor.origin.device.clone() };
    tx.enqueue(Job::MailPasswordChanged { person: person.person, doing }).await?;
    tx.commit().await
}
