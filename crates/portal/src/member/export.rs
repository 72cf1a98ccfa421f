use super::{Filter, Listing, SortBy, find, list::Row};
use crate::{
    Error, Result,
    access::{Can, permission::SeeMembers},
    audit::Event,
    page::Edge,
    spreadsheet,
};
use futures::{Stream, stream};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// How many members are in memory at a time.
const CHUNK: usize = 1_000;

const COLUMNS: [&str; 8] = ["name", "address", "roles", "status", "source", "joined", "last_active", "id"];

/// Those members as CSV, by name, safe to open in a spreadsheet; recorded before the first byte leaves. Instants are in UTC.
/// Answers the file's name and its chunks.
pub async fn export(can: Can<SeeMembers>, filter: Filter) -> Result<(String, impl Stream<Item = Result<Vec<u8>>> + Send)> {
    let now = can.portal().clock.now();
    can.begin().await?.commit(Event::MembersExported { filter: filter.to_string() }).await?;
    let name = format!("{}-members-{}.csv", can.org().slug, now.date());
    let begin = Some((Edge::First, spreadsheet::line(COLUMNS)));
    let chunks = stream::try_unfold(begin, move |step| {
        let (can, listing) = (can.clone(), Listing { filter: filter.clone(), by: SortBy::Name, ..Listing::default() });
        async move {
            let Some((edge, mut written)) = step else { return Ok(None) };
            let mut read = can.read().await?;
            let rows = find::page(read.conn(), can.org_id(), &listing, &edge, now, CHUNK).await?;
            let next = rows.last().filter(|_| rows.len() == CHUNK).map(|row| (Edge::After(row.mark(listing.order())), Vec::new()));
            for row in rows {
                written.extend(line(row)?);
            }
            Ok(Some((written, next)))
        }
    });
    Ok((name, chunks))
}

fn line(row: Row) -> Result<Vec<u8>> {
    let Some(member) = row.member() else { return Ok(Vec::new()) };
    let instant = |at: Option<OffsetDateTime>| at.map(|at| at.format(&Rfc3339)).transpose().map_err(Error::internal);
    let roles: Vec<&str> = member.roles.iter().map(|role| role.key()).collect();
    let cells = [
        member.name,
        member.address,
        roles.join(", "),
        member.status.key().to_owned(),
        member.source.key().to_owned(),
        instant(Some(member.joined_at))?.unwrap_or_default(),
        instant(member.last_active_at)?.unwrap_or_default(),
        member.id.to_string(),
    ];
    Ok(spreadsheet::line(cells.iter().map(String::as_str)))
}
