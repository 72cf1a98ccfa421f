use super::{Cursor, Entry, Filter, sql};
use crate::{
    Result,
    access::{Can, permission::SeeActivity},
};
use uuid::Uuid;

/// The newest entries about one member, invitation or request, for its own page.
pub async fn about(can: &Can<SeeActivity>, target: Uuid, most: i64) -> Result<Vec<Entry>> {
    let mut read = can.read().await?;
    sql::about(read.conn(), can.org_id(), target, most).await
}

/// The newest entries about anything.
pub async fn recent(can: &Can<SeeActivity>, most: usize) -> Result<Vec<Entry>> {
    let mut read = can.read().await?;
    sql::page(read.conn(), can.org_id(), &Filter::default(), (Uuid::nil(), Uuid::max()), Cursor::Newest, most).await
}
