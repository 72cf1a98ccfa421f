//! A world to look at, for whoever builds Portico or tries it: three organisations, their people and some weeks of what they did.
//! Made by the portal's own verbs under a clock that walks through those weeks, so that every rule holds in it and every event
//! is true.

mod acme;
mod connected;
mod crowd;
mod hafenkontor;
mod meridian;
mod story;

use crate::{Error, Portal, Result, health, organization, person};
pub use connected::Provider;
use contract::{EmailAddress, OrgSlug};
use story::Story;

/// What everybody in [`LOGINS`] signs in with. Those who are not there have no password: they sign in by a mailed code.
pub const PASSWORD: &str = "a quiet harbour at dawn";

/// Somebody to sign in as.
#[derive(Debug, Clone, Copy)]
pub struct Login {
    pub address: &'static str,
    /// The address of the organisation that they are shown in.
    pub org: &'static str,
    /// What they are there, in a few words.
    pub what: &'static str,
}

/// Whom to sign in as.
pub const LOGINS: [Login; 9] = [
    Login { address: acme::ANA, org: acme::SLUG, what: "owner; auditor of hafenkontor, invited by meridian" },
    Login { address: acme::BO, org: acme::SLUG, what: "people administrator" },
    Login { address: acme::CHIDINMA, org: acme::SLUG, what: "sign-in administrator and auditor" },
    Login { address: acme::DARIUSZ, org: acme::SLUG, what: "member" },
    Login { address: acme::ELIF, org: acme::SLUG, what: "suspended" },
    Login { address: hafenkontor::JUERGEN, org: hafenkontor::SLUG, what: "owner, reads German" },
    Login { address: hafenkontor::SVENJA, org: hafenkontor::SLUG, what: "administrator, reads German" },
    Login { address: meridian::MARGARET, org: meridian::SLUG, what: "one of two owners, among 400 members" },
    Login { address: meridian::THULANI, org: meridian::SLUG, what: "people administrator" },
];

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    Made,
    /// As it was made before, and changed by whoever has used it since.
    ThereAlready,
    /// A portal is running on this database. Its worker would do today what this one does in weeks that are past.
    WorkerAtWork,
}

/// Makes the world, unless it is there; `provider` makes the one that Acme is connected to, in the portal whose clock is the story's, or none, and
/// then Acme isn't connected. Never in production. Mails of the past lie in the development mailbox: none leaves.
///
/// # Errors
/// `Forbidden` in production · `Conflict(AddressTaken)` when some of it is there but not all: it was interrupted, or somebody
/// has signed up with an address of its people.
pub async fn seed<P: Provider>(portal: &Portal, provider: impl FnOnce(&Portal) -> Result<Option<P>>) -> Result<Seeded> {
    if portal.settings.production {
        return Err(Error::Forbidden);
    }
    // The last organisation to be made; and the first person.
    let whole = OrgSlug::parse(meridian::SLUG).map_err(|flaw| Error::internal(flaw.to_string()))?;
    if !organization::is_free(portal, &whole).await? {
        return Ok(Seeded::ThereAlready);
    }
    let first = EmailAddress::parse(acme::ANA).map_err(|flaw| Error::internal(flaw.to_string()))?;
    if person::find_by_address(&portal.db.web, &first).await?.is_some() {
        return Err(Error::Conflict(contract::Rule::AddressTaken));
    }
    if health::worker_is_alive(portal).await? {
        return Ok(Seeded::WorkerAtWork);
    }
    let story = Story::begin(portal).await?;
    let ana = acme::tell(&story, provider(&story.portal)?.as_ref()).await?;
    hafenkontor::tell(&story, &ana).await?;
    meridian::tell(&story).await?;
    Ok(Seeded::Made)
}
