use crate::{
    shell::Html,
    ui::{ButtonLink, Cell, Column, EmptyState, Link, Moment, PageHeader, Row, Shows, Table},
};
use leptos::prelude::*;
use portal::mail::mailbox::Kept;
use words::t;

/// What would have been sent, newest first.
#[component]
pub fn ListPage(options: LeptosOptions, mails: Vec<Kept>, recipient: Option<String>) -> impl IntoView {
    let title = match &recipient {
        Some(address) => t!(mailbox.only, address = address.clone()),
        None => t!(mailbox.title).to_owned(),
    };
    let columns = vec![Column::new(t!(mailbox.subject)), Column::new(t!(mailbox.to)).from(Shows::Tablet), Column::new(t!(mailbox.at))];
    let rows = if mails.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuMailOpen title=t!(mailbox.empty) text=t!(mailbox.empty_text) /> }.into_any()
    } else {
        view! {
            <Table name=t!(mailbox.title) columns>
                {mails.into_iter().map(row).collect_view()}
            </Table>
        }
        .into_any()
    };
    view! {
        <Html options islands=false prefetch=false>
            <main data-room="house" class="mx-auto max-w-house px-4 pt-5 pb-16 tablet:px-10 tablet:pt-7">
                <PageHeader title text=t!(mailbox.text)>
                    {recipient.map(|_| view! { <ButtonLink href="/dev/mailbox">{t!(mailbox.all)}</ButtonLink> })}
                </PageHeader>
                {rows}
            </main>
        </Html>
    }
}

fn row(mail: Kept) -> impl IntoView {
    view! {
        <Row>
            <Cell grows=true>
                <Link href=format!("/dev/mailbox/{}", mail.id)>{mail.subject}</Link>
            </Cell>
            <Cell shows=Shows::Tablet>{mail.recipient}</Cell>
            <Cell>
                <Moment at=mail.at />
            </Cell>
        </Row>
    }
}
