use super::{
    about::{About, asked_for},
    frame::{At, show},
    lab::{Mend, received, table, ticket, written},
    path,
    said::outcome_badge,
    values::ours,
};
use crate::{
    ssr,
    ui::{CopyId, KeyValue, KeyValues, Link, Moment, Told},
};
use leptos::prelude::*;
use portal::{
    Error, Result,
    access::permission::SeeSignIn,
    connection::Connection,
    federation::log::{self, Entry},
};
use words::t;

/// One sign-in: the table of the test lab, and what to do.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn log_entry_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let id = ssr::param("entry").parse().map_err(|_| Error::NotFound)?;
    let entry = log::find(&can, connection.id, id).await?.ok_or(Error::NotFound)?;
    let mend = Mend { about: &about, connection: &connection, test: None, ours: ours(&connection)? };
    let page = view! {
        {head(&about, &entry)}
        <div class="grid grid-cols-1 items-start gap-6 desk:grid-cols-[minmax(0,1fr)_20rem]">
            <div class="grid min-w-0 grid-cols-1 gap-4">
                {table(&mend, &entry.report)}
                {received(&about, Some(&entry.report))}
                {report(&connection, &entry)}
            </div>
            <aside class="min-w-0 max-desk:row-start-1">{facts(&entry)}</aside>
        </div>
    };
    show(&can, &connection, At::Log, page).await
}

fn head(about: &About, entry: &Entry) -> AnyView {
    let (back, outcome, reference) = (path::log(&about.org, about.id), outcome_badge(entry.outcome), entry.reference.clone());
    view! {
        <div class="grid gap-1.5">
            <p>
                <Link href=back>{t!(connections.log.all)}</Link>
            </p>
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <h2 class="text-base font-semibold">{t!(connections.log.one_title, reference = reference)}</h2>
                {outcome}
            </div>
        </div>
    }
    .into_any()
}

fn facts(entry: &Entry) -> AnyView {
    let (at, reference) = (entry.at, entry.reference.clone());
    let address = entry.address.clone().unwrap_or_else(|| t!(connections.log.nobody).to_owned());
    let place =
        entry.ip.map(|ip| view! { <KeyValue label=t!(connections.log.place)><span class="font-mono text-xs">{ip.to_string()}</span></KeyValue> });
    let device = entry.device.clone();
    view! {
        <KeyValues>
            <KeyValue label=t!(connections.log.when)>
                <Moment at told=Told::Exact />
            </KeyValue>
            <KeyValue label=t!(connections.log.who)>
                <span class="wrap-anywhere">{address}</span>
            </KeyValue>
            <KeyValue label=t!(connections.log.device)>{device}</KeyValue>
            {place}
            <KeyValue label=t!(connections.log.reference)>
                <CopyId id=reference />
            </KeyValue>
        </KeyValues>
    }
    .into_any()
}

fn report(connection: &Connection, entry: &Entry) -> AnyView {
    let said = t!(connections.log.one_title, reference = entry.reference.clone());
    ticket(written(connection, None, Some(entry.at), &entry.report, &said))
}
