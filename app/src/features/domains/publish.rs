use crate::ui::{Card, CopyField};
use leptos::prelude::*;
use portal::domain::{Domain, Method, State};
use words::t;

/// What proves the domain: to be published, or once it is proven, to be left there.
pub fn publish(domain: &Domain) -> AnyView {
    match (domain.state(), domain.method()) {
        (State::Proven, Some(Method::File)) => {
            let file = file(domain);
            view! { <Card title=t!(domains.publish.kept_title) text=t!(domains.publish.kept_file)>{file}</Card> }.into_any()
        }
        (State::Proven, _) => {
            let record = record(domain);
            view! { <Card title=t!(domains.publish.kept_title) text=t!(domains.publish.kept_text)>{record}</Card> }.into_any()
        }
        _ => {
            let (record, file) = (record(domain), file(domain));
            view! {
                <Card title=t!(domains.publish.title) text=t!(domains.publish.text)>
                    {record}
                    <p class="text-xs text-muted">{t!(domains.publish.hint)}</p>
                </Card>
                <Card title=t!(domains.publish.file.title) text=t!(domains.publish.file.text)>{file}</Card>
            }
            .into_any()
        }
    }
}

fn record(domain: &Domain) -> AnyView {
    let (short, whole, value) = (domain.short_host(), domain.host(), domain.value());
    view! {
        <div class="grid gap-2">
            <CopyField label=t!(domains.publish.record) value="TXT" />
            <CopyField label=t!(domains.publish.host) value=short />
            <CopyField label=t!(domains.publish.host_whole) value=whole />
            <CopyField label=t!(domains.publish.value) value=value />
        </div>
    }
    .into_any()
}

fn file(domain: &Domain) -> AnyView {
    let (url, value) = (domain.file_url(), domain.value());
    view! {
        <div class="grid gap-2">
            <CopyField label=t!(domains.publish.file.url) value=url />
            <CopyField label=t!(domains.publish.file.content) value=value />
        </div>
    }
    .into_any()
}
