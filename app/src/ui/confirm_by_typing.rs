use super::{
    MaybeText,
    labelled::{BOX, ErrorLine, LINE, described_by},
};
use leptos::prelude::*;
use words::rich;

/// A name to type before something that can't be undone. The browser refuses to send anything else; the server checks again.
#[component]
pub fn ConfirmByTyping(
    /// The field's name, and its id.
    #[prop(into)]
    name: String,
    /// What has to be typed, to the letter.
    #[prop(into)]
    phrase: String,
    /// What was typed, should it come back.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let (id, error) = (name.clone(), error.0);
    let described = described_by(&id, None, error.as_ref());
    let pattern = literally(&phrase);
    let shown = phrase.clone();
    view! {
        <div class="grid gap-1.5">
            <label for=id.clone()>{rich!(common.type_to_confirm, name = shown, <b> = <strong class="font-semibold select-all" />)}</label>
            <input
                id=id.clone()
                name=name
                type="text"
                value=value
                required=true
                pattern=pattern
                autofocus=true
                title=phrase
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
                class=format!("{BOX} {LINE} px-3")
            />
            <ErrorLine id error />
        </div>
    }
    .into_any()
}

/// A pattern that matches this text only (ECMAScript, with the `v` flag).
fn literally(text: &str) -> String {
    text.chars().flat_map(|c| r"^$\.*+?()[]{}|/".contains(c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_expression() {
        assert_eq!(literally("Acme (Europe) + Co."), r"Acme \(Europe\) \+ Co\.");
    }
}
