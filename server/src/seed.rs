//! `portico seed`: the world to look at, and whom to sign in as.

use std::io::Write;

use portal::seed::{LOGINS, PASSWORD, Seeded};
use portal::{Error, Portal};

use crate::config::Config;
use crate::practice::{self, Demo};
use crate::serve::{Failure, Postgres, beside, portal};

/// Makes the world unless it is there, and prints whom to sign in as.
///
/// # Errors
/// In production, and whatever keeps it from being made.
pub async fn seed(config: &Config) -> Result<(), Failure> {
    if config.is_production() {
        return Err("a production portal is for its own people: it takes no demo (PORTICO_ENV is production)".into());
    }
    let there = match beside(config, async |postgres| seed_in(config, postgres).await).await? {
        Seeded::Made => "The demo is there now.",
        Seeded::ThereAlready => "The demo is there already, as it was left.",
        Seeded::WorkerAtWork => return Err(
            "a portal is running on this database, and would take the demo's past for its present; stop it, or wait a minute if it has been killed"
                .into(),
        ),
    };
    Ok(std::io::stdout().write_all(format!("{there}\n\n{}", logins(config)).as_bytes())?)
}

async fn seed_in(config: &Config, postgres: &Postgres) -> Result<Seeded, Failure> {
    if postgres.is_private() {
        portal::db::migrate(&postgres.options).await?;
    }
    let portal = portal(config, &postgres.options)?;
    portal.db.check_schema().await?;
    let demo = |portal: &Portal| match &config.practice_idp {
        Some(practice) => Demo::new(practice::described(practice, config, portal).map_err(Error::internal)?).map(Some),
        None => Ok(None),
    };
    let seeded = portal::seed::seed(&portal, demo).await;
    portal.db.close().await;
    seeded.map_err(|error| match error {
        Error::Conflict(_) => {
            "some of the demo's people are there, but not all of it: it was interrupted, or somebody took their addresses; give it a database of its own".into()
        }
        error => error.into(),
    })
}

fn logins(config: &Config) -> String {
    let origin = &config.origin;
    let widest = LOGINS.iter().map(|login| login.address.len()).max().unwrap_or_default();
    let mut table = String::new();
    for login in LOGINS {
        table += &format!("  {:<widest$}  {:<12} {}\n", login.address, login.org, login.what);
    }
    format!("{table}\n  Sign in at {origin}/sign-in, everybody with the password: {PASSWORD}\n  Mail is at {origin}/dev/mailbox.\n")
}
