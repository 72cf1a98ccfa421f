use super::{Password, PasswordHash, Share};
use crate::{
    Portal, Result,
    throttle::{self, Key, Limit},
};

/// Checks a password whose tries are counted. Only a wrong one stays counted: neither one that was right, nor one that was not even tried
/// for want of a core.
///
/// # Errors
/// `Limited` after many wrong ones · `Unavailable`.
pub(crate) async fn attempt(
    portal: &Portal,
    password: Password,
    against: Option<PasswordHash>,
    share: Share,
    counted: &[(Limit, Key)],
) -> Result<bool> {
    let now = portal.clock.now();
    throttle::count(&mut *portal.db.web.acquire().await?, now, counted).await?;
    // No connection is held while it waits for a core.
    let answer = portal.passwords.check(password, against, share).await;
    if !matches!(answer, Ok(false)) {
        throttle::forgive(&mut *portal.db.web.acquire().await?, now, counted).await?;
    }
    answer
}
