use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, postgres::PgConnectOptions};
use std::str::FromStr;

const ENV: &str = "PORTICO_TEST_DATABASE_URL";

/// A database of one test's own, copied from a migrated template; gone when the test is.
#[derive(Debug)]
pub struct Database {
    server: PgConnectOptions,
    name: String,
}

impl Database {
    /// # Panics
    /// When no test server is running; says how to get one.
    #[expect(clippy::disallowed_methods, reason = "a test reads where its server is, and databases' names are no part of its story")]
    pub async fn new() -> Self {
        let url = std::env::var(ENV).unwrap_or_else(|_| panic!("{ENV} is not set: run the tests by `make unit`, or under `with-postgres`"));
        let server = PgConnectOptions::from_str(&url).expect(ENV);
        let mut admin = PgConnection::connect_with(&server).await.expect("the test server answers");
        let template = template(&server, &mut admin).await;
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        admin
            .execute(AssertSqlSafe(format!("create database {name} template {template} strategy file_copy")))
            .await
            .expect("a database of one's own");
        admin.close().await.ok();
        Self { server, name }
    }

    /// As the superuser, whom row-level security doesn't bind: to arrange and to look, never to test isolation with.
    pub fn superuser(&self) -> PgConnectOptions {
        self.server.clone().database(&self.name)
    }

    /// As one of the portal's roles.
    pub fn role(&self, role: &str) -> PgConnectOptions {
        self.superuser().options([("role", role)])
    }

    pub(crate) async fn drop_now(server: PgConnectOptions, name: String) {
        if let Ok(mut admin) = PgConnection::connect_with(&server).await {
            admin.execute(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).await.ok();
        }
    }

    pub(crate) fn parts(&self) -> (PgConnectOptions, String) {
        (self.server.clone(), self.name.clone())
    }
}

/// The migrated template, made by whichever test comes first; its name changes with the migrations.
async fn template(server: &PgConnectOptions, admin: &mut PgConnection) -> String {
    let name = format!("portico_template_{}", portal::db::migrate::fingerprint());
    admin.execute("select pg_advisory_lock(7245)").await.expect("the template's lock");
    let (made,): (bool,) =
        sqlx::query_as("select exists (select from pg_database where datname = $1)").bind(&name).fetch_one(&mut *admin).await.expect("a look");
    if !made {
        let draft = format!("{name}_draft");
        admin.execute(AssertSqlSafe(format!("drop database if exists {draft} with (force)"))).await.expect("no draft");
        admin.execute(AssertSqlSafe(format!("create database {draft}"))).await.expect("a draft");
        portal::db::migrate(&server.clone().database(&draft)).await.expect("the migrations run");
        admin.execute(AssertSqlSafe(format!("alter database {draft} rename to {name}"))).await.expect("the template");
    }
    admin.execute("select pg_advisory_unlock(7245)").await.expect("the template's lock");
    name
}
