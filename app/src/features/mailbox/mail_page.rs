use crate::{
    shell::Html,
    ui::{ButtonLink, Card, KeyValue, KeyValues, Moment, PageHeader, Told},
};
use leptos::prelude::*;
use portal::mail::mailbox::Opened;
use words::t;

/// One mail, both ways that a mail program may show it.
#[component]
pub fn MailPage(options: LeptosOptions, mail: Opened) -> impl IntoView {
    let Opened { kept, text, .. } = mail;
    let source = format!("/dev/mailbox/{}/html", kept.id);
    view! {
        <Html options islands=false prefetch=false>
            <main data-room="house" class="mx-auto grid max-w-house gap-6 px-4 pt-5 pb-16 tablet:px-10 tablet:pt-7">
                <PageHeader title=kept.subject>
                    <ButtonLink href="/dev/mailbox">{t!(mailbox.all)}</ButtonLink>
                </PageHeader>
                <KeyValues>
                    <KeyValue label=t!(mailbox.to)>{kept.recipient}</KeyValue>
                    <KeyValue label=t!(mailbox.at)>
                        <Moment at=kept.at told=Told::Exact />
                    </KeyValue>
                </KeyValues>
                <Card title=t!(mailbox.rich) flush=true>
                    // Its links lead out of the frame; nothing in it runs.
                    <iframe
                        src=source
                        title=t!(mailbox.rich)
                        sandbox="allow-top-navigation-by-user-activation"
                        class="h-[36rem] w-full rounded-b-card"
                    ></iframe>
                </Card>
                <Card title=t!(mailbox.plain)>
                    <pre class="overflow-x-auto font-mono text-sm whitespace-pre-wrap">{text}</pre>
                </Card>
            </main>
        </Html>
    }
}
