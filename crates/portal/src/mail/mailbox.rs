//! The development mailbox: what a portal without SMTP would have sent. A production portal has none.

use crate::{Error, Portal, Result};
use time::OffsetDateTime;
use uuid::Uuid;

/// A mail in the list.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Uuid,
    pub at: OffsetDateTime,
    pub recipient: String,
    pub subject: String,
}

/// A mail with its two bodies.
#[derive(Debug, Clone)]
pub struct Opened {
    pub kept: Kept,
    pub text: String,
    pub html: String,
}

/// The newest hundred, newest first; those to one address when there is one.
///
/// # Errors
/// `NotFound` in production.
pub async fn list(portal: &Portal, recipient: Option<&str>) -> Result<Vec<Kept>> {
    not_in_production(portal)?;
    Ok(sqlx::query_as!(
        Kept,
        "select id, at, recipient, subject from dev_mail where $1::text is null or recipient = $1 order by id desc limit 100",
        recipient
    )
    .fetch_all(&portal.db.web)
    .await?)
}

/// One mail.
///
/// # Errors
/// `NotFound`, in production always.
pub async fn open(portal: &Portal, id: &str) -> Result<Opened> {
    not_in_production(portal)?;
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let row = sqlx::query!("select id, at, recipient, subject, text_body, html_body from dev_mail where id = $1", id)
        .fetch_optional(&portal.db.web)
        .await?
        .ok_or(Error::NotFound)?;
    let kept = Kept { id: row.id, at: row.at, recipient: row.recipient, subject: row.subject };
    Ok(Opened { kept, text: row.text_body, html: row.html_body })
}

fn not_in_production(portal: &Portal) -> Result<()> {
    if portal.settings.production { Err(Error::NotFound) } else { Ok(()) }
}
