//! Later work: enqueued in the transaction of its cause, done by a worker once or more (every job is idempotent), retried
//! with back-off, kept for a look when dead.
//!
//! A loop of our own over `for update skip locked`: the libraries want their own schema and rights, where here the web role
//! may only insert, and a test runs what is due under its own clock.

mod carry_person;
mod mail_address_changed;
mod mail_code;
mod mail_domain;
mod mail_invitation;
mod mail_join_decided;
mod mail_join_requested;
mod mail_member;
mod mail_organization_deleted;
mod mail_owner;
mod mail_password_changed;
mod mail_renewal_asked;
mod mail_requirement;
mod run_bulk;
mod sql;
mod worker;

pub use mail_domain::DomainNews;
pub use mail_member::MemberNews;
pub use mail_owner::OwnerNews;
pub use worker::{Worker, WorkerSettings};

use crate::{Portal, Result, bulk, connection, domain, invitation, mail::Doing, organization, sign_in_policy};
use contract::{BulkId, ConnectionId, DomainId, EmailAddress, FlowId, InvitationId, MembershipId, OrgId, PersonId, RequestId, Role};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// What can be done later. Ids only: secrets are made where they are sent (DECISIONS 9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Throws away what has expired: flows, kept forms, counters, sessions, done jobs, and when people came and went long ago. Every ten minutes.
    Sweep,
    /// Brings a person's new name or address to their memberships (DECISIONS 22).
    CarryPerson {
        person: PersonId,
    },
    /// Mints and mails the code of a door flow; `send` tells a mail asked for later from this one.
    MailCode {
        flow: FlowId,
        send: i32,
    },
    MailPasswordChanged {
        person: PersonId,
        doing: Doing,
    },
    /// To one of the two addresses.
    MailAddressChanged {
        person: PersonId,
        to: EmailAddress,
        before: EmailAddress,
        after: EmailAddress,
        doing: Doing,
    },
    /// News for one owner of an organisation.
    MailOwner {
        org: OrgId,
        member: MembershipId,
        news: OwnerNews,
    },
    /// Has every owner told that the end is near.
    RemindOfDeletion {
        org: OrgId,
        #[serde(with = "time::serde::rfc3339")]
        delete_after: OffsetDateTime,
    },
    /// Ends an organisation whose fortnight is over.
    DeleteOrganization {
        org: OrgId,
        #[serde(with = "time::serde::rfc3339")]
        delete_after: OffsetDateTime,
    },
    MailOrganizationDeleted {
        person: PersonId,
        name: String,
    },
    /// Lets an organisation's old address go.
    ReleaseSlug {
        org: OrgId,
        slug: String,
    },
    /// Mints an invitation's secret and mails it.
    MailInvitation {
        org: OrgId,
        invitation: InvitationId,
    },
    /// Forgets the lists of people to be invited whose day is over.
    ForgetDrafts {
        org: OrgId,
    },
    /// Somebody asks for a new one in place of an expired one.
    MailRenewalAsked {
        org: OrgId,
        invitation: InvitationId,
        to: MembershipId,
    },
    MailJoinRequested {
        org: OrgId,
        request: RequestId,
        to: MembershipId,
    },
    /// The roles they were given; `None`: declined.
    MailJoinDecided {
        org: OrgId,
        request: RequestId,
        approved: Option<Vec<Role>>,
    },
    /// News for a member, of what somebody did to them.
    MailMember {
        org: OrgId,
        member: MembershipId,
        by: String,
        news: MemberNews,
    },
    /// Looks for the proof of a domain, if that is still when to look.
    CheckDomain {
        org: OrgId,
        domain: DomainId,
        #[serde(with = "time::serde::rfc3339")]
        due: OffsetDateTime,
    },
    /// News of a domain for one of those who manage it.
    MailDomain {
        org: OrgId,
        domain: DomainId,
        to: MembershipId,
        news: DomainNews,
    },
    /// Leaves mails for those who must use single sign-on from then on, a thousand at a time.
    AnnounceRequirement {
        org: OrgId,
        #[serde(with = "time::serde::rfc3339")]
        from: OffsetDateTime,
        after: Option<MembershipId>,
    },
    /// Tells one of them.
    MailRequirement {
        org: OrgId,
        member: MembershipId,
        #[serde(with = "time::serde::rfc3339")]
        from: OffsetDateTime,
    },
    /// Asks a connection's provider what it says of itself, if that is still when to ask.
    RefreshConnection {
        org: OrgId,
        connection: ConnectionId,
        #[serde(with = "time::serde::rfc3339")]
        due: OffsetDateTime,
    },
    /// Works through a bulk act.
    RunBulk {
        org: OrgId,
        bulk: BulkId,
    },
    /// Forgets what became of each row of acts that have long been over.
    ForgetBulk {
        org: OrgId,
    },
}

impl Job {
    /// Whether somebody sits before a page until it is done: it goes before everything else that is due.
    fn is_awaited(&self) -> bool {
        matches!(self, Self::MailCode { .. })
    }

    /// Does it. Its own transactions; nothing outside PostgreSQL inside one of them.
    async fn run(&self, worker: &Worker) -> Result<()> {
        match self {
            Self::Sweep => sql::sweep(&worker.portal).await,
            Self::CarryPerson { person } => carry_person::run(worker, *person).await,
            Self::MailCode { flow, send } => mail_code::run(worker, *flow, *send).await,
            Self::MailPasswordChanged { person, doing } => mail_password_changed::run(worker, *person, doing).await,
            Self::MailAddressChanged { person, to, before, after, doing } => {
                mail_address_changed::run(worker, *person, to, before.as_str(), after.as_str(), doing).await
            }
            Self::MailOwner { org, member, news } => mail_owner::run(worker, *org, *member, news).await,
            Self::RemindOfDeletion { org, delete_after } => organization::remind_of_deletion(&worker.portal, *org, *delete_after).await,
            Self::DeleteOrganization { org, delete_after } => organization::delete(&worker.portal, *org, *delete_after).await,
            Self::MailOrganizationDeleted { person, name } => mail_organization_deleted::run(worker, *person, name).await,
            Self::ReleaseSlug { org, slug } => organization::release_slug(&worker.portal, *org, slug).await,
            Self::MailInvitation { org, invitation } => mail_invitation::run(worker, *org, *invitation).await,
            Self::ForgetDrafts { org } => invitation::forget_expired(&worker.portal, *org).await,
            Self::MailRenewalAsked { org, invitation, to } => mail_renewal_asked::run(worker, *org, *invitation, *to).await,
            Self::MailJoinRequested { org, request, to } => mail_join_requested::run(worker, *org, *request, *to).await,
            Self::MailJoinDecided { org, request, approved } => mail_join_decided::run(worker, *org, *request, approved.as_deref()).await,
            Self::MailMember { org, member, by, news } => mail_member::run(worker, *org, *member, by, news).await,
            Self::CheckDomain { org, domain, due } => domain::check_due(&worker.portal, *org, *domain, *due).await,
            Self::MailDomain { org, domain, to, news } => mail_domain::run(worker, *org, *domain, *to, news).await,
            Self::AnnounceRequirement { org, from, after } => sign_in_policy::announce(&worker.portal, *org, *from, *after).await,
            Self::MailRequirement { org, member, from } => mail_requirement::run(worker, *org, *member, *from).await,
            Self::RefreshConnection { org, connection, due } => connection::refresh(&worker.portal, *org, *connection, *due).await,
            Self::RunBulk { org, bulk } => run_bulk::run(worker, *org, *bulk).await,
            Self::ForgetBulk { org } => bulk::forget(&worker.portal, *org).await,
        }
    }
}

/// Enqueues in the caller's transaction, to be done from `run_at` on.
pub(crate) async fn enqueue(db: &mut PgConnection, portal: &Portal, now: OffsetDateTime, run_at: OffsetDateTime, job: Job) -> Result<()> {
    sql::insert(db, portal.chance.id(now), &job, portal.trace.as_deref(), now, run_at).await
}

/// What later work there is, for `/metrics`.
#[derive(Debug, Clone, Copy)]
pub struct Backlog {
    /// Due, and not done.
    pub waiting: i64,
    /// Given up, in the last fortnight.
    pub dead: i64,
}

/// Counts later work.
///
/// # Errors
/// When the database can't be asked.
pub async fn backlog(portal: &Portal) -> Result<Backlog> {
    sql::backlog(&portal.db.web, portal.clock.now()).await
}
