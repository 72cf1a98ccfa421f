//! A development portal has no DNS of its own to publish in: for names that the public DNS will never have it answers itself, and
//! here is the other end of that.

use super::{list::Domain, look::has, sql};
use crate::{
    Error, Portal, Result,
    access::{Can, permission::ManageSignIn, permission::SeeSignIn},
};
use contract::DomainId;

/// Whether this portal answers for that domain itself, and if so, whether its proof is published.
pub async fn played(can: &Can<SeeSignIn>, domain: &Domain) -> Result<Option<bool>> {
    if !is_played(can.portal(), domain) {
        return Ok(None);
    }
    Ok(Some(has(&sql::played(&can.portal().db.web, &domain.host()).await?, &domain.value())))
}

/// Publishes the proof, or takes it away, as the domain's owner would in the DNS.
///
/// # Errors
/// `NotFound` in production, for names of the public DNS, and where the domain isn't there.
pub async fn play(can: &Can<ManageSignIn>, id: DomainId, published: bool) -> Result<()> {
    let domain = super::find(&can.can()?, id).await?;
    if !is_played(can.portal(), &domain) {
        return Err(Error::NotFound);
    }
    sql::play(&can.portal().db.web, &domain.host(), &domain.value(), published).await
}

fn is_played(portal: &Portal, domain: &Domain) -> bool {
    !portal.settings.production && domain.name.is_of_development()
}
