use super::{Asked, Flow, Mailed, ProvenBy, Purpose, Stage};
use crate::{Error, Result, secret::SecretHash};
use contract::{EmailAddress, FlowId, LocalPath, Locale, PersonId};
use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    purpose: String,
    id: Uuid,
    address: String,
    person_id: Option<Uuid>,
    locale: String,
    next_path: Option<String>,
    sends: i32,
    sent_at: Option<OffsetDateTime>,
    verified_by: Option<String>,
    expires_at: OffsetDateTime,
}

impl TryFrom<Row> for Flow {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let stage = match (row.verified_by.as_deref(), row.sent_at) {
            (Some("link"), _) => Stage::Proven(ProvenBy::Link),
            (Some(_), _) => Stage::Proven(ProvenBy::Code),
            (None, Some(last_at)) => Stage::Mailed(Mailed { sends: row.sends, last_at, until: row.expires_at }),
            (None, None) => Stage::Named,
        };
        Ok(Self {
            id: FlowId(row.id),
            purpose: Purpose::from_key(&row.purpose).ok_or_else(|| Error::internal("a flow of unknown purpose"))?,
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            person: row.person_id.map(PersonId),
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            next: row.next_path.and_then(|path| LocalPath::parse(&path).ok()),
            stage,
        })
    }
}

pub(super) struct Begun<'a> {
    pub holder: SecretHash,
    pub purpose: Purpose,
    pub id: FlowId,
    pub asked: &'a Asked,
    pub device: &'a str,
    pub now: OffsetDateTime,
}

/// Begins a flow in place of one for another address; one for the same address goes on, unless its proof was for signing in
/// and went unused. Naming it again costs no mail once it is proven, so it prolongs no proof.
pub(super) async fn begin(db: &mut PgConnection, begun: Begun<'_>) -> Result<Flow> {
    let Begun { holder, purpose, id, asked, device, now } = begun;
    sqlx::query!(
        "delete from door_flow
          where holder_hash = $1 and purpose = $2
            and (address <> $3 or person_id is distinct from $4 or expires_at <= $5 or (purpose = 'sign_in' and verified_at is not null))",
        holder.as_slice(),
        purpose.key(),
        asked.address.as_str(),
        asked.person.map(|person| person.0),
        now
    )
    .execute(&mut *db)
    .await?;
    sqlx::query_as!(
        Row,
        "insert into door_flow (holder_hash, purpose, id, address, person_id, locale, next_path, device, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (holder_hash, purpose) do update
            set locale = excluded.locale, next_path = excluded.next_path,
                expires_at = case when door_flow.verified_at is null then greatest(door_flow.expires_at, excluded.expires_at)
                                  else door_flow.expires_at end
         returning purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at",
        holder.as_slice(),
        purpose.key(),
        id.0,
        asked.address.as_str(),
        asked.person.map(|person| person.0),
        asked.locale.tag(),
        asked.next.as_ref().map(LocalPath::as_str),
        device,
        now,
        now + Purpose::UNPROVEN_FOR
    )
    .fetch_one(db)
    .await?
    .try_into()
}

pub(super) async fn find(db: impl PgExecutor<'_>, holder: SecretHash, purpose: Purpose, now: OffsetDateTime) -> Result<Option<Flow>> {
    sqlx::query_as!(
        Row,
        "select purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at
           from door_flow where holder_hash = $1 and purpose = $2 and expires_at > $3",
        holder.as_slice(),
        purpose.key(),
        now
    )
    .fetch_optional(db)
    .await?
    .map(TryInto::try_into)
    .transpose()
}

pub(super) async fn lock(db: &mut PgConnection, holder: SecretHash, purpose: Purpose, now: OffsetDateTime) -> Result<Option<Flow>> {
    sqlx::query_as!(
        Row,
        "select purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at
           from door_flow where holder_hash = $1 and purpose = $2 and expires_at > $3
            for update",
        holder.as_slice(),
        purpose.key(),
        now
    )
    .fetch_optional(db)
    .await?
    .map(TryInto::try_into)
    .transpose()
}

pub(super) async fn linked(db: impl PgExecutor<'_>, holder: SecretHash, link: SecretHash, now: OffsetDateTime) -> Result<Option<Flow>> {
    sqlx::query_as!(
        Row,
        "select purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at
           from door_flow where holder_hash = $1 and link_hash = $2 and expires_at > $3 and code_expires_at > $3",
        holder.as_slice(),
        link.as_slice(),
        now
    )
    .fetch_optional(db)
    .await?
    .map(TryInto::try_into)
    .transpose()
}

/// Notes that a further mail was asked for, and answers which one it is.
pub(super) async fn mailed(db: &mut PgConnection, flow: FlowId, now: OffsetDateTime) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        "update door_flow set sends = sends + 1, sent_at = $2, expires_at = $3 where id = $1 returning sends",
        flow.0,
        now,
        now + Purpose::UNPROVEN_FOR
    )
    .fetch_one(db)
    .await?)
}

pub(super) struct Tried {
    pub code_hmac: Option<Vec<u8>>,
    pub code_expires_at: Option<OffsetDateTime>,
}

/// Counts a try before anything is compared; `None` when the code has had its five, or the flow is proven or over.
pub(super) async fn try_code(db: &mut PgConnection, flow: FlowId, now: OffsetDateTime) -> Result<Option<Tried>> {
    Ok(sqlx::query_as!(
        Tried,
        "update door_flow set code_tries = code_tries + 1
          where id = $1 and expires_at > $2 and verified_at is null and code_tries < 5
         returning code_hmac, code_expires_at",
        flow.0,
        now
    )
    .fetch_optional(db)
    .await?)
}

pub(super) async fn proven(db: &mut PgConnection, flow: FlowId, by: ProvenBy, now: OffsetDateTime, until: OffsetDateTime) -> Result<Option<Flow>> {
    let by = match by {
        ProvenBy::Code => "code",
        ProvenBy::Link => "link",
    };
    sqlx::query_as!(
        Row,
        "update door_flow
            set verified_at = coalesce(verified_at, $2), verified_by = coalesce(verified_by, $3), code_hmac = null,
                expires_at = case when verified_at is null then $4 else expires_at end
          where id = $1 and expires_at > $2
         returning purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at",
        flow.0,
        now,
        by,
        until
    )
    .fetch_optional(db)
    .await?
    .map(TryInto::try_into)
    .transpose()
}

pub(super) async fn take_proven(db: &mut PgConnection, holder: SecretHash, purpose: Purpose, now: OffsetDateTime) -> Result<Option<Flow>> {
    sqlx::query_as!(
        Row,
        "delete from door_flow where holder_hash = $1 and purpose = $2 and expires_at > $3 and verified_at is not null
         returning purpose, id, address, person_id, locale, next_path, sends, sent_at, verified_by, expires_at",
        holder.as_slice(),
        purpose.key(),
        now
    )
    .fetch_optional(db)
    .await?
    .map(TryInto::try_into)
    .transpose()
}

/// Ends a flow, proven or not.
pub(crate) async fn end(db: &mut PgConnection, flow: FlowId) -> Result<()> {
    sqlx::query!("delete from door_flow where id = $1", flow.0).execute(db).await?;
    Ok(())
}

/// Whether the flow was proven by whoever has the account at its address: a proof from before the account was there is somebody else's.
pub(crate) async fn proves_owner(db: impl PgExecutor<'_>, flow: FlowId) -> Result<bool> {
    let proves = sqlx::query_scalar!(
        r#"select exists (select from door_flow f join person p on p.address = f.address
                           where f.id = $1 and f.verified_at >= p.address_verified_at) as "proves!""#,
        flow.0
    );
    Ok(proves.fetch_one(db).await?)
}

/// Ends whatever was proven of that address for that purpose, in whichever browser.
pub(crate) async fn end_proven(db: &mut PgConnection, purpose: Purpose, address: &EmailAddress) -> Result<()> {
    sqlx::query!("delete from door_flow where purpose = $1 and address = $2 and verified_at is not null", purpose.key(), address.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// A flow whose next mail the worker is about to send.
#[derive(Debug)]
pub(crate) struct Armed {
    pub holder: SecretHash,
    pub purpose: Purpose,
    pub address: EmailAddress,
    pub person: Option<PersonId>,
    pub locale: Locale,
    pub device: String,
    pub asked_at: OffsetDateTime,
}

/// The secrets of one mail, as they are kept.
pub(crate) struct Arming {
    pub code_hmac: [u8; 32],
    pub link: SecretHash,
    pub expires_at: OffsetDateTime,
}

/// Puts a new code and link in place of those before, with five new tries; `None` when a later mail was asked for meanwhile, or
/// none is needed any more.
pub(crate) async fn arm(db: impl PgExecutor<'_>, flow: FlowId, send: i32, arming: &Arming, now: OffsetDateTime) -> Result<Option<Armed>> {
    let row = sqlx::query!(
        r#"update door_flow set code_hmac = $3, link_hash = $4, code_expires_at = $5, code_tries = 0
            where id = $1 and sends = $2 and verified_at is null and expires_at > $6
           returning holder_hash, purpose, address, person_id, locale, device, sent_at as "sent_at!""#,
        flow.0,
        send,
        &arming.code_hmac[..],
        arming.link.as_slice(),
        arming.expires_at,
        now
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Armed {
            holder: SecretHash::stored(&row.holder_hash).ok_or_else(|| Error::internal("a hash of another length"))?,
            purpose: Purpose::from_key(&row.purpose).ok_or_else(|| Error::internal("a flow of unknown purpose"))?,
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            person: row.person_id.map(PersonId),
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            device: row.device,
            asked_at: row.sent_at,
        })
    })
    .transpose()
}

/// The address that the same session of this person is moving to.
pub(crate) async fn moving_to(db: impl PgExecutor<'_>, person: PersonId, holder: SecretHash) -> Result<Option<EmailAddress>> {
    let address = sqlx::query_scalar!(
        "select address from door_flow where holder_hash = $1 and purpose = 'address_change' and person_id = $2",
        holder.as_slice(),
        person.0
    )
    .fetch_optional(db)
    .await?;
    Ok(address.and_then(|address| EmailAddress::parse(&address).ok()))
}
