use sqlx::postgres::PgConnectOptions;

/// How to reach a PostgreSQL.
pub type ConnectOptions = PgConnectOptions;

/// Reads `postgres://user:password@host:port/database?sslmode=…` (a socket's folder goes into `?host=`).
///
/// # Errors
/// What was expected instead; never the URL, which may hold a password.
pub fn read_url(url: &str) -> Result<ConnectOptions, String> {
    let expected = "expected postgres://user:password@host/database";
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(expected.into());
    }
    url.parse().map_err(|error| format!("{expected} ({error})"))
}

/// Where the options lead, without what signs us in there.
pub fn describe(options: &ConnectOptions) -> String {
    let database = options.get_database().unwrap_or(options.get_username());
    match options.get_socket() {
        Some(folder) => format!("{database} in {} as {}", folder.display(), options.get_username()),
        None => format!("{database} at {}:{} as {}", options.get_host(), options.get_port(), options.get_username()),
    }
}
