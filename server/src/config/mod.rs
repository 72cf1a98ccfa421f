//! What the operator decides: read once, checked as a whole, and then only handed on. Nothing else reads the environment.

pub mod duration;
mod origin;
mod practice_idp;
mod print;
mod secret_key;
mod settings;

#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use portal::db::ConnectOptions;
use portal::secret::ServerKey;
use portal::session::Lifetimes;

pub use origin::Origin;
use practice_idp::{Asked, with_loopback};
pub use practice_idp::{Practice, PracticeIdp};
pub use secret_key::SecretKey;
pub use settings::{Command, CommandLine, Environment, Settings};

/// How long the SMTP server may take over a mail: some hold back their greeting for half a minute to tire out senders of junk.
pub const SMTP_PATIENCE: Duration = Duration::from_secs(60);

/// Settings that have been found to fit together.
#[derive(Clone)]
pub struct Config {
    pub environment: Environment,
    pub origin: Origin,
    pub vendor: String,
    pub terms: Terms,
    /// A URI: whom to tell of security problems (RFC 9116, section 2.5.3).
    pub security_contact: String,
    pub listen: SocketAddr,
    pub metrics_listen: Option<SocketAddr>,
    pub trusted_proxies: Vec<IpNet>,
    pub outbound_allow: Vec<IpNet>,
    pub practice_idp: Option<PracticeIdp>,
    pub dns_resolvers: Vec<SocketAddr>,
    pub database: Database,
    pub database_connections: u32,
    pub data_dir: PathBuf,
    pub mail: Mail,
    pub secret_key: SecretKey,
    /// What secrets at rest may still be sealed under.
    pub secret_key_before: Option<ServerKey>,
    pub lifetimes: Lifetimes,
    pub password_workers: NonZeroUsize,
    pub jobs_at_once: u32,
    pub drain: Duration,
    pub log: String,
    pub site_root: PathBuf,
}

/// What a sign-up accepts.
#[derive(Clone, Debug)]
pub struct Terms {
    pub url: String,
    pub version: String,
    pub privacy_url: String,
}

/// Which PostgreSQL.
#[derive(Clone)]
pub enum Database {
    /// One that is given.
    Given(Box<ConnectOptions>),
    /// Our own, in the data folder, with these programs or those that are found.
    Private { bin_dir: Option<PathBuf> },
}

/// How mail leaves.
#[derive(Clone)]
pub enum Mail {
    Smtp {
        url: String,
        from: String,
    },
    /// It stays, to be read in the browser. Development only.
    Mailbox,
}

/// Everything that is wrong, so that it can be put right at once.
#[derive(Debug, thiserror::Error)]
#[error("these settings don't fit:{}", .0.iter().map(|refusal| format!("\n  - {refusal}")).collect::<String>())]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Checks the settings, each and together.
    ///
    /// # Errors
    /// All that is wrong, each with the setting's name, what was expected and what to do.
    pub fn check(settings: Settings) -> Result<Self, ConfigError> {
        let production = settings.env == Environment::Production;
        let mut check = Check { production, refusals: Vec::new() };
        let origin = check.origin(&settings.origin);
        let data_dir = check.data_dir(settings.data_dir);
        let secret_key = check.secret_key(given(settings.secret_key), &data_dir);
        let secret_key_before = check.secret_key_before(given(settings.secret_key_before));
        let mail = check.mail(given(settings.smtp_url), given(settings.mail_from));
        let database = check.database(given(settings.database_url), settings.pg_bin);
        let terms = Terms {
            url: check.needed_in_production("PORTICO_TERMS_URL", given(settings.terms_url), "https://vendor.example/terms"),
            version: check.needed_in_production("PORTICO_TERMS_VERSION", given(settings.terms_version), "development"),
            privacy_url: check.needed_in_production("PORTICO_PRIVACY_URL", given(settings.privacy_url), "https://vendor.example/privacy"),
        };
        // RFC 2142, section 4: the mailbox for security is called that.
        let security_contact = given(settings.security_contact).unwrap_or_else(|| format!("mailto:security@{}", origin.host()));
        check.contact(&security_contact);
        check.links(&terms);
        check.at_least_one("PORTICO_DATABASE_CONNECTIONS", settings.database_connections.into());
        check.at_least_one("PORTICO_JOBS_AT_ONCE", settings.jobs_at_once.into());
        check.at_least_one("PORTICO_SESSION_IDLE", settings.session_idle.as_secs());
        if settings.session_idle > settings.session_lifetime {
            check.refuse("PORTICO_SESSION_IDLE is longer than PORTICO_SESSION_LIFETIME: a session can't be idle for longer than it lasts".into());
        }
        check.outbound(&settings.outbound_allow);
        let asked = Asked { practice: settings.practice, listen: settings.practice_listen, origin: given(settings.practice_origin) };
        let practice_idp = check.practice_idp(asked, settings.listen, &origin);
        let reaches_itself = practice_idp.is_some() && !production;
        if settings.metrics_listen == Some(settings.listen) {
            check.refuse("PORTICO_METRICS_LISTEN and PORTICO_LISTEN are the same: give the figures a port of their own".into());
        }
        if let Err(error) = settings.log.parse::<tracing_subscriber::EnvFilter>() {
            check.refuse(format!("PORTICO_LOG can't be read ({error}): expected directives such as info or portal=debug,info"));
        }
        if !check.refusals.is_empty() {
            return Err(ConfigError(check.refusals));
        }
        Ok(Self {
            environment: settings.env,
            origin,
            vendor: settings.vendor_name,
            terms,
            security_contact,
            listen: settings.listen,
            metrics_listen: settings.metrics_listen,
            trusted_proxies: settings.trusted_proxies,
            outbound_allow: if reaches_itself { with_loopback(settings.outbound_allow) } else { settings.outbound_allow },
            practice_idp,
            dns_resolvers: settings.dns_resolvers,
            database,
            database_connections: settings.database_connections,
            data_dir,
            mail,
            secret_key,
            secret_key_before,
            lifetimes: Lifetimes { idle: seconds(settings.session_idle), absolute: seconds(settings.session_lifetime) },
            password_workers: settings.password_workers.unwrap_or_else(cores),
            jobs_at_once: settings.jobs_at_once,
            drain: settings.drain,
            log: settings.log,
            site_root: settings.site_root,
        })
    }

    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }
}

/// Gathers refusals; each answers with something to go on with, so that the next setting is looked at too.
struct Check {
    production: bool,
    refusals: Vec<String>,
}

impl Check {
    fn refuse(&mut self, refusal: String) {
        self.refusals.push(refusal);
    }

    fn origin(&mut self, text: &str) -> Origin {
        match Origin::parse(text) {
            Ok(origin) => {
                if self.production && !origin.is_https() {
                    self.refuse(format!("PORTICO_ORIGIN is {origin}: production is reached by https only, because cookies and codes would travel readable; give the https origin that browsers see"));
                }
                origin
            }
            Err(refusal) => {
                self.refuse(format!("PORTICO_ORIGIN: {refusal}"));
                Origin::unknown()
            }
        }
    }

    fn data_dir(&mut self, named: Option<PathBuf>) -> PathBuf {
        named.filter(|folder| !folder.as_os_str().is_empty()).or_else(usual_data_dir).unwrap_or_else(|| {
            self.refuse("PORTICO_DATA_DIR is not set and there is no home folder to put it in: name a folder".into());
            PathBuf::new()
        })
    }

    fn secret_key(&mut self, text: Option<String>, data_dir: &std::path::Path) -> SecretKey {
        let kept = SecretKey::KeptIn(data_dir.join("secret.key"));
        match text.as_deref().map(SecretKey::parse) {
            Some(Ok(key)) => return key,
            Some(Err(expected)) => self.refuse(format!("PORTICO_SECRET_KEY: {expected}")),
            None if self.production => {
                self.refuse("PORTICO_SECRET_KEY is not set: production makes none by itself; make one with `openssl rand -base64 32`, keep it, and give it to every replica".into());
            }
            None => {}
        }
        kept
    }

    fn secret_key_before(&mut self, text: Option<String>) -> Option<ServerKey> {
        match text.as_deref().map(secret_key::read) {
            Some(Ok(key)) => Some(key),
            Some(Err(expected)) => {
                self.refuse(format!("PORTICO_SECRET_KEY_BEFORE: {expected}"));
                None
            }
            None => None,
        }
    }

    fn mail(&mut self, url: Option<String>, from: Option<String>) -> Mail {
        match (url, from) {
            (Some(url), Some(from)) => {
                if let Err(refusal) = portal::mail::Postman::smtp(&url, &from, SMTP_PATIENCE) {
                    self.refuse(format!("PORTICO_SMTP_URL, PORTICO_MAIL_FROM: {refusal}"));
                }
                return Mail::Smtp { url, from };
            }
            (Some(_), None) => self.refuse("PORTICO_MAIL_FROM is not set: a mail needs a sender, such as `Portico <no-reply@vendor.example>`".into()),
            (None, _) if self.production => {
                self.refuse("PORTICO_SMTP_URL is not set: production has no mailbox in the browser; name the server that sends mail, such as smtps://user:password@host".into());
            }
            (None, _) => {}
        }
        Mail::Mailbox
    }

    fn database(&mut self, url: Option<String>, bin_dir: Option<PathBuf>) -> Database {
        match url.as_deref().map(portal::db::read_url) {
            Some(Ok(options)) => return Database::Given(Box::new(options)),
            Some(Err(refusal)) => self.refuse(format!("PORTICO_DATABASE_URL: {refusal}")),
            None => {}
        }
        Database::Private { bin_dir: bin_dir.filter(|folder| !folder.as_os_str().is_empty()) }
    }

    fn needed_in_production(&mut self, name: &str, value: Option<String>, otherwise: &str) -> String {
        if value.is_none() && self.production {
            self.refuse(format!("{name} is not set: a sign-up accepts the vendor's terms, so production needs to know them"));
        }
        value.unwrap_or_else(|| otherwise.into())
    }

    fn contact(&mut self, uri: &str) {
        let shape = uri.starts_with("mailto:") || uri.starts_with("https://") || uri.starts_with("tel:");
        if !shape || uri.chars().any(|c| c.is_control() || c.is_whitespace()) {
            self.refuse(format!("PORTICO_SECURITY_CONTACT is {uri:?}: expected a mailto:, https: or tel: address"));
        }
    }

    /// What listens on the machine itself trusts the machine: the database, the figures, a cloud's keys.
    fn outbound(&mut self, allow: &[IpNet]) {
        let own = [IpAddr::from([127, 0, 0, 1]), IpAddr::from([169, 254, 169, 254]), IpAddr::from(Ipv6Addr::LOCALHOST)];
        if let Some(net) = allow.iter().find(|net| self.production && own.iter().any(|address| net.contains(address))) {
            self.refuse(format!("PORTICO_OUTBOUND_ALLOW names {net}: production lets nobody reach this machine itself or its cloud's metadata through us; name the network that is meant"));
        }
    }

    fn practice_idp(&mut self, asked: Asked, listen: SocketAddr, origin: &Origin) -> Option<PracticeIdp> {
        let practice = PracticeIdp::check(asked, listen, origin, self.production).unwrap_or_else(|refusals| {
            self.refusals.extend(refusals);
            None
        });
        if practice.as_ref().is_some_and(|practice| practice.listen == listen) {
            self.refuse("PORTICO_PRACTICE_LISTEN and PORTICO_LISTEN are the same: give the practice identity provider a port of its own".into());
        }
        practice
    }

    fn links(&mut self, terms: &Terms) {
        for (name, url) in [("PORTICO_TERMS_URL", &terms.url), ("PORTICO_PRIVACY_URL", &terms.privacy_url)] {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                self.refuse(format!("{name} is {url:?}: expected an https address"));
            }
        }
    }

    fn at_least_one(&mut self, name: &str, count: u64) {
        if count == 0 {
            self.refuse(format!("{name} is 0: nothing would ever be done; expected at least 1"));
        }
    }
}

/// An option that is set to nothing counts as not given, as a variable does.
fn given(value: Option<String>) -> Option<String> {
    value.filter(|text| !text.trim().is_empty())
}

/// As the clock of the portal counts; a setting fits by far.
fn seconds(duration: Duration) -> time::Duration {
    time::Duration::seconds(duration.as_secs().try_into().unwrap_or(i64::MAX))
}

fn usual_data_dir() -> Option<PathBuf> {
    if rustix::process::geteuid().is_root() {
        return Some("/var/lib/portico".into());
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let data = data.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share")))?;
    Some(data.join("portico"))
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
