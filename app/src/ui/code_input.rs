use super::{
    MaybeText,
    labelled::{Labelled, described_by},
};
use leptos::prelude::*;

/// Six digits from a mail. One input over six drawn cells: pasting, autofill and screen readers see a plain field.
///
/// The door script lights up the next cell and submits the form at the sixth digit typed.
#[component]
pub fn CodeInput(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let id = name.clone();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    view! {
        <Labelled id=id.clone() label hint error=error.clone()>
            <span class="code">
                <span aria-hidden="true">
                    <i />
                    <i />
                    <i />
                    <i />
                    <i />
                    <i />
                </span>
                <input
                    id=id
                    name=name
                    type="text"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    pattern="[0-9 ]{6,7}"
                    required=true
                    autofocus=autofocus
                    spellcheck="false"
                    data-code="6"
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                />
            </span>
        </Labelled>
    }
    .into_any()
}
