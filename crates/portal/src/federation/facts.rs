//! What is known of somebody whom a provider has proven. Asked only once their address is of a domain that the connection may speak for.

use super::{
    asserted::Asserted,
    decide::{Account, Facts, Member},
    model::Report,
};
use crate::{
    Portal, Result,
    access::Visitor,
    connection::Serving,
    invitation,
    member::Status,
    person::{self, Known},
    secret::SecretHash,
};
use contract::{EmailAddress, InvitationId, MembershipId, OrgId, PersonId, Role};
use sqlx::PgConnection;

/// The facts, and what acting on them needs.
pub(super) struct Found {
    pub facts: Facts,
    pub account: Option<Known>,
    /// The open invitation that the facts speak of.
    pub invitation: Option<InvitationId>,
    /// What the same person was called by this connection before, where that differs.
    other_subject: Option<String>,
    /// They are signed in here by a factor of their own.
    own_session: bool,
    /// The organisation's, for somebody new.
    pub zone: String,
}

impl Found {
    pub(super) fn person(&self) -> Option<PersonId> {
        self.account.as_ref().map(|account| account.id)
    }
}

/// What a browser has beside what its provider says.
#[derive(Debug, Clone, Default)]
pub(super) struct Opened {
    /// The link of an invitation that was opened in it last.
    pub link: Option<SecretHash>,
    /// Of whose mailbox a code was typed in it, where the link was a copied one.
    pub address: Option<EmailAddress>,
    /// Its person has pressed the button of the page that asks whether they are to be linked.
    pub agreed: bool,
}

pub(super) async fn gather(
    db: &mut PgConnection,
    portal: &Portal,
    visitor: &Visitor,
    serving: &Serving,
    asserted: &Asserted,
    opened: &Opened,
) -> Result<Found> {
    let (org, now) = (serving.org, portal.clock.now());
    let known = of_subject(db, serving, &asserted.subject).await?;
    let account = match known {
        Some(person) => person::find(&mut *db, person).await?,
        None => person::find_by_address(&mut *db, &asserted.address).await?,
    };
    let mut facts = Facts {
        asserted_name: asserted.name.to_string(),
        address_verified: asserted.address_verified,
        known: known.is_some(),
        account: None,
        shut_out: None,
        invitation: None,
        has_opened: false,
        another_subject: false,
        asked: false,
        seat_free: true,
        org_leaving: false,
    };
    let (mut other_subject, mut own_session) = (None, false);
    if let Some(account) = &account {
        let member = member(db, serving, account.id).await?;
        facts.asked = has_asked(db, org, account.id).await?;
        other_subject = if facts.known { None } else { subject_of(db, serving, account.id).await? };
        let elsewhere = is_elsewhere(db, org, account.id, now).await?;
        own_session = visitor.person().is_ok_and(|person| person.person == account.id);
        facts.another_subject = other_subject.is_some();
        facts.account = Some(Account { member, elsewhere, proven_themselves: own_session && opened.agreed });
    }
    if !facts.known {
        facts.shut_out = shut_out(db, org, &asserted.address).await?;
    }
    let invited = invitation::open_to(db, org, &asserted.address, now).await?;
    let invitation = invited.as_ref().map(|(id, _)| *id);
    facts.invitation = invited.map(|(_, roles)| roles);
    if let Some(invitation) = invitation {
        facts.has_opened = opened.address.as_ref() == Some(&asserted.address) || is_mailed_link(db, org, invitation, opened.link).await?;
    }
    let here = sqlx::query!(
        r#"select zone, delete_after is not null as "leaving!", seat_limit is null or seats_taken < seat_limit as "seat_free!" from organization where org_id = $1"#,
        org.0
    )
    .fetch_one(db)
    .await?;
    (facts.seat_free, facts.org_leaving) = (here.seat_free, here.leaving);
    Ok(Found { facts, account, invitation, other_subject, own_session, zone: here.zone })
}

/// Whether somebody can be recognised by what the provider calls them, now and next time; written into the report (S13). Another identifier for
/// the same address may be another human being: only whoever has proven a factor of their own goes on.
pub(super) fn is_recognised(found: &Found, asserted: &Asserted, report: &mut Report) -> bool {
    if asserted.transient {
        report.fail("Identifier", "S13", "persistent", "transient");
        return false;
    }
    match &found.other_subject {
        Some(before) if !found.own_session => {
            report.fail("Identifier", "S13", before.clone(), asserted.subject.clone());
            false
        }
        before => {
            report.pass("Identifier", before.clone().unwrap_or_else(|| asserted.subject.clone()), asserted.subject.clone());
            true
        }
    }
}

async fn of_subject(db: &mut PgConnection, serving: &Serving, subject: &str) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        "select person_id from identity where org_id = $1 and connection_id = $2 and issuer = $3 and subject = $4",
        serving.org.0,
        serving.id.0,
        serving.issuer(),
        subject
    );
    Ok(person.fetch_optional(db).await?.map(PersonId))
}

async fn subject_of(db: &mut PgConnection, serving: &Serving, person: PersonId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select subject from identity where org_id = $1 and connection_id = $2 and issuer = $3 and person_id = $4 order by last_used_at desc limit 1",
        serving.org.0,
        serving.id.0,
        serving.issuer(),
        person.0
    )
    .fetch_optional(db)
    .await?)
}

async fn member(db: &mut PgConnection, serving: &Serving, person: PersonId) -> Result<Option<Member>> {
    let rows = sqlx::query!(
        r#"select m.id, m.display_name, m.status, r.role as "role?", coalesce(r.connection_id = $3, false) as "by_groups!"
             from membership m
             left join membership_role r on r.org_id = m.org_id and r.membership_id = m.id
            where m.org_id = $1 and m.person_id = $2"#,
        serving.org.0,
        person.0,
        serving.id.0
    )
    .fetch_all(db)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let roles = rows.iter().filter_map(|row| Some((Role::from_key(row.role.as_deref()?)?, row.by_groups))).collect();
    let status = Status::from_key(&first.status).ok_or_else(|| crate::Error::internal("a membership in no state"))?;
    Ok(Some(Member { id: MembershipId(first.id), name: first.display_name.clone(), status, roles }))
}

/// Whoever was suspended or removed while they had this address, wherever they have moved since.
async fn shut_out(db: &mut PgConnection, org: OrgId, address: &EmailAddress) -> Result<Option<Status>> {
    let status = sqlx::query_scalar!(
        "select status from membership where org_id = $1 and address = $2 and status <> 'active' order by status = 'suspended' desc limit 1",
        org.0,
        address.as_str()
    );
    Ok(status.fetch_optional(db).await?.and_then(|status| Status::from_key(&status)))
}

/// Whether that is a link of the invitation that was mailed: a copied one shows nothing of whose mailbox it is.
async fn is_mailed_link(db: &mut PgConnection, org: OrgId, invitation: InvitationId, link: Option<SecretHash>) -> Result<bool> {
    let Some(link) = link else { return Ok(false) };
    let is = sqlx::query_scalar!(
        r#"select exists (select from invitation_secret
                           where org_id = $1 and invitation_id = $2 and secret_hash = $3 and made_for = 'mail' and revoked_at is null) as "is!""#,
        org.0,
        invitation.0,
        link.as_slice()
    );
    Ok(is.fetch_one(db).await?)
}

async fn has_asked(db: &mut PgConnection, org: OrgId, person: PersonId) -> Result<bool> {
    let asked = sqlx::query_scalar!(
        r#"select exists (select from join_request where org_id = $1 and person_id = $2 and status = 'pending') as "asked!""#,
        org.0,
        person.0
    );
    Ok(asked.fetch_one(db).await?)
}

async fn is_elsewhere(db: &mut PgConnection, org: OrgId, person: PersonId, now: time::OffsetDateTime) -> Result<bool> {
    let elsewhere = sqlx::query_scalar!(
        r#"select exists (select from my_organizations($1, null, $3) as mine where mine.org_id <> $2) as "elsewhere!""#,
        person.0,
        org.0,
        now
    );
    Ok(elsewhere.fetch_one(db).await?)
}
