use super::{
    Can, Grants, Visitor,
    admission::{self, Admission, Standing},
    permission,
};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Event, Unrecorded},
    db::TenantTx,
    jobs::{Job, OwnerNews},
    mail::Doing,
    organization,
};
use contract::{ConnectionId, Locale, MembershipId, OrgId, OrgSlug, Permission, PersonId, Role};
use std::{collections::BTreeSet, sync::Arc};
use time::{Duration, OffsetDateTime};

/// One person, in one organisation, now. Made only by [`Portal::enter`]; its fields can't be set by anybody else.
#[derive(Debug)]
pub struct OrgContext {
    pub(crate) portal: Portal,
    pub(crate) actor: Actor,
    org: OrgHere,
    person: PersonId,
    membership: MembershipId,
    roles: Vec<Role>,
    proven_by: Option<ConnectionId>,
    permissions: BTreeSet<Permission>,
}

/// What everybody inside may know of the organisation.
#[derive(Debug, Clone)]
pub struct OrgHere {
    pub id: OrgId,
    /// Today's; the asked one may have been a retired one that redirects here.
    pub slug: OrgSlug,
    pub name: String,
    pub locale: Locale,
    pub zone: String,
    pub status: OrgStatus,
}

/// An organisation's life-cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrgStatus {
    Active,
    /// Its fortnight runs: it works as before, until then.
    Leaving {
        delete_after: OffsetDateTime,
    },
}

/// How stale "last active" may be before it is written again.
const ACTIVE_EVERY: Duration = Duration::minutes(5);

impl Portal {
    /// Lets the visitor into the organisation at that address, as what they are there.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is signed in · `SignInAgain` when what their session has proven isn't enough here, and to whom only
    /// connections have proven for everywhere else, whether or not there is anything · `NotFound` for strangers, the removed, and where there is nothing, all
    /// alike · `Suspended` · `Gone(OrgSuspended)` when the vendor has suspended the organisation.
    pub async fn enter(&self, visitor: &Visitor, slug: &OrgSlug) -> Result<Arc<OrgContext>> {
        let person = visitor.anybody()?;
        let now = self.clock.now();
        let row = sqlx::query!(
            r#"select org_id as "org_id!", slug as "slug!", name as "name!", locale as "locale!", zone as "zone!", status as "status!", delete_after,
                      membership_id as "membership_id!", membership_status as "membership_status!", last_active_at, roles as "roles!",
                      proven_by, required_from, breaks_glass as "breaks_glass!", exercised_at
                 from enter_organization($1, $2, $3, $4, $5)"#,
            slug.as_str(),
            person.person.0,
            person.session.0,
            person.address.domain(),
            now
        )
        .fetch_optional(&self.db.web)
        .await?
        .ok_or(if person.own_proof() { Error::NotFound } else { Error::SignInAgain })?;
        let roles: Vec<Role> = permission::roles(&row.roles);
        let standing = Standing {
            by_connection: row.proven_by.is_some(),
            by_own_factor: person.own_proof(),
            required_from: row.required_from,
            breaks_glass: row.breaks_glass && roles.contains(&Role::Owner),
        };
        let admission = standing.admission();
        if admission == Admission::Refused {
            return Err(Error::SignInAgain);
        }
        if row.membership_status != "active" {
            return Err(Error::Suspended);
        }
        if row.status != "active" {
            return Err(Error::Gone(contract::Rule::OrgSuspended));
        }
        let context = Arc::new(OrgContext {
            portal: self.clone(),
            actor: visitor.actor()?,
            org: OrgHere {
                id: OrgId(row.org_id),
                slug: OrgSlug::parse(&row.slug).map_err(|flaw| Error::internal(flaw.to_string()))?,
                name: row.name,
                locale: Locale::from_tag(&row.locale).unwrap_or_default(),
                zone: row.zone,
                status: row.delete_after.map_or(OrgStatus::Active, |delete_after| OrgStatus::Leaving { delete_after }),
            },
            person: person.person,
            membership: MembershipId(row.membership_id),
            proven_by: row.proven_by.map(ConnectionId),
            permissions: permission::of_all(&roles),
            roles,
        });
        if let Admission::ByBreakGlass { required } = admission
            && admission::is_news(row.exercised_at, person.since, row.required_from)
        {
            if visitor.prefetch {
                // What nobody has asked to see yet is no use of it, and nobody sees anything by it unrecorded.
                return Err(Error::SignInAgain);
            }
            context.break_glass(required, row.exercised_at).await?;
        }
        if !visitor.prefetch && row.last_active_at.is_none_or(|last| now - last > ACTIVE_EVERY) {
            context.be_active().await?;
        }
        Ok(context)
    }
}

impl OrgContext {
    /// The witness that this person may do `P` here.
    ///
    /// # Errors
    /// `Forbidden` when they may not.
    pub fn can<P: Grants>(self: &Arc<Self>) -> Result<Can<P>> {
        if self.may(P::PERMISSION) { Ok(Can::new(self.clone())) } else { Err(Error::Forbidden) }
    }

    /// Whether to show what needs it. What is done is guarded by [`Self::can`].
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    pub fn org(&self) -> &OrgHere {
        &self.org
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn membership(&self) -> MembershipId {
        self.membership
    }

    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The connection that has proven them in this session; `None`: they came in by a factor of their own.
    pub fn proven_by(&self) -> Option<ConnectionId> {
        self.proven_by
    }

    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    /// Keeps that this owner has come in by a way of their own. While everybody else has to use single sign-on, it is in the record and every
    /// owner hears of it.
    async fn break_glass(&self, required: bool, exercised_at: Option<OffsetDateTime>) -> Result<()> {
        let (org, member) = (self.org.id, self.membership);
        let mut tx = TenantTx::open(&self.portal, &self.portal.db.web, org, self.actor.clone()).await?;
        let now = tx.now();
        let first = sqlx::query!(
            "update break_glass set exercised_at = $3 where org_id = $1 and membership_id = $2 and exercised_at is not distinct from $4",
            org.0,
            member.0,
            now,
            exercised_at
        );
        if first.execute(tx.conn()).await?.rows_affected() == 0 {
            return Ok(()); // another request of the same moment was first
        }
        if !required {
            return tx.commit_unrecorded(Unrecorded::BreakGlassTried).await;
        }
        for owner in organization::owners(tx.conn(), org).await? {
            let news = OwnerNews::GlassBroken { by: self.actor.name.clone(), doing: Doing::of(&self.actor.origin, now) };
            tx.enqueue(Job::MailOwner { org, member: owner.member, news }).await?;
        }
        tx.commit(Event::BreakGlassUsed { member, name: self.actor.name.clone() }).await
    }

    async fn be_active(&self) -> Result<()> {
        let mut tx = TenantTx::open(&self.portal, &self.portal.db.web, self.org.id, self.actor.clone()).await?;
        let now = tx.now();
        sqlx::query!("update membership set last_active_at = $3 where org_id = $1 and id = $2", self.org.id.0, self.membership.0, now)
            .execute(tx.conn())
            .await?;
        tx.commit_unrecorded(Unrecorded::LastActive).await
    }
}
