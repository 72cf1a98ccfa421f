use super::Worker;
use crate::{
    Result,
    flow::{self, Armed, Arming, Purpose},
    mail::{
        AddressCode, AddressTaken, CurrentAddressCode, Doing, InvitationCode, Letter, RecoveryCode, RecoveryUnknown, SignInCode, SignInUnknown,
        SignUpCode, SignUpKnown,
    },
    person::{self, Known},
    secret::Secret,
};
use contract::FlowId;
use time::Duration;

/// How long a code and its link work.
const WORKS_FOR: Duration = Duration::minutes(10);

/// Mints a flow's code and link, and mails them (DECISIONS 9). Done again after a failure it mints new ones; a code is minted for
/// addresses that are nobody's too, so that a flow behaves the same whoever's address was named.
pub(super) async fn run(worker: &Worker, flow: FlowId, send: i32) -> Result<()> {
    let (portal, now) = (&worker.portal, worker.portal.clock.now());
    let (code, link) = (portal.chance.code(), Secret::new(&portal.chance));
    let arming = Arming { code_hmac: portal.key.mac("code", &[flow.0.as_bytes(), code.as_bytes()]), link: link.hash(), expires_at: now + WORKS_FOR };
    let Some(armed) = flow::arm(&portal.db.worker, flow, send, &arming, now).await? else { return Ok(()) };
    let known = person::find_by_address(&portal.db.worker, &armed.address).await?;
    let link = format!("{}/l/{}", portal.settings.origin, link.reveal());
    let letter = letter(worker, &armed, known.as_ref(), &code, link).await?;
    worker.postman.send(portal, &armed.address, &letter).await
}

/// The words for whoever reads that mailbox: the page says the same to everybody, the mail says what is so.
async fn letter(worker: &Worker, armed: &Armed, known: Option<&Known>, code: &str, link: String) -> Result<Letter> {
    let settings = &worker.portal.settings;
    let vendor = settings.vendor.as_str();
    let sign_up = format!("{}/sign-up", settings.origin);
    let doing = &Doing { at: armed.asked_at, device: armed.device.clone() };
    let (locale, zone) = known.map_or((armed.locale, "UTC"), |known| (known.locale, known.zone.as_str()));
    Ok(match (armed.purpose, known) {
        (Purpose::SignUp, None) => SignUpCode { code, link, doing }.letter(locale, zone, vendor),
        (Purpose::SignUp, Some(_)) => SignUpKnown { code, link, doing }.letter(locale, zone, vendor),
        (Purpose::SignIn, Some(_)) => SignInCode { code, link, doing }.letter(locale, zone, vendor),
        (Purpose::SignIn, None) => SignInUnknown { sign_up, doing }.letter(locale, zone, vendor),
        (Purpose::Recovery, Some(_)) => RecoveryCode { code, link, doing }.letter(locale, zone, vendor),
        (Purpose::Recovery, None) => RecoveryUnknown { sign_up, doing }.letter(locale, zone, vendor),
        (Purpose::Invitation, _) => InvitationCode { code, link, doing }.letter(locale, zone),
        (Purpose::AddressChange, None) => AddressCode { code, doing }.letter(locale, zone, vendor),
        (Purpose::AddressChange, Some(_)) => AddressTaken { doing }.letter(locale, zone, vendor),
        (Purpose::AddressChangeCurrent, _) => {
            let moving_to = match armed.person {
                Some(person) => flow::moving_to(&worker.portal.db.worker, person, armed.holder).await?,
                None => None,
            };
            let new_address = moving_to.as_ref().map_or("…", |address| address.as_str());
            CurrentAddressCode { code, new_address, doing }.letter(locale, zone, vendor)
        }
    })
}
