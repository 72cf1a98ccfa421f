//! The settings as they are written: environment variables, or options that override them. `portico --help` prints these comments.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{Arg, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

use super::practice_idp::Practice;

/// Portico: self-service onboarding for business software.
#[derive(Debug, Parser)]
#[command(name = "portico", version, disable_help_subcommand = true)]
pub struct CommandLine {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub settings: Settings,
}

impl CommandLine {
    /// Reads the program's own arguments and environment; ends the program with words when they can't be read.
    pub fn read() -> Self {
        let matches = Self::command().mut_args(without_blank_variable).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// A variable that is set to nothing counts as not set: that is how compose files and unit files leave one out.
pub(super) fn without_blank_variable(setting: Arg) -> Arg {
    let is_blank = setting.get_env().and_then(std::env::var_os).is_some_and(|value| value.to_string_lossy().trim().is_empty());
    if is_blank { setting.env(Resettable::Reset) } else { setting }
}

/// What `portico` can be told to do.
#[derive(Clone, Debug, Subcommand, PartialEq, Eq)]
pub enum Command {
    /// Serves the portal, and does its later work (mails, clean-up) too. This is the default.
    Serve {
        /// Leaves later work to `portico worker`, running elsewhere.
        #[arg(long)]
        no_worker: bool,
    },
    /// Does later work only, beside a portal served with `--no-worker`.
    Worker,
    /// Makes the database roles and brings the schema up to date; may be run again at any time.
    Migrate,
    /// Fills a development portal with a world to look at, and prints whom to sign in as; does nothing when it is there.
    Seed,
    /// Seals every secret at rest under the present key, after a change of it; may be run again, and while the portal serves.
    Reseal,
    /// Checks the settings and prints what would be used, secrets masked.
    CheckConfig,
}

/// Whom the portal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// For building and trying out: plain http, a mailbox in the browser, a key that is made when missing.
    Development,
    /// For people: https, real mail, and no secret with a default.
    Production,
}

#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Whom the portal is for. Production insists on https, mail, a secret key and terms.
    #[arg(long, env = "PORTICO_ENV", default_value = "development", global = true, help_heading = "Portal")]
    pub env: Environment,

    /// Where browsers reach the portal; every link in a mail begins with it, and no other Host is answered.
    #[arg(long, env = "PORTICO_ORIGIN", default_value = "http://127.0.0.1:3000", value_name = "URL", global = true, help_heading = "Portal")]
    pub origin: String,

    /// The vendor's name, as people read it.
    #[arg(long, env = "PORTICO_VENDOR_NAME", default_value = "Portico", value_name = "NAME", global = true, help_heading = "Portal")]
    pub vendor_name: String,

    /// The terms of service that a sign-up accepts.
    #[arg(long, env = "PORTICO_TERMS_URL", value_name = "URL", global = true, help_heading = "Portal")]
    pub terms_url: Option<String>,

    /// Their version, recorded with every acceptance; change it when they change.
    #[arg(long, env = "PORTICO_TERMS_VERSION", value_name = "VERSION", global = true, help_heading = "Portal")]
    pub terms_version: Option<String>,

    /// The privacy notice.
    #[arg(long, env = "PORTICO_PRIVACY_URL", value_name = "URL", global = true, help_heading = "Portal")]
    pub privacy_url: Option<String>,

    /// Who hears of security problems, for /.well-known/security.txt: a mailto: or https: address
    /// [default: mailto:security@ and the origin's host].
    #[arg(long, env = "PORTICO_SECURITY_CONTACT", value_name = "URI", global = true, help_heading = "Portal")]
    pub security_contact: Option<String>,

    /// The address and port to listen on.
    #[arg(long, env = "PORTICO_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT", global = true, help_heading = "Network")]
    pub listen: SocketAddr,

    /// Networks of the proxies in front, such as 10.0.0.0/8; X-Forwarded-For is believed from these alone.
    #[arg(
        long,
        env = "PORTICO_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "NETWORK,…",
        value_parser = network,
        global = true,
        help_heading = "Network"
    )]
    pub trusted_proxies: Vec<IpNet>,

    /// Private networks that may be reached when an organisation names a host in them, such as 10.20.0.0/16 for an identity
    /// provider inside; none by default, and addresses of the public internet always. Loopback is for tests and development only.
    #[arg(
        long,
        env = "PORTICO_OUTBOUND_ALLOW",
        value_delimiter = ',',
        value_name = "NETWORK,…",
        value_parser = network,
        global = true,
        help_heading = "Network"
    )]
    pub outbound_allow: Vec<IpNet>,

    /// The recursive name servers to ask, as addresses with or without a port [default: the system's].
    #[arg(
        long,
        env = "PORTICO_DNS_RESOLVERS",
        value_delimiter = ',',
        value_name = "ADDRESS,…",
        value_parser = resolver,
        global = true,
        help_heading = "Network"
    )]
    pub dns_resolvers: Vec<SocketAddr>,

    /// Where Prometheus reads /metrics. In production they are read here only; in development also where the portal listens.
    #[arg(long, env = "PORTICO_METRICS_LISTEN", value_name = "ADDRESS:PORT", global = true, help_heading = "Network")]
    pub metrics_listen: Option<SocketAddr>,

    /// An identity provider to practise with, as which anybody can sign in as anybody: off, on for browsers on this machine, or
    /// anywhere for a network in which that is meant [default: on in development, off in production].
    #[arg(long = "practice-idp", env = "PORTICO_PRACTICE_IDP", value_name = "SWITCH", global = true, help_heading = "Practice")]
    pub practice: Option<Practice>,

    /// The address and port it listens on [default: 127.0.0.1 and the port after the portal's].
    #[arg(long, env = "PORTICO_PRACTICE_LISTEN", value_name = "ADDRESS:PORT", global = true, help_heading = "Practice")]
    pub practice_listen: Option<SocketAddr>,

    /// Where browsers and the portal reach it; another host than the portal's, so that it is another site for browsers too
    /// [default: http://localhost and that port].
    #[arg(long, env = "PORTICO_PRACTICE_ORIGIN", value_name = "URL", global = true, help_heading = "Practice")]
    pub practice_origin: Option<String>,

    /// The PostgreSQL (15 or newer) to use. Without it Portico runs a private one in the data folder.
    #[arg(long, env = "PORTICO_DATABASE_URL", value_name = "URL", hide_env_values = true, global = true, help_heading = "Database")]
    pub database_url: Option<String>,

    /// Connections that pages and forms may hold at once.
    #[arg(long, env = "PORTICO_DATABASE_CONNECTIONS", default_value_t = 16, value_name = "COUNT", global = true, help_heading = "Database")]
    pub database_connections: u32,

    /// Where the private PostgreSQL keeps its data, and development its key
    /// [default: /var/lib/portico for root, else portico in $XDG_DATA_HOME or ~/.local/share].
    #[arg(long, env = "PORTICO_DATA_DIR", value_name = "FOLDER", global = true, help_heading = "Database")]
    pub data_dir: Option<PathBuf>,

    /// The folder with the private PostgreSQL's programs [default: Debian's newest, else the one from npm].
    #[arg(long, env = "PG_BIN", value_name = "FOLDER", global = true, help_heading = "Database")]
    pub pg_bin: Option<PathBuf>,

    /// The server that sends mail: smtps://user:password@host, or smtp://…?tls=required. Without it development keeps
    /// mail in /dev/mailbox.
    #[arg(long, env = "PORTICO_SMTP_URL", value_name = "URL", hide_env_values = true, global = true, help_heading = "Mail")]
    pub smtp_url: Option<String>,

    /// The sender: Name <address>.
    #[arg(long, env = "PORTICO_MAIL_FROM", value_name = "MAILBOX", global = true, help_heading = "Mail")]
    pub mail_from: Option<String>,

    /// 32 random bytes in base64 (openssl rand -base64 32), the same for every replica. Codes are stored under it, and the keys and
    /// client secrets of connections are sealed under it: to change it, name the old one as the key before and run `portico reseal`.
    /// Development makes one and keeps it in the data folder.
    #[arg(long, env = "PORTICO_SECRET_KEY", value_name = "BASE64", hide_env_values = true, global = true, help_heading = "Security")]
    pub secret_key: Option<String>,

    /// The secret key before this one, until `portico reseal` has been run.
    #[arg(long, env = "PORTICO_SECRET_KEY_BEFORE", value_name = "BASE64", hide_env_values = true, global = true, help_heading = "Security")]
    pub secret_key_before: Option<String>,

    /// How long a session lasts without use: a number and s, m, h or d.
    #[arg(long, env = "PORTICO_SESSION_IDLE", default_value = "14d", value_name = "TIME", value_parser = super::duration::parse, global = true, help_heading = "Security")]
    pub session_idle: std::time::Duration,

    /// How long a session lasts at most.
    #[arg(long, env = "PORTICO_SESSION_LIFETIME", default_value = "90d", value_name = "TIME", value_parser = super::duration::parse, global = true, help_heading = "Security")]
    pub session_lifetime: std::time::Duration,

    /// Passwords hashed at once, 19 MiB each [default: the number of cores].
    #[arg(long, env = "PORTICO_PASSWORD_WORKERS", value_name = "COUNT", global = true, help_heading = "Work")]
    pub password_workers: Option<std::num::NonZeroUsize>,

    /// Pieces of later work done at once.
    #[arg(long, env = "PORTICO_JOBS_AT_ONCE", default_value_t = 4, value_name = "COUNT", global = true, help_heading = "Work")]
    pub jobs_at_once: u32,

    /// How long requests and jobs under way get to finish when the server stops.
    #[arg(long, env = "PORTICO_DRAIN", default_value = "20s", value_name = "TIME", value_parser = super::duration::parse, global = true, help_heading = "Work")]
    pub drain: std::time::Duration,

    /// What is logged, as tracing directives: info, or portal=debug,info.
    #[arg(long, env = "PORTICO_LOG", default_value = "info", value_name = "DIRECTIVES", global = true, help_heading = "Work")]
    pub log: String,

    /// The folder of styles, scripts and fonts that the build made.
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = "target/site", value_name = "FOLDER", global = true, help_heading = "Work")]
    pub site_root: PathBuf,
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse().map(|address: std::net::IpAddr| address.into()))
        .map_err(|_| "expected a network such as 10.0.0.0/8 or an address".into())
}

/// A name server's address; at port 53 unless it says another (RFC 1035, section 4.2).
fn resolver(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse().map(|address: std::net::IpAddr| SocketAddr::new(address, 53)))
        .map_err(|_| "expected an address such as 9.9.9.9 or [2620:fe::fe]:53".into())
}
