//! What a failed form comes back with: its fields, never secrets, and what was wrong, for ten minutes (DECISIONS 13).

use crate::{
    Error, Portal, Result,
    access::Visitor,
    browser,
    db::jsonb,
    secret::SecretHash,
    throttle::{self, limits},
};
use contract::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Duration;

const KEPT_FOR: Duration = Duration::minutes(10);

/// How much of one form is kept: more than any form of ours takes.
const MOST_BYTES: usize = 128 * 1024;
/// The same for somebody signed out, whose forms are all short: nobody shall fill the disk with what they mistype.
const MOST_BYTES_OF_A_STRANGER: usize = 4 * 1024;

/// A form on its way back to its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What was typed, by field name; a field that came several times has several values.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What was wrong; `None` when this is a word of success.
    pub problem: Option<Problem>,
    /// What went well, in words.
    pub notice: Option<String>,
    /// How that is undone, where it can be.
    pub undo: Option<Undo>,
}

/// A form that undoes what another did: where it goes, and its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// Keeps it under the session or visit.
///
/// # Errors
/// `Limited` after very many by people who are signed out, from one neighbourhood or with browsers of one person.
pub async fn keep(portal: &Portal, visitor: &Visitor, form: &str, kept: &Kept) -> Result<()> {
    let holder = visitor.holder().ok_or_else(|| Error::internal("neither a session nor a visit"))?;
    let (now, is_stranger) = (portal.clock.now(), visitor.signed_in.is_none());
    if is_stranger {
        let mut db = portal.db.web.acquire().await?;
        let counted = browser::counted(&mut db, visitor, limits::FORMS_OF_PERSON, limits::FORMS_FROM_BLOCK, now).await?;
        throttle::count(&mut db, now, &[counted]).await?;
    }
    let most = if is_stranger { MOST_BYTES_OF_A_STRANGER } else { MOST_BYTES };
    let mut kept = jsonb(kept)?;
    if kept["fields"].to_string().len() > most {
        kept["fields"] = serde_json::json!({});
    }
    sqlx::query!(
        "insert into form_return (holder_hash, form, kept, expires_at) values ($1, $2, $3, $4)
         on conflict (holder_hash, form) do update set kept = excluded.kept, expires_at = excluded.expires_at",
        holder.as_slice(),
        form,
        kept,
        now + KEPT_FOR
    )
    .execute(&portal.db.web)
    .await?;
    Ok(())
}

/// Takes it back, once.
pub async fn take(portal: &Portal, holder: SecretHash, form: &str) -> Result<Option<Kept>> {
    let kept = sqlx::query_scalar!(
        "delete from form_return where holder_hash = $1 and form = $2 returning case when expires_at > $3 then kept end",
        holder.as_slice(),
        form,
        portal.clock.now()
    )
    .fetch_optional(&portal.db.web)
    .await?;
    kept.flatten().map(serde_json::from_value).transpose().map_err(Error::internal)
}
