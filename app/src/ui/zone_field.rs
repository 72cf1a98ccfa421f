use super::{
    MaybeText,
    labelled::{BOX, LINE, Labelled, described_by},
};
use leptos::prelude::*;
use portal::zone;
use words::t;

/// A time zone: a few letters of a city find it among what the browser proposes. What is typed without its proposals is
/// understood, too, or said to be unknown.
#[component]
pub fn ZoneField(#[prop(into)] label: String, #[prop(into)] value: String, #[prop(optional, into)] error: MaybeText) -> impl IntoView {
    let (hint, error) = (Some(t!(common.zone_hint).to_owned()), error.0);
    let described = described_by("zone", hint.as_ref(), error.as_ref());
    let zones = zone::names().iter().map(|name| view! { <option value=name.clone()>{name.replace('_', " ")}</option> });
    view! {
        <Labelled id="zone" label hint error=error.clone()>
            <input
                id="zone"
                name="zone"
                list="zones"
                value=value
                required=true
                autocomplete="off"
                spellcheck="false"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{BOX} {LINE} px-3")
            />
            <datalist id="zones">{zones.collect_view()}</datalist>
        </Labelled>
    }
    .into_any()
}
