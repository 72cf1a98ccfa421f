use crate::{Result, browser::KNOWN_FOR, password::PasswordHash, person::Generation, secret::SecretHash};
use contract::{EmailAddress, PersonId};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// What signing in to an address needs to know.
pub(super) struct Account {
    pub person: PersonId,
    pub generation: Generation,
    pub hash: Option<PasswordHash>,
    /// Whether this browser has signed in to it before.
    pub knows_browser: bool,
}

pub(super) async fn account(
    db: &mut PgConnection,
    address: &EmailAddress,
    browser: Option<SecretHash>,
    now: OffsetDateTime,
) -> Result<Option<Account>> {
    let row = sqlx::query!(
        r#"select p.id, p.generation, pw.hash as "hash?",
                  exists (select from known_browser b where b.browser_hash = $2 and b.person_id = p.id and b.last_used_at > $3) as "knows_browser!"
             from person p
             left join person_password pw on pw.person_id = p.id
            where p.address = $1"#,
        address.as_str(),
        browser.as_ref().map_or(&[][..], SecretHash::as_slice),
        now - KNOWN_FOR
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Account {
        person: PersonId(row.id),
        generation: Generation(row.generation),
        hash: row.hash.map(PasswordHash::stored),
        knows_browser: row.knows_browser,
    }))
}
