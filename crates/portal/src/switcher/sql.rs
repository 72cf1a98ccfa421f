use super::{Counts, Mine, MyInvitation, MyOrganization};
use crate::{
    Result,
    access::{SignedIn, permission},
    page::{COUNTED, Count},
};
use contract::{InvitationId, OrgId};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

/// As `my_organizations` answers it.
#[derive(Debug, Deserialize)]
struct OrganizationRow {
    org_id: Uuid,
    slug: String,
    name: String,
    status: String,
    membership_status: String,
    #[serde(with = "time::serde::rfc3339::option")]
    last_active_at: Option<OffsetDateTime>,
    roles: Vec<String>,
}

/// As `my_pending_invitations` answers it.
#[derive(Debug, Deserialize)]
struct InvitationRow {
    invitation_id: Uuid,
    org_name: String,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
}

pub(super) async fn mine(db: &PgPool, person: &SignedIn, now: OffsetDateTime) -> Result<Mine> {
    let row = sqlx::query!(
        r#"select coalesce((select jsonb_agg(to_jsonb(o)) from my_organizations($1, $4, $3) as o), '[]') as "organizations!: Json<Vec<OrganizationRow>>",
                  coalesce((select jsonb_agg(to_jsonb(i)) from my_pending_invitations($2, $3) as i), '[]') as "invitations!: Json<Vec<InvitationRow>>""#,
        person.person.0,
        invited_as(person),
        now,
        proven_in(person)
    )
    .fetch_one(db)
    .await?;
    Ok(read(row.organizations, row.invitations))
}

pub(super) async fn rail(db: &mut PgConnection, person: &SignedIn, org: OrgId, now: OffsetDateTime) -> Result<(Mine, Counts)> {
    let row = sqlx::query!(
        r#"select coalesce((select jsonb_agg(to_jsonb(o)) from my_organizations($1, $6, $3) as o), '[]') as "organizations!: Json<Vec<OrganizationRow>>",
                  coalesce((select jsonb_agg(to_jsonb(i)) from my_pending_invitations($2, $3) as i), '[]') as "invitations!: Json<Vec<InvitationRow>>",
                  (select seats_taken from organization where org_id = $4) as "active!",
                  (select count(*) from (select from membership where org_id = $4 and status = 'suspended' limit $5) as counted) as "suspended!",
                  (select count(*) from (select from invitation where org_id = $4 and status = 'pending' limit $5) as counted) as "invited!",
                  (select count(*) from (select from join_request where org_id = $4 and status = 'pending' limit $5) as counted) as "requests!""#,
        person.person.0,
        invited_as(person),
        now,
        org.0,
        COUNTED + 1,
        proven_in(person)
    )
    .fetch_one(db)
    .await?;
    let counts =
        Counts { members: Count::of(i64::from(row.active) + row.suspended), invitations: Count::of(row.invited), requests: Count::of(row.requests) };
    Ok((read(row.organizations, row.invitations), counts))
}

/// The session whose proofs limit what is shown; `None` for whoever has proven a factor of their own.
fn proven_in(person: &SignedIn) -> Option<Uuid> {
    (!person.own_proof()).then_some(person.session.0)
}

/// The address whose invitations are shown: nobody's, unless the person has proven a factor of their own.
fn invited_as(person: &SignedIn) -> &str {
    if person.own_proof() { person.address.as_str() } else { "" }
}

fn read(organizations: Json<Vec<OrganizationRow>>, invitations: Json<Vec<InvitationRow>>) -> Mine {
    let organizations = organizations.0.into_iter().map(|row| MyOrganization {
        id: OrgId(row.org_id),
        slug: row.slug,
        name: row.name,
        roles: permission::roles(&row.roles),
        open: row.status == "active" && row.membership_status == "active",
        last_active_at: row.last_active_at,
    });
    let invitations = invitations.0.into_iter().map(|row| MyInvitation {
        invitation: InvitationId(row.invitation_id),
        org_name: row.org_name,
        expires_at: row.expires_at,
    });
    Mine { organizations: organizations.collect(), invitations: invitations.collect() }
}
