use super::{
    MaybeText,
    labelled::{BOX, Labelled, described_by},
};
use leptos::prelude::*;

/// A field of several lines.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional)] optional: bool,
    #[prop(default = 4)] rows: u32,
    /// The label's language, where it is another product's word.
    #[prop(default = None)]
    lang: Option<&'static str>,
    #[prop(optional, into)] placeholder: String,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let id = name.clone();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    view! {
        <Labelled id=id.clone() label lang hint optional error=error.clone()>
            <textarea
                id=id
                name=name
                rows=rows.to_string()
                required=!optional
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{BOX} px-3 py-2")
                inner_html=inside_textarea(&value)
            />
        </Labelled>
    }
    .into_any()
}

/// Text as the inside of a `<textarea>`. Leptos writes the children of this element as they are, so a `</textarea>` in somebody's
/// text would end it; and browsers drop a first line break.
pub fn inside_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_their_way_out_of_a_text_area() {
        let html = view! { <TextArea name="note" label="Note" value="</textarea><script>alert(1)</script> & more" /> }.to_html();
        assert!(html.contains("\n&lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; more</textarea>"), "{html}");
    }
}
