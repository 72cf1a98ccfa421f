use leptos::prelude::*;

/// A word that stands on another product's screen: a button, a menu entry, the value of a list. To the letter, and English whatever the
/// reader's language is, as the screen mostly is.
#[component]
pub fn Keycap(#[prop(into)] says: Oco<'static, str>) -> impl IntoView {
    view! { <kbd lang="en" translate="no" class="keycap">{says}</kbd> }.into_any()
}

/// Where to click, one after the other.
#[component]
pub fn Keycaps(path: &'static [&'static str]) -> impl IntoView {
    let keycap = |(nth, says): (usize, &&'static str)| {
        let arrow = (nth > 0).then_some(" → ");
        view! { {arrow} <Keycap says=*says /> }
    };
    path.iter().enumerate().map(keycap).collect_view().into_any()
}

/// The name of a field on another product's screen.
#[component]
pub fn TheirField(#[prop(into)] name: Oco<'static, str>) -> impl IntoView {
    view! { <b lang="en" translate="no" class="font-semibold">{name}</b> }.into_any()
}
