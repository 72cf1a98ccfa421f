use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, migrate::Migrator, postgres::PgConnectOptions};
use std::collections::HashSet;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Why the schema is not what this build needs.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("PostgreSQL {found} is too old: Portico needs 15 or newer")]
    TooOld { found: i32 },
    #[error("the database has no schema yet: run `portico migrate`")]
    Empty,
    #[error("the database lacks {missing} migration(s) that this version of Portico needs: run `portico migrate`")]
    Behind { missing: usize },
    #[error("the database was migrated by a newer version of Portico: run that version, or restore a backup")]
    Ahead,
    #[error("the roles could not be made: the user that migrates needs CREATEROLE and to own the database ({0})")]
    Roles(#[source] sqlx::Error),
    #[error("a migration failed")]
    Migration(#[source] sqlx::migrate::MigrateError),
    #[error("the database could not be asked")]
    Database(#[from] sqlx::Error),
}

/// Makes the roles and brings the schema up to date, as the owner role. Idempotent.
///
/// # Errors
/// See [`MigrateError`].
pub async fn migrate(options: &PgConnectOptions) -> Result<(), MigrateError> {
    let mut connection = PgConnection::connect_with(options).await?;
    let (version,): (i32,) = sqlx::query_as("select current_setting('server_version_num')::int").fetch_one(&mut connection).await?;
    if version < 150_000 {
        return Err(MigrateError::TooOld { found: version / 10_000 });
    }
    connection.execute(AssertSqlSafe(include_str!("roles.sql"))).await.map_err(MigrateError::Roles)?;
    connection.close().await?;

    let mut owner = PgConnection::connect_with(&options.clone().options([("role", "portico_owner")])).await?;
    MIGRATIONS.run(&mut owner).await.map_err(failed)?;
    // The web role asks which migrations have run before it serves.
    owner.execute("grant select on _sqlx_migrations to portico_web, portico_worker").await?;
    owner.close().await?;
    Ok(())
}

/// The migrator meets a newer version's schema as a migration that it has no file of.
fn failed(error: sqlx::migrate::MigrateError) -> MigrateError {
    match error {
        sqlx::migrate::MigrateError::VersionMissing(_) => MigrateError::Ahead,
        error => MigrateError::Migration(error),
    }
}

/// A connection takes its role on at once; where nobody has migrated yet there is none (SQLSTATE 22023, `invalid_parameter_value`).
fn without_roles(error: sqlx::Error) -> MigrateError {
    match error.as_database_error().and_then(|error| error.code()) {
        Some(code) if code == "22023" => MigrateError::Empty,
        _ => MigrateError::Database(error),
    }
}

/// A name for this build's schema: differs whenever a migration or the roles do.
pub fn fingerprint() -> String {
    let mut hash = Sha256::new();
    hash.update(include_str!("roles.sql"));
    for migration in MIGRATIONS.iter() {
        hash.update(&migration.checksum);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Refuses a schema that this build doesn't know exactly.
///
/// # Errors
/// `Empty`, `Behind` or `Ahead`, each saying what to do.
pub async fn check(pool: &sqlx::PgPool) -> Result<(), MigrateError> {
    let asked = sqlx::query_as("select to_regclass('_sqlx_migrations') is not null").fetch_one(pool).await;
    let (exists,): (bool,) = asked.map_err(without_roles)?;
    if !exists {
        return Err(MigrateError::Empty);
    }
    let applied: Vec<(i64,)> = sqlx::query_as("select version from _sqlx_migrations where success").fetch_all(pool).await?;
    let applied: HashSet<i64> = applied.into_iter().map(|(version,)| version).collect();
    let known: HashSet<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    match (known.difference(&applied).count(), applied.difference(&known).count()) {
        (0, 0) => Ok(()),
        (0, _) => Err(MigrateError::Ahead),
        (missing, _) => Err(MigrateError::Behind { missing }),
    }
}
