use super::{
    MaybeText,
    labelled::{BOX, Labelled, described_by},
};
use leptos::prelude::*;

/// A file to send; its form needs `enctype="multipart/form-data"`.
#[component]
pub fn FileField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// What the browser offers first (HTML, `accept`). A courtesy: anything can be sent.
    accept: &'static str,
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
                type="file"
                accept=accept
                required=true
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!(
                    "{BOX} cursor-pointer p-1 file:mr-2.5 file:h-7 file:cursor-pointer file:rounded-sm file:bg-chip file:px-2.5 file:font-medium pointer-coarse:file:h-9",
                )
            />
        </Labelled>
    }
    .into_any()
}
