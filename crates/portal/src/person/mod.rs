//! People: global, owned by no organisation (DECISIONS 1).

mod sql;

use crate::{Result, password::PasswordHash};
use contract::{EmailAddress, Locale, PersonId, PersonName};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;

pub(crate) use sql::{Known, find, find_by_address, generation, hold, set_password};

/// How often a person's sessions were ended together: by another password or address, or by signing out everywhere. What was proven in one
/// generation makes no session in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Generation(pub(crate) i32);

/// Somebody who has just proven their address.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub id: PersonId,
    pub address: EmailAddress,
    pub name: PersonName,
    pub locale: Locale,
    /// IANA name, as [`crate::zone::parse`] answers it.
    pub zone: String,
    /// `None`: they sign in by mailed codes until they choose one.
    pub password_hash: Option<PasswordHash>,
    /// The terms they accepted.
    pub terms_version: String,
}

/// Makes a person of somebody whose address is proven. Their record begins in the caller's transaction too.
///
/// # Errors
/// `Conflict(AddressTaken)` when the address is somebody's already.
pub(crate) async fn create(db: &mut PgConnection, now: OffsetDateTime, person: &NewPerson) -> Result<()> {
    sql::insert(&mut *db, now, person).await?;
    if let Some(hash) = &person.password_hash {
        sql::set_password(db, now, person.id, hash).await?;
    }
    Ok(())
}
