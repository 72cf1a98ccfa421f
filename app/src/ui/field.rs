use super::{
    MaybeText,
    labelled::{BOX, LINE, Labelled, described_by},
};
use leptos::prelude::*;

/// A field of one line. Its id is its name; two of one name on a page need an `id`. No field has a `maxlength`: a browser would cut what is
/// pasted without a word, and the answer says how long it may be.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// `text`, `email`, `url`, `tel`, `number`, `date`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: MaybeText,
    /// What is wrong with it; shown beside it, and announced.
    #[prop(optional, into)]
    error: MaybeText,
    /// Says "(optional)" and lets it be empty.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] placeholder: String,
    /// What stands fixed before the value, as the beginning of an address.
    #[prop(optional, into)]
    prefix: MaybeText,
    /// The `<datalist>` that holds what may be meant.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Says nothing of being optional: what stands around it does.
    #[prop(optional)]
    unmarked: bool,
    /// The label's language, where it is another product's word.
    #[prop(default = None)]
    lang: Option<&'static str>,
    #[prop(optional, into)] id: MaybeText,
) -> impl IntoView {
    let (hint, error, prefix, id) = (hint.0, error.0, prefix.0, id.0);
    let id = id.unwrap_or_else(|| name.clone());
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let invalid = error.is_some().then_some("true");
    let plain = prefix.is_none();
    let input = view! {
        <input
            id=id.clone()
            name=name
            type=kind
            value=value
            required=!optional
            autofocus=autofocus
            autocomplete=autocomplete
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            list=list
            spellcheck=(kind != "text").then_some("false")
            aria-invalid=invalid
            aria-describedby=described
            class=if plain { format!("{BOX} {LINE} px-3") } else { "h-full w-0 min-w-0 grow rounded-r-control pr-3 outline-none pointer-coarse:text-base".to_owned() }
        />
    };
    view! {
        <Labelled id label lang hint error optional={optional && !unmarked}>
            {match prefix {
                None => input.into_any(),
                Some(prefix) => {
                    view! {
                        <span
                            aria-invalid=invalid
                            class=format!("{BOX} {LINE} flex items-center focus-within:outline-2 focus-within:outline-accent")
                        >
                            <span class="max-w-3/5 shrink-0 truncate py-1 pl-3 text-muted">{prefix}</span>
                            {input}
                        </span>
                    }
                        .into_any()
                }
            }}
        </Labelled>
    }
    .into_any()
}
