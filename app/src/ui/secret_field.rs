use super::{
    MaybeText,
    labelled::{BOX, LINE, Labelled, described_by},
};
use leptos::prelude::*;

/// A secret of a machine, to be pasted: hidden like a password, but nothing that a password manager should keep. May stay empty.
#[component]
pub fn SecretField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: MaybeText,
    /// The label's language, where it is another product's word.
    #[prop(default = None)]
    lang: Option<&'static str>,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let id = name.clone();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    view! {
        <Labelled id=id.clone() label lang hint error=error.clone()>
            <input
                id=id
                name=name
                type="password"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{BOX} {LINE} px-3")
            />
        </Labelled>
    }
    .into_any()
}
