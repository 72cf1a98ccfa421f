use super::{
    MaybeText,
    labelled::{BOX, Labelled, described_by},
    text_area::inside_textarea,
};
use crate::islands::{ChipsInput, ChipsWords};
use leptos::prelude::*;
use words::t;

/// Many addresses: a text area, one a line, which becomes chips where there is script.
#[component]
pub fn ChipsField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] placeholder: String,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let id = name.clone();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let words = ChipsWords { remove: t!(common.remove, name = "#"), add: placeholder.clone() };
    view! {
        <Labelled id=id.clone() label hint error=error.clone()>
            <textarea
                id=id.clone()
                name=name
                rows="3"
                required=true
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{BOX} px-3 py-2")
                inner_html=inside_textarea(&value)
            />
            <ChipsInput over=id words />
        </Labelled>
    }
    .into_any()
}
