use super::{Password, PasswordHash, Share};
use crate::{
    Portal, Result,
    throttle::{self, Key, Limit, limits},
};
use contract::EmailAddress;

/// Checks the password of the account at that address, with its tries counted. Only a wrong one stays counted: neither one that was right, nor
/// one that was not even tried for want of a core. Right ones have a counter of their own; beyond it they cost what wrong ones do.
///
/// # Errors
/// `Limited` after many wrong ones, or very many right ones · `Unavailable`.
pub(crate) async fn attempt(
    portal: &Portal,
    address: &EmailAddress,
    password: Password,
    against: Option<PasswordHash>,
    share: Share,
    counted: &[(Limit, Key)],
) -> Result<bool> {
    let now = portal.clock.now();
    throttle::count(&mut *portal.db.web.acquire().await?, now, counted).await?;
    // No connection is held while it waits for a core.
    let answer = portal.passwords.check(password, against, share).await;
    if matches!(answer, Ok(false)) {
        return answer;
    }
    let mut db = portal.db.web.acquire().await?;
    if matches!(answer, Ok(true)) {
        throttle::count(&mut db, now, &[(limits::PASSWORD_RIGHT_FOR_ACCOUNT, Key::address(address))]).await?;
    }
    throttle::forgive(&mut db, now, counted).await?;
    answer
}
