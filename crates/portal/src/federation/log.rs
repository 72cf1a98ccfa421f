//! Every answer of a provider, for those who look after sign-in: what was checked, what it came to, and the reference that the person saw.

use super::model::{Decision, Report};
use crate::{
    Error, Portal, Result,
    access::{Can, Visitor, permission::SeeSignIn},
    audit::{Actor, Unrecorded},
    chance::Chance,
    db::{TenantTx, jsonb},
    throttle::{self, Key, limits},
};
use contract::{ConnectionId, OrgId, OrgSlug, PersonId};
use ipnet::IpNet;
use sqlx::PgConnection;
use std::net::IpAddr;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long it is kept.
pub const KEPT: Duration = Duration::days(30);
/// How many lines a page has.
const PAGE: usize = 50;
/// As many old lines as one answer has taken away, at most: it holds the organisation's row meanwhile.
const FORGOTTEN_AT_ONCE: i64 = 100;

/// What an answer came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    In,
    /// They asked to join.
    Asked,
    /// The provider has proven them, and there is no place for them here.
    NotLetIn,
    /// A check failed.
    Refused,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::In, Self::Asked, Self::NotLetIn, Self::Refused];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Asked => "asked",
            Self::NotLetIn => "not_let_in",
            Self::Refused => "refused",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// One line.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: Uuid,
    pub at: OffsetDateTime,
    pub connection: ConnectionId,
    /// What the person saw, if they saw one.
    pub reference: String,
    pub outcome: Outcome,
    /// The first failure's, of the catalogue.
    pub code: Option<String>,
    /// As asserted; of people whom the connection may speak for alone.
    pub address: Option<String>,
    pub person: Option<PersonId>,
    /// Without the values of attributes.
    pub report: Report,
    pub ip: Option<IpAddr>,
    pub device: String,
}

/// Some lines, newest first, and where the next begin.
#[derive(Debug, Clone)]
pub struct Listing {
    pub entries: Vec<Entry>,
    pub older: Option<Uuid>,
}

/// A connection's answers, newest first, from `before` on: all, or only those that let nobody in.
pub async fn list(can: &Can<SeeSignIn>, connection: ConnectionId, refused: bool, before: Option<Uuid>) -> Result<Listing> {
    let mut read = can.read().await?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, at, connection_id, reference, outcome, code, address, person_id, report, ip, device
             from sso_log
            where org_id = $1 and connection_id = $2 and ($3::uuid is null or id < $3) and (not $5 or outcome in ('refused', 'not_let_in'))
            order by id desc limit $4"#,
        can.org_id().0,
        connection.0,
        before,
        i64::try_from(PAGE + 1).unwrap_or(i64::MAX),
        refused
    );
    let mut entries = rows.fetch_all(read.conn()).await?.into_iter().map(Row::entry).collect::<Result<Vec<_>>>()?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).map(|entry| entry.id);
    Ok(Listing { entries, older })
}

/// One answer.
pub async fn find(can: &Can<SeeSignIn>, connection: ConnectionId, id: Uuid) -> Result<Option<Entry>> {
    let mut read = can.read().await?;
    let row = sqlx::query_as!(
        Row,
        r#"select id, at, connection_id, reference, outcome, code, address, person_id, report, ip, device
             from sso_log where org_id = $1 and connection_id = $2 and id = $3"#,
        can.org_id().0,
        connection.0,
        id
    );
    row.fetch_optional(read.conn()).await?.map(Row::entry).transpose()
}

/// The answer that somebody saw this reference for, however they wrote or dictated it: letters of either size, with or without hyphens and `sso`.
pub async fn by_reference(can: &Can<SeeSignIn>, reference: &str) -> Result<Option<Entry>> {
    let mut read = can.read().await?;
    let row = sqlx::query_as!(
        Row,
        r#"select id, at, connection_id, reference, outcome, code, address, person_id, report, ip, device
             from sso_log where org_id = $1 and reference = $2 order by id desc limit 1"#,
        can.org_id().0,
        as_written(reference)
    );
    row.fetch_optional(read.conn()).await?.map(Row::entry).transpose()
}

/// Where the log with this reference is, for a member of its organisation; whether they may see it is that page's to say.
///
/// # Errors
/// `Unauthenticated` · `NotFound` for everybody else.
pub async fn lead(portal: &Portal, visitor: &Visitor, reference: &str) -> Result<(OrgSlug, ConnectionId)> {
    let person = visitor.anybody()?;
    let row = sqlx::query!(
        r#"select slug as "slug!", connection_id as "connection_id!" from log_of_reference($1, $2)"#,
        as_written(reference),
        person.person.0
    );
    let row = row.fetch_optional(&portal.db.web).await?.ok_or(Error::NotFound)?;
    let slug = OrgSlug::parse(&row.slug).map_err(|flaw| Error::internal(flaw.to_string()))?;
    portal.enter(visitor, &slug).await.and_then(|here| here.can::<SeeSignIn>()).map_err(|error| match error {
        Error::Forbidden | Error::Suspended | Error::Gone(_) => Error::NotFound,
        other => other,
    })?;
    Ok((slug, ConnectionId(row.connection_id)))
}

struct Row {
    id: Uuid,
    at: OffsetDateTime,
    connection_id: Uuid,
    reference: String,
    outcome: String,
    code: Option<String>,
    address: Option<String>,
    person_id: Option<Uuid>,
    report: serde_json::Value,
    ip: Option<IpNet>,
    device: String,
}

impl Row {
    fn entry(self) -> Result<Entry> {
        Ok(Entry {
            id: self.id,
            at: self.at,
            connection: ConnectionId(self.connection_id),
            reference: self.reference,
            outcome: Outcome::from_key(&self.outcome).unwrap_or(Outcome::Refused),
            code: self.code,
            address: self.address,
            person: self.person_id.map(PersonId),
            report: serde_json::from_value(self.report).map_err(Error::internal)?,
            ip: self.ip.map(|net| net.addr()),
            device: self.device,
        })
    }
}

/// A line as it is written.
pub(super) struct New<'a> {
    pub outcome: Outcome,
    pub address: Option<&'a str>,
    pub person: Option<PersonId>,
    pub report: &'a Report,
    /// Why there was no place for them.
    pub decision: Option<&'a Decision>,
}

/// Writes a line and forgets the old ones; answers its reference.
pub(super) async fn write(tx: &mut TenantTx, visitor: &Visitor, connection: ConnectionId, new: &New<'_>) -> Result<String> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id::<Uuid>());
    let reference = reference(tx.chance());
    insert(tx.conn(), org, id, now, visitor, connection, new, &reference).await?;
    Ok(reference)
}

/// Writes that an answer was refused. Of those that answer nothing of ours, only so many from one place are kept: anybody can send them.
pub(super) async fn refused(
    portal: &Portal,
    visitor: &Visitor,
    org: OrgId,
    connection: ConnectionId,
    report: &Report,
    asked: bool,
) -> Result<String> {
    let mut tx = TenantTx::open(portal, &portal.db.web, org, Actor::portal()).await?;
    let now = tx.now();
    if !asked {
        let counted = [(limits::SSO_UNASKED_FROM_BLOCK, Key::block(visitor.origin.ip))];
        match throttle::count(tx.conn(), now, &counted).await {
            Ok(()) => {}
            Err(Error::Limited(_)) => return Ok(reference(&portal.chance)),
            Err(error) => return Err(error),
        }
    }
    let new = New { outcome: Outcome::Refused, address: None, person: None, report, decision: None };
    let reference = write(&mut tx, visitor, connection, &new).await?;
    tx.commit_unrecorded(Unrecorded::SignInUnderWay).await?;
    Ok(reference)
}

#[expect(clippy::too_many_arguments, reason = "a column each")]
async fn insert(
    db: &mut PgConnection,
    org: OrgId,
    id: Uuid,
    now: OffsetDateTime,
    visitor: &Visitor,
    connection: ConnectionId,
    new: &New<'_>,
    reference: &str,
) -> Result<()> {
    let mut report = new.report.redacted();
    report.refusal = match new.decision {
        Some(Decision::Refuse { because }) => Some(*because),
        _ => None,
    };
    sqlx::query!(
        "delete from sso_log
          where org_id = $1 and id in (select id from sso_log where org_id = $1 and connection_id = $2 and id < $3 order by id limit $4)",
        org.0,
        connection.0,
        first_of(now - KEPT),
        FORGOTTEN_AT_ONCE
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into sso_log (org_id, id, connection_id, reference, at, outcome, code, address, person_id, report, ip, device)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        org.0,
        id,
        connection.0,
        reference,
        now,
        new.outcome.key(),
        report.code(),
        new.address,
        new.person.map(|person| person.0),
        jsonb(&report)?,
        visitor.origin.ip.map(IpNet::from),
        visitor.origin.device
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The least id of that instant: ids are UUIDs of version 7, which begin with their milliseconds (RFC 9562, section 5.7). The log has an index by
/// id and none by time.
pub(super) fn first_of(at: OffsetDateTime) -> Uuid {
    let millis = u64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// As a reference is kept, however somebody writes it.
fn as_written(asked: &str) -> String {
    let letters: String = asked.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let eight = letters.strip_prefix("SSO").filter(|rest| rest.len() == 8).unwrap_or(&letters);
    match eight.split_at_checked(4) {
        Some((one, other)) => format!("sso-{one}-{other}"),
        None => eight.to_owned(),
    }
}

/// `sso-7Q4K-29MX`.
fn reference(chance: &Chance) -> String {
    format!("sso-{}", chance.groups(2))
}

#[cfg(test)]
mod tests {
    use super::{as_written, first_of};
    use crate::chance::Chance;
    use time::{Duration, macros::datetime};

    #[test]
    fn ids_are_in_the_order_of_their_instants() {
        let (at, chance) = (datetime!(2026-11-02 09:00 UTC), Chance::seeded(1));
        assert!(first_of(at) < chance.id(at) && chance.id(at - Duration::MILLISECOND) < first_of(at));
    }

    #[test]
    fn a_reference_is_found_however_it_is_dictated() {
        for asked in ["sso-NVJ2-W2M1", " nvj2-w2m1", "NVJ2W2M1", "SSO nvj2 w2m1"] {
            assert_eq!(as_written(asked), "sso-NVJ2-W2M1", "{asked}");
        }
        assert_eq!(as_written("SS0NVJ2W"), "sso-SS0N-VJ2W");
        assert_eq!(as_written("?"), "");
    }
}
