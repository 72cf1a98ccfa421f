use super::{
    look::{self, Look},
    model::{Asked, Change, Finding, Step, value},
    name::DomainName,
    sql,
};
use crate::{
    Error, Portal, Result,
    access::{Can, acting, permission::ManageSignIn},
    audit::{Actor, Event, Unrecorded},
    db::{TenantRead, TenantTx},
    jobs::{DomainNews, Job},
    throttle::{self, Key, limits},
};
use contract::{DomainId, OrgId, Rule};
use time::OffsetDateTime;

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It is there.
    Proven,
    /// It isn't, or not everywhere yet.
    NotYet,
    /// It is there, and the domain can't be had: the claim is written down.
    Refused,
}

/// A domain as it was when somebody went to look.
struct Asking {
    domain: DomainId,
    name: DomainName,
    token: String,
    asked: Asked,
}

/// Looks now.
///
/// # Errors
/// `NotFound` · `Limited`.
pub async fn check_now(can: &Can<ManageSignIn>, id: DomainId) -> Result<Checked> {
    let asking = {
        let mut tx = can.begin().await?;
        acting::<ManageSignIn>(&mut tx, can.membership()).await?;
        let now = tx.now();
        let (org, counted) = (tx.org(), [(limits::CHECKS_OF_DOMAIN, Key::domain(id)), (limits::CHECKS_OF_ORGANIZATION, Key::org(tx.org()))]);
        let (name, token) = sql::to_check(tx.conn(), org, id, None).await?.ok_or(Error::NotFound)?;
        throttle::count(tx.conn(), now, &counted).await?;
        tx.commit_unrecorded(Unrecorded::DomainChecked).await?;
        Asking { domain: id, name, token, asked: Asked::ByPerson }
    };
    let look = look::look(can.portal(), &asking.name, &asking.token).await?;
    match accept(can.begin().await?, &asking, &look).await {
        Err(Error::Conflict(Rule::DomainHeld)) => refuse(can.begin().await?, &asking, &look).await,
        checked => checked,
    }
}

/// Looks because it is time to; not any more when somebody has looked meanwhile.
pub(crate) async fn check_due(portal: &Portal, org: OrgId, id: DomainId, due: OffsetDateTime) -> Result<()> {
    let found = {
        let mut read = TenantRead::open(&portal.db.worker, org).await?;
        sql::to_check(read.conn(), org, id, Some(due)).await?
    };
    let Some((name, token)) = found else { return Ok(()) };
    let asking = Asking { domain: id, name, token, asked: Asked::BySchedule };
    let look = look::look(portal, &asking.name, &asking.token).await?;
    let begin = || TenantTx::open(portal, &portal.db.worker, org, Actor::portal());
    let checked = match accept(begin().await?, &asking, &look).await {
        Err(Error::Conflict(Rule::DomainHeld)) => refuse(begin().await?, &asking, &look).await,
        checked => checked,
    };
    match checked {
        Ok(_) | Err(Error::NotFound) => Ok(()), // removed meanwhile
        Err(error) => Err(error),
    }
}

/// Writes down what was seen, and what follows.
///
/// # Errors
/// `NotFound` when the domain was removed meanwhile · `Conflict(DomainHeld)` when its index says that somebody else has it.
async fn accept(mut tx: TenantTx, asking: &Asking, look: &Look) -> Result<Checked> {
    let (org, now) = (tx.org(), tx.now());
    let before = sql::lock(tx.conn(), org, asking.domain, &asking.token).await?.ok_or(Error::NotFound)?;
    let finding = look.finding(&value(&asking.token));
    let step = before.after(finding, asking.asked, now);
    write(&mut tx, asking, look, &step, false).await?;
    let event = match step.change {
        None => None,
        Some(change) => Some(announce(&mut tx, asking, change).await?),
    };
    match event {
        Some(event) => tx.commit(event).await?,
        None => tx.commit_unrecorded(Unrecorded::DomainChecked).await?,
    }
    Ok(if matches!(finding, Finding::Seen(_)) { Checked::Proven } else { Checked::NotYet })
}

/// Writes down a proof of a domain that isn't to be had, for support; the first time in the record too.
async fn refuse(mut tx: TenantTx, asking: &Asking, look: &Look) -> Result<Checked> {
    let (org, now) = (tx.org(), tx.now());
    let before = sql::lock(tx.conn(), org, asking.domain, &asking.token).await?.ok_or(Error::NotFound)?;
    write(&mut tx, asking, look, &before.refused(asking.asked, now), true).await?;
    if sql::claim(tx.conn(), org, &asking.name, now).await? {
        tx.commit(Event::DomainClaimRefused { domain: asking.domain, name: asking.name.unicode() }).await?;
    } else {
        tx.commit_unrecorded(Unrecorded::DomainChecked).await?;
    }
    Ok(Checked::Refused)
}

async fn write(tx: &mut TenantTx, asking: &Asking, look: &Look, step: &Step, refused: bool) -> Result<()> {
    let (org, now, id) = (tx.org(), tx.now(), tx.new_id());
    sql::set_standing(tx.conn(), org, asking.domain, step, now).await?;
    sql::keep_check(tx.conn(), org, id, asking.domain, now, look, refused).await?;
    if let Some(due) = step.next {
        tx.enqueue_at(due, Job::CheckDomain { org, domain: asking.domain, due }).await?;
    }
    Ok(())
}

/// Tells those who can do something about it.
async fn announce(tx: &mut TenantTx, asking: &Asking, change: Change) -> Result<Event> {
    let (org, domain, name) = (tx.org(), asking.domain, asking.name.unicode());
    let (event, news) = match change {
        Change::Proven(method) => (Event::DomainProven { domain, name, method: method.key().to_owned() }, None),
        Change::Missing { until } => (Event::DomainMissing { domain, name, until }, Some(DomainNews::Missing { until })),
        Change::Lost => (Event::DomainLost { domain, name }, Some(DomainNews::Lost)),
    };
    if let Some(news) = news {
        for to in sql::those_who_manage(tx.conn(), org).await? {
            tx.enqueue(Job::MailDomain { org, domain, to, news: news.clone() }).await?;
        }
    }
    Ok(event)
}
