//! Browsers that somebody has signed in with before, by a factor of their own. They keep their share of password checks and their own limits when
//! strangers attack, and remember how their person last signed in.

use crate::{
    Portal, Result,
    access::Visitor,
    secret::SecretHash,
    session::Proof,
    sign_in::SignedInNow,
    throttle::{Key, Limit},
};
use contract::{EmailAddress, PersonId};
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

/// For how long a browser is known after it was last signed in with.
pub const KNOWN_FOR: Duration = Duration::days(180);

/// How the owner of that address last signed in with this browser; `None` when they never did. One query, whoever asks.
pub(crate) async fn last_proof(
    db: &mut PgConnection,
    browser: Option<SecretHash>,
    address: &EmailAddress,
    now: OffsetDateTime,
) -> Result<Option<Proof>> {
    let method = sqlx::query_scalar!(
        "select b.last_method from known_browser b join person p on p.id = b.person_id
          where b.browser_hash = $1 and p.address = $2 and b.last_used_at > $3",
        browser.as_ref().map_or(&[][..], SecretHash::as_slice),
        address.as_str(),
        now - KNOWN_FOR
    )
    .fetch_optional(db)
    .await?;
    Ok(method.as_deref().and_then(Proof::from_key))
}

/// Who signed in last with this browser, if anybody has.
async fn whose(db: &mut PgConnection, browser: SecretHash, now: OffsetDateTime) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        "select person_id from known_browser where browser_hash = $1 and last_used_at > $2 order by last_used_at desc, person_id limit 1",
        browser.as_slice(),
        now - KNOWN_FOR
    )
    .fetch_optional(db)
    .await?;
    Ok(person.map(PersonId))
}

/// What somebody who is signed out counts against where no account is asked for: in a browser that somebody has signed in with, a counter of
/// that person's, which its neighbours can't use up; else the one of their address block.
pub(crate) async fn counted(
    db: &mut PgConnection,
    visitor: &Visitor,
    of_person: Limit,
    from_block: Limit,
    now: OffsetDateTime,
) -> Result<(Limit, Key)> {
    let person = match visitor.browser {
        Some(browser) => whose(db, browser, now).await?,
        None => None,
    };
    Ok(person.map_or_else(|| (from_block, Key::block(visitor.origin.ip)), |person| (of_person, Key::person(person))))
}

/// Remembers that somebody has just signed in with this browser, by a factor of their own: what a connection proves, whoever administers its
/// provider can prove as often as they like, and each new browser would be given tries of its own.
pub async fn remember(portal: &Portal, browser: SecretHash, signed_in: &SignedInNow) -> Result<()> {
    if !signed_in.by.is_own() {
        return Ok(());
    }
    sqlx::query!(
        "insert into known_browser (browser_hash, person_id, last_method, last_used_at) values ($1, $2, $3, $4)
         on conflict (browser_hash, person_id) do update set last_method = excluded.last_method, last_used_at = excluded.last_used_at",
        browser.as_slice(),
        signed_in.person.0,
        signed_in.by.key(),
        portal.clock.now()
    )
    .execute(&portal.db.web)
    .await?;
    Ok(())
}

/// Forgets every browser of a person but one: after a change of credentials they must earn it again.
pub(crate) async fn forget_others(db: &mut PgConnection, person: PersonId, but: Option<SecretHash>) -> Result<()> {
    sqlx::query!(
        "delete from known_browser where person_id = $1 and browser_hash <> $2",
        person.0,
        but.as_ref().map_or(&[][..], SecretHash::as_slice)
    )
    .execute(db)
    .await?;
    Ok(())
}
