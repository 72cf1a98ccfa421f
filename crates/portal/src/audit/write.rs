use super::{Actor, Event, Events, Origin, PersonEvent};
use crate::{Result, chance::Chance, db::jsonb};
use contract::{OrgId, PersonId};
use ipnet::IpNet;
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Writes the events of one commit in one statement.
pub(crate) async fn write_events(
    db: &mut PgConnection,
    chance: &Chance,
    org: OrgId,
    now: OffsetDateTime,
    actor: &Actor,
    events: Events,
) -> Result<()> {
    let mut ids = Vec::new();
    let (mut kinds, mut details, mut haystacks) = (Vec::new(), Vec::new(), Vec::new());
    let (mut target_kinds, mut target_ids, mut target_labels) = (Vec::new(), Vec::new(), Vec::new());
    for (position, event) in (0_u16..).zip(&events.0) {
        let detail = jsonb(event)?;
        let target = event.target();
        ids.push(chance.id_in_row(now, position));
        haystacks.push(haystack(actor, event, &target.label));
        kinds.push(event.kind().key().to_owned());
        details.push(detail);
        target_kinds.push(target.kind.key().to_owned());
        target_ids.push(target.id);
        target_labels.push(target.label);
    }
    sqlx::query!(
        "insert into event (org_id, id, at, kind, actor_person_id, actor_name, actor_address, target_kind, target_id, target_label, detail, haystack, ip, device, request)
         select $1, id, $2, kind, $3, $4, $5, target_kind, target_id, target_label, detail, haystack, $6, $7, $15
           from unnest($8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::text[], $13::jsonb[], $14::text[])
             as happened (id, kind, target_kind, target_id, target_label, detail, haystack)",
        org.0,
        now,
        actor.person.map(|person| person.0),
        actor.name,
        actor.address,
        actor.origin.ip.map(IpNet::from),
        actor.origin.device,
        &ids,
        &kinds,
        &target_kinds,
        &target_ids as &[Option<uuid::Uuid>],
        &target_labels,
        &details,
        &haystacks,
        actor.origin.request,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the text filter looks through: who, whom, from where, by which request, and every value before and after, in lower case.
fn haystack(actor: &Actor, event: &Event, label: &str) -> String {
    let from = &actor.origin;
    let ip = from.ip.map(|ip| ip.to_string()).unwrap_or_default();
    let values = event.changes().into_iter().flat_map(|change| [change.before, change.after]).flatten().map(|value| value.plain());
    [actor.name.clone(), actor.address.clone(), label.to_owned(), ip, from.device.clone(), from.request.clone()]
        .into_iter()
        .chain(values)
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Writes a line of a person's own record.
pub(crate) async fn write_person_event(
    db: &mut PgConnection,
    chance: &Chance,
    now: OffsetDateTime,
    person: PersonId,
    origin: &Origin,
    event: &PersonEvent,
) -> Result<()> {
    let detail = jsonb(event)?;
    let kind = detail.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned();
    sqlx::query!(
        "insert into person_event (person_id, id, at, kind, detail, ip, device) values ($1, $2, $3, $4, $5, $6, $7)",
        person.0,
        chance.id(now),
        now,
        kind,
        detail,
        origin.ip.map(IpNet::from),
        origin.device,
    )
    .execute(db)
    .await?;
    Ok(())
}
