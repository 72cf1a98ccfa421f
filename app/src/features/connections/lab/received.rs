use crate::{
    features::connections::about::About,
    ui::{Fold, KeyValue, KeyValues},
};
use leptos::prelude::*;
use portal::federation::Report;
use words::t;

/// What the provider said about the person, by its own names.
pub(in super::super) fn received(about: &About, report: Option<&Report>) -> AnyView {
    let Some(report) = report else { return ().into_any() };
    let subject = report.subject.clone().map(|subject| {
        view! { <KeyValue label=t!(connections.lab.subject)><span class="wrap-anywhere">{subject}</span></KeyValue> }
    });
    let attributes = report.attributes.iter().map(|(name, values)| {
        let values = values.iter().map(|value| view! { <li class="wrap-anywhere">{value.clone()}</li> }).collect_view();
        view! {
            <div class="grid gap-x-4 gap-y-0.5 px-4 py-3 tablet:grid-cols-[16rem_minmax(0,1fr)]">
                <dt class="font-mono text-xs leading-5 wrap-anywhere text-muted">{name.clone()}</dt>
                <dd class="min-w-0">
                    <ul class="grid gap-0.5">{values}</ul>
                </dd>
            </div>
        }
    });
    let attributes = attributes.collect_view();
    let nothing = (report.attributes.is_empty() && report.subject.is_none()).then(|| {
        view! { <p class="text-muted">{t!(connections.lab.attributes_none)}</p> }
    });
    let open = nothing.is_none();
    view! {
        <Fold title=t!(connections.lab.attributes, provider = about.provider.clone()) open>
            {nothing}
            {open.then(|| view! { <KeyValues>{subject} {attributes}</KeyValues> })}
        </Fold>
    }
    .into_any()
}
