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
    (
        "connection",
        "insert into connection (org_id, id, key, name, provider, protocol, state, step, refresh_at, created_by, created_at, changed_at) select $1, $2, right($2::text, 12), 'Okta', 'okta', 'saml', 'draft', 'domains', now(), $2, now(), now() where $3::uuid is not null",
    ),
    ("connection_domain", "insert into connection_domain (org_id, connection_id, domain_id) select $1, $2, $2 where $3::uuid is not null"),
    (
        "connection_version",
        "insert into connection_version (org_id, id, connection_id, number, stage, settings, created_by, created_at, changed_at) select $1, $2, $2, 1, 'candidate', '{}', $2, now(), now() where $3::uuid is not null",
    ),
    (
        "connection_key",
        "insert into connection_key (org_id, id, connection_id, state, certificate, private_key, sealed_under, created_at, not_after) select $1, $2, $2, 'current', '', '{}', '', now(), now() where $3::uuid is not null",
    ),
    (
        "connection_secret",
        "insert into connection_secret (org_id, id, connection_id, secret, sealed_under, hint, created_at) select $1, $2, $2, '{}', '', '', now() where $3::uuid is not null",
    ),
    (
        "connection_certificate",
        "insert into connection_certificate (org_id, connection_id, fingerprint, subject, not_after, seen_at) select $1, $2, '', '', now(), now() where $3::uuid is not null",
    ),
    (
        "connection_test",
        "insert into connection_test (org_id, id, connection_id, version_id, asked_by, link_hash, for_colleague, state, created_at, expires_at) select $1, $2, $2, $2, $2, sha256($2::text::bytea), false, 'waiting', now(), now() where $3::uuid is not null",
    ),
    (
        "sso_request",
        "insert into sso_request (org_id, id, connection_id, version_id, handle_hash, cookie_hash, locale, created_at, expires_at) select $1, $2, $2, $2, '', '', 'en', now(), now() where $3::uuid is not null",
    ),
    ("sso_spent", "insert into sso_spent (org_id, connection_id, answer_hash, forget_after) select $1, $2, '', now() where $3::uuid is not null"),
    (
        "identity",
        "insert into identity (org_id, id, connection_id, issuer, subject, person_id, address, created_at, last_used_at) values ($1, $2, $2, 'idp', 's', $3, 'ana@acme.example', now(), now())",
    ),
    (
        "sso_session",
        "insert into sso_session (org_id, session_id, connection_id, identity_id, person_id, domain_id, proven_at, expires_at) values ($1, $2, $2, $2, $3, $2, now(), now())",
    ),
    ("sign_in_policy", "insert into sign_in_policy (org_id) select $1 where $2::uuid is not null and $3::uuid is not null"),
    ("break_glass", "insert into break_glass (org_id, membership_id, granted_by, granted_at) select $1, $2, $2, now() where $3::uuid is not null"),
    (
        "sso_log",
        "insert into sso_log (org_id, id, connection_id, reference, at, outcome, report, device) select $1, $2, $2, '', now(), 'refused', '{}', '' where $3::uuid is not null",
    ),
    ("bulk_row", "insert into bulk_row (org_id, bulk_id, position, target_id, label) select $1, $2, 0, $2, '' where $3::uuid is not null"),
];

pub async fn seed(db: &mut PgConnection, statement: &'static str, org: Uuid, id: Uuid, person: Uuid) -> sqlx::Result<PgQueryResult> {
    sqlx::query(AssertSqlSafe(statement)).bind(org).bind(id).bind(person).execute(db).await
}
