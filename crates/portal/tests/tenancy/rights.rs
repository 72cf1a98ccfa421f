//! docs/ARCHITECTURE.md's table of database roles and what they may do, written from the catalogue: it can't be out of date.

use sqlx::PgConnection;
use std::{collections::BTreeMap, fmt::Write, path::Path};
use testkit::TestPortal;

const BEGIN: &str = "<!-- rights: written by crates/portal/tests/tenancy/rights.rs -->";
const END: &str = "<!-- end of rights -->";
const ROLES: [&str; 3] = ["portico_web", "portico_worker", "portico_resolver"];

/// Per table, a cell for each role.
async fn tables(db: &mut PgConnection) -> String {
    let rows: Vec<(String, bool, String, String)> = sqlx::query_as(
        "select c.relname::text, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id'), r.role,
                concat_ws(' ',
                    (select string_agg(p.word, ' ' order by p.n)
                       from (values (1, 'SELECT', 'read'), (2, 'INSERT', 'insert'), (3, 'UPDATE', 'update'), (4, 'DELETE', 'delete')) as p (n, name, word)
                      where has_table_privilege(r.role, c.oid, p.name)),
                    (select 'read ' || string_agg(a.attname, ', ' order by a.attnum)
                       from pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        and has_column_privilege(r.role, c.oid, a.attnum, 'SELECT') and not has_table_privilege(r.role, c.oid, 'SELECT')))
           from pg_class c, unnest($1::text[]) with ordinality as r (role, n)
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          order by 2 desc, c.relname, r.n",
    )
    .bind(ROLES)
    .fetch_all(db)
    .await
    .unwrap();
    let mut table = String::from("| table | tenant | web | worker | resolver |\n|---|---|---|---|---|\n");
    for cells in rows.chunks(ROLES.len()) {
        let (name, tenant, ..) = &cells[0];
        let rights: Vec<&str> = cells.iter().map(|(.., rights)| if rights.is_empty() { "·" } else { rights.as_str() }).collect();
        writeln!(table, "| `{name}` | {} | {} |", if *tenant { "yes" } else { "·" }, rights.join(" | ")).unwrap();
    }
    table
}

/// Each definer function, who may call it, and which modules do.
async fn functions(db: &mut PgConnection) -> String {
    let rows: Vec<(String, String, Vec<String>)> = sqlx::query_as(
        "select p.proname::text, pg_get_function_identity_arguments(p.oid),
                array(select replace(a.grantee::regrole::text, 'portico_', '') from aclexplode(p.proacl) as a where a.grantee <> p.proowner order by 1)
           from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by p.proname",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let mut callers: BTreeMap<&str, Vec<String>> = rows.iter().map(|(name, ..)| (name.as_str(), Vec::new())).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&source, &mut files);
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let module = file.strip_prefix(&source).unwrap().display().to_string();
        for (name, callers) in &mut callers {
            if text.contains(&format!("{name}($")) {
                callers.push(format!("`{module}`"));
            }
        }
    }
    let mut table = String::from("| function | may be called by | is called in |\n|---|---|---|\n");
    for (name, arguments, roles) in &rows {
        let called = &callers[name.as_str()];
        assert!(!called.is_empty(), "nobody calls {name}: drop the function, for each is a hole that someone must watch");
        writeln!(table, "| `{name}({arguments})` | {} | {} |", roles.join(", "), called.join(", ")).unwrap();
    }
    table
}

fn walk(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

#[tokio::test]
async fn the_document_says_what_the_database_says() {
    let world = TestPortal::new().await;
    let mut db = world.superuser().await;
    let written = format!("{BEGIN}\n{}\n{}{END}", tables(&mut db).await, functions(&mut db).await);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ARCHITECTURE.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap_or_else(|| panic!("docs/ARCHITECTURE.md lacks the line {BEGIN}"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("docs/ARCHITECTURE.md lacks the line {END}"));
    let document_now = format!("{before}{written}{after}");
    if document != document_now {
        std::fs::write(&path, document_now).unwrap();
        panic!("the rights changed: docs/ARCHITECTURE.md has been rewritten, read its diff and commit it\n{written}");
    }
}
