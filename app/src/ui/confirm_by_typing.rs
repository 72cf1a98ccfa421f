use super::labelled::{BOX, LINE};
use leptos::prelude::*;
use words::rich;

/// A name to type before something that can't be undone. The browser refuses to send anything else; the server checks again.
#[component]
pub fn ConfirmByTyping(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What has to be typed, to the letter.
    #[prop(into)]
    phrase: String,
) -> impl IntoView {
    let id = format!("{name}-confirmation");
    let pattern = literally(&phrase);
    let shown = phrase.clone();
    view! {
        <div class="grid gap-1.5">
            <label for=id.clone()>{rich!(common.type_to_confirm, name = shown, <b> = <strong class="font-semibold select-all" />)}</label>
            <input
                id=id
                name=name
                type="text"
                required=true
                pattern=pattern
                autofocus=true
                title=phrase
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                class=format!("{BOX} {LINE} px-3")
            />
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
