use crate::{
    Error, Fields, Portal, Result,
    access::Visitor,
    audit::PersonEvent,
    db::system::SystemTx,
    flow::{self, Purpose, Stage},
    password::{Password, Share},
    person::{self, NewPerson},
    session::Proof,
    sign_in::SignedInNow,
    zone,
};
use contract::{Flaw, Locale, PersonName, Rule};

/// What the third page asks, as typed.
#[derive(Debug, Clone, Copy)]
pub struct Introduction<'a> {
    pub name: &'a str,
    pub password: &'a str,
    pub accepts_terms: bool,
    pub locale: Locale,
    /// The browser's guess; may be anything.
    pub zone: &'a str,
}

/// Makes a person of whoever has proven the address, and signs them in. The terms' version is recorded with them.
///
/// # Errors
/// Fields `name`, `password`, `terms` · `Gone(FlowOver)` · `Conflict(AddressTaken)` when another browser was faster ·
/// `Unavailable`.
pub async fn introduce(portal: &Portal, visitor: &Visitor, typed: Introduction<'_>) -> Result<SignedInNow> {
    let proven = flow::find(portal, visitor, Purpose::SignUp).await?.filter(|flow| matches!(flow.stage, Stage::Proven(_)));
    let flow = proven.ok_or(Error::Gone(Rule::FlowOver))?;
    let mut fields = Fields::new();
    let name = fields.read("name", PersonName::parse(typed.name));
    let known_words = [typed.name, flow.address.as_str(), &portal.settings.vendor];
    let password = fields.read("password", Password::choose(typed.password, &known_words));
    if !typed.accepts_terms {
        fields.flaw("terms", Flaw::NotAccepted);
    }
    let (Some(name), Some(password), true) = (name, password, typed.accepts_terms) else { return Err(fields.error()) };
    let hash = portal.passwords.hash(password, Share::Known, &portal.chance).await?;

    let mut tx = SystemTx::open(portal, &portal.db.web).await?;
    let now = tx.now();
    let flow = flow::take_proven(tx.conn(), visitor, Purpose::SignUp, now).await?;
    let person = NewPerson {
        id: tx.new_id(),
        address: flow.address,
        name,
        locale: typed.locale,
        zone: zone::parse(typed.zone).unwrap_or_else(|_| "UTC".to_owned()),
        password_hash: Some(hash),
        terms_version: portal.settings.terms_version.clone(),
    };
    person::create(tx.conn(), now, &person).await?;
    tx.record(person.id, &visitor.origin, &PersonEvent::SignedUp).await?;
    tx.commit().await?;
    Ok(SignedInNow { person: person.id, by: Proof::Password, next: flow.next })
}
