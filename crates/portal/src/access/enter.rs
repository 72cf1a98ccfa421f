use super::{Can, Grants, Visitor, permission};
use crate::{
    Error, Portal, Result,
    audit::{Actor, Unrecorded},
    db::TenantTx,
};
use contract::{Locale, MembershipId, OrgId, OrgSlug, Permission, PersonId, Role};
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
    /// `Unauthenticated` when nobody is signed in · `NotFound` for strangers, the removed, and where there is nothing, all
    /// alike · `Suspended` · `Gone(OrgSuspended)` when the vendor has suspended the organisation.
    pub async fn enter(&self, visitor: &Visitor, slug: &OrgSlug) -> Result<Arc<OrgContext>> {
        let person = visitor.person()?;
        let now = self.clock.now();
        let row = sqlx::query!(
            r#"select org_id as "org_id!", slug as "slug!", name as "name!", locale as "locale!", zone as "zone!", status as "status!", delete_after,
                      membership_id as "membership_id!", membership_status as "membership_status!", last_active_at, roles as "roles!"
                 from enter_organization($1, $2, $3)"#,
            slug.as_str(),
            person.person.0,
            now
        )
        .fetch_optional(&self.db.web)
        .await?
        .ok_or(Error::NotFound)?;
        if row.membership_status != "active" {
            return Err(Error::Suspended);
        }
        if row.status != "active" {
            return Err(Error::Gone(contract::Rule::OrgSuspended));
        }
        let roles: Vec<Role> = permission::roles(&row.roles);
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
            permissions: permission::of_all(&roles),
            roles,
        });
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

    pub fn portal(&self) -> &Portal {
        &self.portal
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
