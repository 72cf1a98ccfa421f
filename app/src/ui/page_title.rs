use leptos::prelude::*;
use leptos_meta::Title;

/// What the browser's tab says. Headings of pages say it for them; only a page without one needs this.
#[component]
#[expect(clippy::disallowed_methods, reason = "this is what escapes for it")]
pub fn PageTitle(#[prop(into)] text: String) -> impl IntoView {
    view! { <Title text=inside_title(&text) /> }.into_any()
}

/// Where the page is, said after its title: the organisation, or the vendor.
#[component]
#[expect(clippy::disallowed_methods, reason = "this is what escapes for it")]
pub fn TitleEnd(#[prop(into)] place: String) -> impl IntoView {
    let place = inside_title(&place);
    view! { <Title formatter=move |text: String| format!("{text} · {place}") /> }.into_any()
}

/// Text as the inside of a `<title>`. `leptos_meta` writes it as it is, so an organisation called `</title><script>` would be a script.
fn inside_title(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_their_way_out_of_a_title() {
        assert_eq!(inside_title("</title><script> & Co."), "&lt;/title>&lt;script> &amp; Co.");
    }
}
