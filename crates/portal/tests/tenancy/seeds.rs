//! One row of every tenant table, so that crossing can be tried on each.

use sqlx::{AssertSqlSafe, PgConnection, postgres::PgQueryResult};
use uuid::Uuid;

/// A statement for each tenant table that inserts one row: `$1` is the organisation, `$2` the id of everything in it, `$3` a
/// person. In the order that foreign keys want.
pub const SEEDS: &[(&str, &str)] = &[
    (
        "organization",
        "insert into organization (org_id, name, locale, zone, created_at) select $1, 'Org', 'en', 'UTC', now() where $2::uuid is not null and $3::uuid is not null",
    ),
    ("org_slug", "insert into org_slug (slug, org_id) select 'org-' || right($2::text, 8), $1 where $3::uuid is not null"),
    (
        "membership",
        "insert into membership (org_id, id, person_id, status, source, display_name, name_key, address, joined_at) values ($1, $2, $3, 'active', 'founder', 'Ana', 'ana', 'ana@acme.example', now())",
    ),
    (
        "membership_role",
        "insert into membership_role (org_id, membership_id, role, granted_at) select $1, $2, 'owner', now() where $3::uuid is not null",
    ),
    ("member_word", "insert into member_word (org_id, membership_id, word, name_key) select $1, $2, 'ana', 'ana' where $3::uuid is not null"),
    (
        "invitation",
        "insert into invitation (org_id, id, address, locale, message, status, days, expires_at, invited_by, created_at) select $1, $2, 'bo@acme.example', 'en', '', 'pending', 7, now(), $2, now() where $3::uuid is not null",
    ),
    ("invitation_role", "insert into invitation_role (org_id, invitation_id, role) select $1, $2, 'member' where $3::uuid is not null"),
    (
        "invitation_secret",
        "insert into invitation_secret (org_id, id, invitation_id, secret_hash, made_for, created_at) select $1, $2, $2, sha256($2::text::bytea), 'mail', now() where $3::uuid is not null",
    ),
    (
        "invitation_draft",
        "insert into invitation_draft (org_id, id, created_by, sheet, terms, expires_at) select $1, $2, $2, '{}', '{}', now() where $3::uuid is not null",
    ),
    (
        "join_request",
        "insert into join_request (org_id, id, person_id, name, address, message, status, created_at) values ($1, $2, $3, 'Bo', 'bo@acme.example', '', 'pending', now())",
    ),
    (
        "event",
        "insert into event (org_id, id, at, kind, actor_name, actor_address, target_kind, target_label, detail, haystack, device) select $1, $2, now(), 'k', '', '', 'record', '', '{}', '', '' where $3::uuid is not null",
    ),
    (
        "bulk_act",
        "insert into bulk_act (org_id, id, act, detail, created_by, created_at, total, device) select $1, $2, 'suspend', '{}', $2, now(), 1, '' where $3::uuid is not null",
    ),
    (
        "domain",
        "insert into domain (org_id, id, name, token, state, since, policy, added_at) select $1, $2, 'acme.example', 't', 'pending', now(), 'nothing', now() where $3::uuid is not null",
    ),
    (
        "domain_check",
        "insert into domain_check (org_id, id, domain_id, at, look, refused) select $1, $2, $2, now(), '{}', false where $3::uuid is not null",
    ),
    (
        "domain_claim",
        "insert into domain_claim (org_id, name, first_at, last_at) select $1, 'acme.example', now(), now() where $2::uuid is not null and $3::uuid is not null",
    ),
    ("bulk_row", "insert into bulk_row (org_id, bulk_id, position, target_id, label) select $1, $2, 0, $2, '' where $3::uuid is not null"),
];

pub async fn seed(db: &mut PgConnection, statement: &'static str, org: Uuid, id: Uuid, person: Uuid) -> sqlx::Result<PgQueryResult> {
    sqlx::query(AssertSqlSafe(statement)).bind(org).bind(id).bind(person).execute(db).await
}
