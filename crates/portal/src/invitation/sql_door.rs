//! Queries of people who aren't in the organisation yet. The first asks before there is a tenant, the others within it.

use super::{MadeFor, Offer, PendingInvitation, State, look::Found};
use crate::{Error, Result, access::permission, member::Status, secret::SecretHash, sign_in::WayIn};
use contract::{EmailAddress, InvitationId, Locale, MembershipId, OrgId, OrgSlug, Permission};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(super) async fn of_secret(db: &PgPool, hash: SecretHash) -> Result<Option<(OrgId, InvitationId, Uuid)>> {
    let row = sqlx::query!(
        r#"select org_id as "org_id!", invitation_id as "invitation_id!", secret_id as "secret_id!" from invitation_of_secret($1)"#,
        hash.as_slice()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (OrgId(row.org_id), InvitationId(row.invitation_id), row.secret_id)))
}

pub(super) async fn pending(db: &PgPool, address: &EmailAddress, now: OffsetDateTime) -> Result<Vec<PendingInvitation>> {
    let rows = sqlx::query!(
        r#"select org_id as "org_id!", invitation_id as "invitation_id!", org_name as "org_name!", expires_at as "expires_at!"
             from my_pending_invitations($1, $2)"#,
        address.as_str(),
        now
    )
    .fetch_all(db)
    .await?;
    let found = |row| {
        let (org_id, id, org_name, expires_at): (Uuid, Uuid, String, OffsetDateTime) = row;
        PendingInvitation { id: InvitationId(id), org: OrgId(org_id), org_name, expires_at }
    };
    Ok(rows.into_iter().map(|row| found((row.org_id, row.invitation_id, row.org_name, row.expires_at))).collect())
}

/// The invitation with all that decides what may become of it. `link`: by which of its links; without one, by the person's own
/// list, which is as good as a mailed one.
pub(super) async fn find(db: &mut PgConnection, org: OrgId, id: InvitationId, link: Uuid, now: OffsetDateTime) -> Result<Option<Found>> {
    let row = sqlx::query!(
        r#"select i.address, i.name, i.message, i.status, i.expires_at, i.locale,
                  o.name as org_name, o.zone, o.status as org_status, o.delete_after, o.seat_limit, o.seats_taken, g.slug as org_slug,
                  b.display_name as inviter, b.address as inviter_address, b.status as inviter_status,
                  array(select r.role from membership_role r where r.org_id = $1 and r.membership_id = i.invited_by) as "inviter_roles!",
                  array(select r.role from invitation_role r where r.org_id = $1 and r.invitation_id = $2) as "roles!",
                  s.made_for as "made_for?", s.revoked_at as "revoked_at?", s.opened_at as "opened_at?",
                  p.id as "person_id?", m.id as "membership_id?", m.status as "membership_status?", i.invited_by,
                  exists (select from sign_in_policy l join domain d on d.org_id = l.org_id and d.policy = 'require_sso'
                           where l.org_id = $1 and l.required_from <= $4 and d.name = split_part(i.address, '@', 2)) as "needs_sso!"
             from invitation i
             join organization o on o.org_id = $1
             join org_slug g on g.org_id = $1 and g.redirects_until is null
             join membership b on b.org_id = $1 and b.id = i.invited_by
             left join invitation_secret s on s.org_id = $1 and s.id = $3
             left join person p on p.address = i.address
             left join membership m on m.org_id = $1 and m.person_id = p.id
            where i.org_id = $1 and i.id = $2"#,
        org.0,
        id.0,
        link,
        now
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let roles = permission::roles(&row.roles);
    let mine = permission::roles(&row.inviter_roles);
    let may_invite = row.inviter_status == "active" && permission::of_all(&mine).contains(&Permission::InvitePeople);
    Ok(Some(Found {
        state: State::of(&row.status, row.expires_at, now),
        made_for: row.made_for.as_deref().map_or(MadeFor::Mail, MadeFor::from_key),
        link_ended: row.revoked_at.is_some(),
        opened: row.opened_at.is_some(),
        org_suspended: row.org_status != "active",
        org_leaving: row.delete_after.is_some(),
        seat_free: row.seat_limit.is_none_or(|limit| row.seats_taken < limit),
        needs_sso: row.needs_sso,
        invited_by: MembershipId(row.invited_by),
        inviter_may: may_invite && permission::covers(&mine, &roles),
        invited: row.person_id.map(|_| row.membership_status.as_deref().and_then(Status::from_key)),
        member: row.membership_id.map(MembershipId),
        offer: Offer {
            id,
            org,
            org_name: row.org_name,
            org_slug: OrgSlug::parse(&row.org_slug).map_err(|flaw| Error::internal(flaw.to_string()))?,
            inviter: row.inviter,
            inviter_address: row.inviter_address,
            address: EmailAddress::parse(&row.address).map_err(|flaw| Error::internal(flaw.to_string()))?,
            name: row.name,
            roles,
            message: row.message,
            expires_at: row.expires_at,
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            zone: row.zone,
        },
    }))
}

/// The active connections by which people of a domain come in.
pub(super) async fn ways_in(db: &mut PgConnection, org: OrgId, domain: &str) -> Result<Vec<WayIn>> {
    let rows = sqlx::query!(
        "select c.key, c.name, c.provider from connection c
           join connection_domain cd on cd.org_id = c.org_id and cd.connection_id = c.id
           join domain d on d.org_id = cd.org_id and d.id = cd.domain_id and d.name = $2
          where c.org_id = $1 and c.state = 'active' order by lower(c.name), c.key",
        org.0,
        domain
    );
    Ok(rows.fetch_all(db).await?.into_iter().filter_map(|row| WayIn::read(&row.key, row.name, &row.provider)).collect())
}

/// The open invitation to an address, if there is one.
pub(super) async fn open_to(db: &mut PgConnection, org: OrgId, address: &EmailAddress, now: OffsetDateTime) -> Result<Option<InvitationId>> {
    let id = sqlx::query_scalar!(
        "select id from invitation where org_id = $1 and address = $2 and status = 'pending' and expires_at > $3",
        org.0,
        address.as_str(),
        now
    );
    Ok(id.fetch_optional(db).await?.map(InvitationId))
}

pub(super) async fn opened(db: &mut PgConnection, org: OrgId, link: Uuid, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("update invitation_secret set opened_at = $3 where org_id = $1 and id = $2 and opened_at is null", org.0, link, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Holds the invitation's row until the transaction ends.
pub(super) async fn lock(db: &mut PgConnection, org: OrgId, id: InvitationId) -> Result<()> {
    sqlx::query!("select id from invitation where org_id = $1 and id = $2 for no key update", org.0, id.0).fetch_optional(db).await?;
    Ok(())
}

/// The owners, the longest here first; at most five hear of it.
pub(super) async fn some_owners(db: &mut PgConnection, org: OrgId) -> Result<Vec<MembershipId>> {
    let owners = sqlx::query_scalar!(
        "select m.id from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
          where r.org_id = $1 and r.role = 'owner' and m.status = 'active' order by m.joined_at, m.id limit 5",
        org.0
    )
    .fetch_all(db)
    .await?;
    Ok(owners.into_iter().map(MembershipId).collect())
}
