//! Every tenant table there is, held to the rules. A new table is found by itself; when it breaks a rule, this says what to do.

use sqlx::{FromRow, PgConnection};
use testkit::TestPortal;

/// Tables that belong to no organisation, and why.
const GLOBAL: &[(&str, &str)] = &[
    ("_sqlx_migrations", "which migrations have run"),
    ("dev_mail", "the development mailbox"),
    ("dev_txt", "the zone that a development portal plays"),
    ("door_flow", "signed-out browsers"),
    ("form_return", "failed forms, by session or visit"),
    ("job", "later work; ids in its payload"),
    ("known_browser", "browsers, by person"),
    ("person", "people are nobody's (DECISIONS 1)"),
    ("person_event", "a person's own record (DECISIONS 6)"),
    ("person_password", "people are nobody's"),
    ("resting_slug", "addresses of organisations that are gone"),
    ("session", "people are nobody's"),
    ("spent_proof", "proofs of work"),
    ("throttle", "counters of abuse limits"),
    ("worker_heartbeat", "workers"),
];

/// Indexes and keys that don't begin with the organisation, and why. This list only shrinks.
const NOT_BY_ORGANISATION: &[(&str, &str)] = &[
    ("org_slug_pkey", "a path has one owner among all organisations"),
    ("membership_of_person", "my_organizations asks before there is a tenant"),
    ("membership_by_domain", "organizations_welcoming asks before there is a tenant"),
    ("invitation_by_address", "my_pending_invitations asks before there is a tenant"),
    ("invitation_secret_secret_hash_key", "invitation_of_secret asks before there is a tenant"),
    ("domain_is_proven_once", "a domain has one owner among all organisations; organizations_welcoming asks before there is a tenant"),
    ("connection_key_is_one_connections", "connection_of_key asks before there is a tenant"),
    ("connection_test_link_is_one_tests", "test_of_link asks before there is a tenant"),
    ("join_request_of_person", "a person's own requests are asked for before there is a tenant"),
];

const POLICY: &str = "(org_id = ( SELECT app_org_id() AS app_org_id))";

#[derive(FromRow)]
struct Table {
    name: String,
    kind: String,
    tenant: bool,
    org_may_be_null: Option<bool>,
    enabled: bool,
    forced: bool,
}

async fn tables(db: &mut PgConnection) -> Vec<Table> {
    sqlx::query_as(
        "select c.relname::text as name, c.relkind::text as kind, o.attname is not null as tenant, not o.attnotnull as org_may_be_null,
                c.relrowsecurity as enabled, c.relforcerowsecurity as forced
           from pg_class c
           left join pg_attribute o on o.attrelid = c.oid and o.attname = 'org_id' and not o.attisdropped
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          order by c.relname",
    )
    .fetch_all(db)
    .await
    .unwrap()
}

/// The names of every table with an `org_id`.
pub async fn tenant_tables(db: &mut PgConnection) -> Vec<String> {
    tables(db).await.into_iter().filter(|table| table.tenant).map(|table| table.name).collect()
}

fn hold(complaints: Vec<String>) {
    assert!(
        complaints.is_empty(),
        "\n\n  {}\n\nmigrations/20261123100700_isolation.sql shows how a tenant table is made safe.\n",
        complaints.join("\n  ")
    );
}

/// Name, command, whether it permits, for whom, `using`, `with check`.
type Policy = (String, String, bool, Vec<String>, Option<String>, Option<String>);

#[tokio::test]
async fn every_table_is_a_tenants_or_says_why_not() {
    let world = TestPortal::new().await;
    let mut complaints = Vec::new();
    let tables = tables(&mut world.superuser().await).await;
    for Table { name, kind, tenant, .. } in &tables {
        if kind != "r" {
            complaints.push(format!("{name} is no plain table (relkind {kind}): a view runs with its owner's rights and sees every organisation; add it here only with security_invoker and a test"));
        } else if !tenant && !GLOBAL.iter().any(|(global, _)| global == name) {
            complaints.push(format!("{name} has no org_id: give it one, or add it to GLOBAL in this test with the reason"));
        }
    }
    for (global, _) in GLOBAL {
        if !tables.iter().any(|table| table.name == *global && !table.tenant) {
            complaints.push(format!("GLOBAL names {global}, which isn't there or has an org_id: take it off"));
        }
    }
    hold(complaints);
}

#[tokio::test]
async fn every_tenant_table_has_its_policy_forced() {
    let world = TestPortal::new().await;
    let mut db = world.superuser().await;
    let mut complaints = Vec::new();
    for table in tables(&mut db).await.into_iter().filter(|table| table.tenant) {
        let name = &table.name;
        if !table.enabled || !table.forced {
            complaints
                .push(format!("{name} lacks `enable row level security` and `force row level security`: without FORCE its owner sees everything"));
        }
        if table.org_may_be_null != Some(false) {
            complaints.push(format!("{name}.org_id may be null: a row of nobody's; make it `not null`"));
        }
        let policies: Vec<Policy> = sqlx::query_as(
            "select polname::text, polcmd::text, polpermissive, array(select coalesce(rolname, 'public')::text from unnest(polroles) as r (id) left join pg_roles on oid = r.id order by 1),
                    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
               from pg_policy where polrelid = $1::regclass",
        )
        .bind(name)
        .fetch_all(&mut db)
        .await
        .unwrap();
        let mut of_this_org = 0;
        for (policy, command, permissive, roles, using, check) in policies {
            match roles.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["portico_web", "portico_worker"] if command == "*" && permissive && using.as_deref() == Some(POLICY) && check.as_deref() == Some(POLICY) => of_this_org += 1,
                ["portico_resolver"] if command == "r" => {}
                _ => complaints.push(format!("{name}'s policy {policy} is neither the tenant's (`for all to portico_web, portico_worker using (org_id = (select app_org_id())) with check (the same)`) nor a read of portico_resolver's: {roles:?} {command} using {using:?} check {check:?}")),
            }
        }
        if of_this_org != 1 {
            complaints.push(format!(
                "{name} has {of_this_org} tenant policies instead of one: permissive policies add up, and none means nobody sees anything"
            ));
        }
    }
    hold(complaints);
}

#[tokio::test]
async fn every_key_and_index_begins_with_the_organisation() {
    let world = TestPortal::new().await;
    let mut db = world.superuser().await;
    let mut complaints = Vec::new();
    let mut met = Vec::new();
    for name in tenant_tables(&mut db).await {
        let indexes: Vec<(String, bool, Option<String>)> = sqlx::query_as(
            "select i.indexrelid::regclass::text, i.indisprimary, a.attname::text
               from pg_index i left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
              where i.indrelid = $1::regclass",
        )
        .bind(&name)
        .fetch_all(&mut db)
        .await
        .unwrap();
        if !indexes.iter().any(|(_, primary, _)| *primary) {
            complaints.push(format!("{name} has no primary key: make it (org_id, …)"));
        }
        for (index, _, first) in indexes {
            if first.as_deref() == Some("org_id") {
                continue;
            }
            match NOT_BY_ORGANISATION.iter().find(|(exception, _)| *exception == index) {
                Some((exception, _)) => met.push(*exception),
                None => complaints.push(format!("{name}'s index {index} begins with {}: put org_id first, or every organisation shares its search, and a unique one tells them of each other", first.unwrap_or_else(|| "an expression".into()))),
            }
        }
    }
    for (exception, _) in NOT_BY_ORGANISATION {
        if !met.contains(exception) {
            complaints.push(format!("NOT_BY_ORGANISATION names {exception}, which is no exception any more: take it off"));
        }
    }
    hold(complaints);
}

#[tokio::test]
async fn no_reference_crosses_from_one_organisation_to_another() {
    let world = TestPortal::new().await;
    let keys: Vec<(String, String, String, bool)> = sqlx::query_as(
        "select c.conname::text, c.conrelid::regclass::text, c.confrelid::regclass::text,
                exists (select from generate_subscripts(c.conkey, 1) as n
                          join pg_attribute own on own.attrelid = c.conrelid and own.attnum = c.conkey[n]
                          join pg_attribute other on other.attrelid = c.confrelid and other.attnum = c.confkey[n]
                         where own.attname = 'org_id' and other.attname = 'org_id')
           from pg_constraint c
          where c.contype = 'f'
            and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'org_id' and not a.attisdropped)",
    )
    .fetch_all(&mut world.superuser().await)
    .await
    .unwrap();
    assert!(keys.len() > 10, "the question finds too little: {keys:?}");
    let crossing = keys.into_iter().filter(|(_, _, _, by_org)| !by_org);
    hold(
        crossing
            .map(|(key, from, to, _)| format!("{from}'s foreign key {key} to {to} leaves org_id out: its check ignores row-level security and takes another organisation's row; make it `foreign key (org_id, …) references {to} (org_id, …)`"))
            .collect(),
    );
}

#[tokio::test]
async fn the_roles_that_serve_own_nothing_and_bypass_nothing() {
    let world = TestPortal::new().await;
    let mut db = world.superuser().await;
    let mut complaints = Vec::new();
    for role in ["portico_web", "portico_worker", "portico_resolver"] {
        let (superuser, bypasses, signs_in, creates): (bool, bool, bool, bool) = sqlx::query_as(
            "select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole or rolcreatedb or has_schema_privilege(oid, 'public', 'create') from pg_roles where rolname = $1",
        )
        .bind(role)
        .fetch_one(&mut db)
        .await
        .unwrap();
        for (wrong, what) in
            [(superuser, "is a superuser"), (bypasses, "bypasses row-level security"), (signs_in, "can sign in"), (creates, "can create things")]
        {
            if wrong {
                complaints.push(format!("{role} {what}"));
            }
        }
        let member_of: Vec<String> =
            sqlx::query_scalar("select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = $1::regrole")
                .bind(role)
                .fetch_all(&mut db)
                .await
                .unwrap();
        if !member_of.is_empty() {
            complaints.push(format!("{role} is a member of {member_of:?}, and could become it"));
        }
        let owned: Vec<String> =
            sqlx::query_scalar("select oid::regclass::text from pg_class where relowner = $1::regrole").bind(role).fetch_all(&mut db).await.unwrap();
        if !owned.is_empty() {
            complaints.push(format!("{role} owns {owned:?}: an owner can switch its security off"));
        }
        let rights: Vec<(String, String)> = sqlx::query_as(
            "select c.oid::regclass::text, p from pg_class c, unnest(array['TRUNCATE', 'TRIGGER', 'REFERENCES']) as p
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege($1, c.oid, p)",
        )
        .bind(role)
        .fetch_all(&mut db)
        .await
        .unwrap();
        complaints.extend(rights.into_iter().map(|(table, right)| format!("{role} has {right} on {table}, which ignores row-level security")));
        let on_event: Vec<String> = sqlx::query_scalar(
            "select p from unnest(array['UPDATE', 'DELETE']) as p where has_table_privilege($1, 'event', p)
             union select 'UPDATE of a column' where has_any_column_privilege($1, 'event', 'UPDATE')",
        )
        .bind(role)
        .fetch_all(&mut db)
        .await
        .unwrap();
        complaints.extend(on_event.into_iter().map(|right| format!("{role} has {right} on event: the record is only ever added to")));
    }
    hold(complaints);
}

#[tokio::test]
async fn functions_with_other_rights_are_the_resolvers_and_nobody_elses() {
    let world = TestPortal::new().await;
    let functions: Vec<(String, String, bool, bool, bool)> = sqlx::query_as(
        "select p.oid::regprocedure::text, p.proowner::regrole::text, p.prosecdef, coalesce('search_path=public, pg_temp' = any (p.proconfig), false),
                exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0)
           from pg_proc p where p.pronamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut world.superuser().await)
    .await
    .unwrap();
    let mut complaints = Vec::new();
    for (function, owner, definer, path, everybody) in functions {
        if !definer {
            continue;
        }
        if owner != "portico_resolver" {
            complaints.push(format!("{function} runs as {owner}: under FORCE the tables' owner sees nothing, and a superuser everything; `alter function … owner to portico_resolver`"));
        }
        if !path {
            complaints.push(format!("{function} has no `set search_path = public, pg_temp`: whoever calls it chooses which tables it means"));
        }
        if everybody {
            complaints.push(format!("{function} may be called by everybody: `revoke all … from public`, then grant it to who needs it"));
        }
    }
    hold(complaints);
}
