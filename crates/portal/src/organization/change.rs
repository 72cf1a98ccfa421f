use super::{model, sql};
use crate::{
    Error, Fields, Result,
    access::{Can, permission::ManageSettings},
    audit::Event,
    seat,
};
use contract::OrgName;

/// Gives the organisation another name. The same again is no change and no event.
///
/// # Errors
/// Field `name`.
pub async fn rename(can: &Can<ManageSettings>, name: &str) -> Result<()> {
    let name = OrgName::parse(name).map_err(|flaw| Error::field("name", flaw))?;
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    let before = sql::settings(tx.conn(), org).await?.name;
    if before == name.as_str() {
        return Ok(());
    }
    sql::set_name(tx.conn(), org, &name).await?;
    tx.commit(Event::OrganizationRenamed { before, after: name.into() }).await
}

/// Sets the language of mails to people whose own isn't known yet, and the zone in which days begin.
///
/// # Errors
/// Fields `locale`, `zone`.
pub async fn speak(can: &Can<ManageSettings>, locale: &str, zone: &str) -> Result<()> {
    let mut fields = Fields::new();
    let (locale, zone) = (fields.read("locale", model::read_locale(locale)), fields.read("zone", model::read_zone(zone)));
    let (Some(locale), Some(zone)) = (locale, zone) else { return Err(fields.error()) };
    let (mut tx, org) = (can.begin().await?, can.org_id());
    seat::lock(&mut tx).await?;
    let before = sql::settings(tx.conn(), org).await?;
    let mut events = Vec::new();
    if before.locale != locale {
        events.push(Event::OrganizationLanguageChanged { before: before.locale, after: locale });
    }
    if before.zone != zone {
        events.push(Event::OrganizationZoneChanged { before: before.zone, after: zone.clone() });
    }
    if events.is_empty() {
        return Ok(());
    }
    sql::set_locale_and_zone(tx.conn(), org, locale, &zone).await?;
    tx.commit(events).await
}

/// Whether people of an owner's domain are offered to ask to join (DECISIONS 5).
pub async fn allow_ask_to_join(can: &Can<ManageSettings>, on: bool) -> Result<()> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    if !sql::switch_ask_to_join(tx.conn(), org, on).await? {
        return Ok(());
    }
    tx.commit(Event::AskToJoinSwitched { on }).await
}

/// Whether those who invite may copy an invitation's link and carry it themselves.
pub async fn allow_copy_links(can: &Can<ManageSettings>, on: bool) -> Result<()> {
    let (mut tx, org) = (can.begin().await?, can.org_id());
    if !sql::switch_copy_links(tx.conn(), org, on).await? {
        return Ok(());
    }
    tx.commit(Event::CopyLinksSwitched { on }).await
}
