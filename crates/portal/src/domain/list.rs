use super::{
    look::Look,
    model::{self, Method, Policy, Standing, State},
    name::DomainName,
    sql,
};
use crate::{
    Error, Result,
    access::{Can, permission::SeeSignIn},
};
use contract::{DomainId, Role};
use time::OffsetDateTime;

/// A domain of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    pub id: DomainId,
    pub name: DomainName,
    pub standing: Standing,
    pub policy: Policy,
    /// What they become who join by it.
    pub join_role: Role,
    pub added_at: OffsetDateTime,
    pub checked_at: Option<OffsetDateTime>,
    /// `None`: we no longer look by ourselves.
    pub next_check_at: Option<OffsetDateTime>,
    pub(super) token: String,
}

impl Domain {
    pub fn state(&self) -> State {
        self.standing.state
    }

    /// Where the proof was found last.
    pub fn method(&self) -> Option<Method> {
        self.standing.seen.map(|(_, method)| method)
    }

    /// The host of the TXT record that proves it.
    pub fn host(&self) -> String {
        model::host(self.name.as_str())
    }

    /// The same as most providers want it: without the registered domain, which they add themselves.
    pub fn short_host(&self) -> String {
        let host = self.host();
        let short = self.name.registrable().and_then(|registrable| host.strip_suffix(&format!(".{registrable}")));
        short.unwrap_or(&host).to_owned()
    }

    /// The value that proves it, as a TXT record or as the file.
    pub fn value(&self) -> String {
        model::value(&self.token)
    }

    /// Where the file is.
    pub fn file_url(&self) -> String {
        model::file_url(self.name.as_str())
    }
}

/// What one check saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub at: OffsetDateTime,
    pub look: Look,
    /// The proof was there, and the domain not to be had.
    pub refused: bool,
}

/// Every domain, by name.
pub async fn list(can: &Can<SeeSignIn>) -> Result<Vec<Domain>> {
    let mut read = can.read().await?;
    sql::list(read.conn(), can.org_id()).await
}

/// One domain.
///
/// # Errors
/// `NotFound`.
pub async fn find(can: &Can<SeeSignIn>, id: DomainId) -> Result<Domain> {
    let mut read = can.read().await?;
    sql::find(read.conn(), can.org_id(), id).await?.ok_or(Error::NotFound)
}

/// What the last check of a domain saw.
pub async fn last_check(can: &Can<SeeSignIn>, id: DomainId) -> Result<Option<Check>> {
    let mut read = can.read().await?;
    sql::last_check(read.conn(), can.org_id(), id).await
}
