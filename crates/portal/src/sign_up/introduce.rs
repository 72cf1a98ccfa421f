use crate::{
    Error, Fields, Portal, Result, Settings,
    access::Visitor,
    audit::PersonEvent,
    db::system::SystemTx,
    flow::{self, Purpose, Stage},
    password::{Password, Share},
    person::{self, NewPerson},
    session::Proof,
    sign_in::SignedInNow,
    throttle::Key,
    zone,
};
use contract::{Flaw, Locale, PersonName, Rule};

/// What the third page asks, as typed.
#[derive(Debug, Clone, Copy)]
pub struct Introduction<'a> {
    pub name: &'a str,
    pub password: &'a str,
    pub accepts_terms: bool,
    /// The version of the terms that the page showed.
    pub terms_version: &'a str,
    pub locale: Locale,
    /// The browser's guess; may be anything.
    pub zone: &'a str,
}

impl Introduction<'_> {
    /// The version of the terms that is accepted with this: today's. A page that has stood open since they were others is none.
    pub(crate) fn accepted_terms(&self, settings: &Settings) -> std::result::Result<String, Flaw> {
        match (self.accepts_terms, self.terms_version == settings.terms_version) {
            (false, _) => Err(Flaw::NotAccepted),
            (true, false) => Err(Flaw::Expired),
            (true, true) => Ok(settings.terms_version.clone()),
        }
    }
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
    let terms = fields.read("terms", typed.accepted_terms(&portal.settings));
    let (Some(name), Some(password), Some(terms_version)) = (name, password, terms) else { return Err(fields.error()) };
    let hash = portal.passwords.hash(password, Share::Known(Key::address(&flow.address)), &portal.chance).await?;

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
        terms_version,
    };
    person::create(tx.conn(), now, &person).await?;
    tx.record(person.id, &visitor.origin, &PersonEvent::SignedUp).await?;
    tx.commit().await?;
    Ok(SignedInNow { person: person.id, by: Proof::Password, generation: None, next: flow.next })
}
