//! What `check-config` shows: everything that would be used, secrets masked.

use std::fmt;

use super::{Config, Database, Mail, SecretKey, duration};

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, value: &dyn fmt::Display| writeln!(f, "{name:<22}{value}");
        line("environment", &format!("{:?}", self.environment).to_lowercase())?;
        line("origin", &self.origin)?;
        line("listen", &self.listen)?;
        line("metrics", &metrics(self))?;
        line("trusted proxies", &list(&self.trusted_proxies))?;
        line("outbound", &list(&self.outbound_allow))?;
        line("practice idp", &practice_idp(self))?;
        line("resolvers", &resolvers(&self.dns_resolvers))?;
        line("vendor", &self.vendor)?;
        line("terms", &format!("{} (version {})", self.terms.url, self.terms.version))?;
        line("privacy notice", &self.terms.privacy_url)?;
        line("security contact", &self.security_contact)?;
        line("database", &database(self))?;
        line("connections", &self.database_connections)?;
        line("mail", &mail(&self.mail))?;
        line("secret key", &secret_key(&self.secret_key))?;
        line("secret key before", &if self.secret_key_before.is_some() { "given (masked)" } else { "none" })?;
        line("sessions", &format!("{} idle, {} at most", span(self.lifetimes.idle), span(self.lifetimes.absolute)))?;
        line("password workers", &self.password_workers)?;
        line("jobs at once", &self.jobs_at_once)?;
        line("drain", &duration::print(self.drain))?;
        line("log", &self.log)?;
        line("site", &self.site_root.display())
    }
}

fn span(time: time::Duration) -> String {
    duration::print(time.unsigned_abs())
}

fn metrics(config: &Config) -> String {
    match config.metrics_listen {
        Some(address) => format!("http://{address}/metrics"),
        None if config.is_production() => "nowhere (PORTICO_METRICS_LISTEN is not set)".into(),
        None => format!("http://{}/metrics", config.listen),
    }
}

fn list<T: fmt::Display>(items: &[T]) -> String {
    if items.is_empty() { "none".into() } else { items.iter().map(T::to_string).collect::<Vec<_>>().join(", ") }
}

fn practice_idp(config: &Config) -> String {
    match &config.practice_idp {
        Some(practice) => format!("{} (listens on {})", practice.origin, practice.listen),
        None => "none".into(),
    }
}

fn resolvers(addresses: &[std::net::SocketAddr]) -> String {
    if addresses.is_empty() { "the system's".into() } else { list(addresses) }
}

fn database(config: &Config) -> String {
    match &config.database {
        Database::Given(options) => portal::db::describe(options),
        Database::Private { .. } => format!("private, in {}", config.data_dir.join("postgresql").display()),
    }
}

/// The server's address without what signs us in there.
fn mail(mail: &Mail) -> String {
    match mail {
        Mail::Smtp { url, from } => {
            let (scheme, rest) = url.split_once("://").unwrap_or(("smtp", url));
            let address = rest.rsplit_once('@').map_or(rest, |(_, address)| address);
            format!("{scheme}://{address} as {from}")
        }
        Mail::Mailbox => "stays here, in /dev/mailbox".into(),
    }
}

fn secret_key(key: &SecretKey) -> String {
    match key {
        SecretKey::Given(_) => "given (masked)".into(),
        SecretKey::KeptIn(path) => format!("kept in {}", path.display()),
    }
}
