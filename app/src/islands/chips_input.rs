use leptos::{ev, html::Textarea, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// What the chips say; `#` is the chip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChipsWords {
    /// "Remove #"
    pub remove: String,
    /// "Add more…"
    pub add: String,
}

/// Turns the text area with the id `over` into chips: what is typed or pasted is cut where an address ends, each can be taken out again, and one without an @ is marked. The text area stays what the form sends.
#[island]
pub fn ChipsInput(
    /// The text area's id; the field that replaces it takes it over, and its label with it.
    over: String,
    words: ChipsWords,
) -> impl IntoView {
    let chips = RwSignal::new(Vec::<String>::new());
    let typed = RwSignal::new(String::new());
    let awake = RwSignal::new(false);
    let id = RwSignal::new(None::<String>);
    // What is said of the text area is said of the field that takes its place.
    let (described, invalid) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let input = NodeRef::<Textarea>::new();

    // The element is looked for by its id each time: on the server, where islands are rendered too, a value that must stay on its
    // thread brings the whole answer down.
    let (over_, sent) = (over.clone(), format!("{over}-sent"));
    let sent_ = sent.clone();
    Effect::new(move |_| {
        let Some(found) = text_area(&over_) else { return };
        // Whoever is typing already goes on typing.
        let typing = document().active_element().is_some_and(|focused| focused.id() == over_);
        if typing {
            let (whole, rest) = cut(&found.value());
            chips.set(whole);
            typed.set(rest);
            request_animation_frame(move || drop(input.get_untracked().map(|input| input.focus())));
        } else {
            chips.set(all(&found.value()));
        }
        described.set(found.get_attribute("aria-describedby"));
        invalid.set(found.get_attribute("aria-invalid"));
        found.set_id(&sent_);
        found.set_hidden(true);
        found.set_required(false);
        id.set(Some(over_.clone()));
        awake.set(true);
    });
    Effect::new(move |_| {
        let rest = typed.get();
        let mut addresses = chips.get();
        addresses.extend(all(&rest));
        if let Some(found) = text_area(&sent) {
            found.set_value(&addresses.join("\n"));
        }
    });

    let add = move |found: Vec<String>, rest: String| {
        chips.update(|chips| {
            for chip in found {
                if !chips.iter().any(|known| known.eq_ignore_ascii_case(&chip)) {
                    chips.push(chip);
                }
            }
        });
        typed.set(rest);
    };
    let on_input = move |event: ev::Event| {
        let (found, rest) = cut(&event_target_value(&event));
        add(found, rest);
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            add(all(&typed.get()), String::new());
        }
        "Backspace" if typed.read().is_empty() => {
            chips.update(|chips| {
                chips.pop();
            });
        }
        _ => {}
    };
    let ChipsWords { remove, add: placeholder } = words;
    view! {
        <div
            hidden=move || !awake.get()
            class="flex min-h-20 w-full cursor-text flex-wrap content-start gap-1.5 rounded-control border border-control bg-surface p-1.5 focus-within:outline-2 focus-within:outline-accent"
        >
            <For each=move || chips.get() key=Clone::clone let:chip>
                <span class=if chip.contains('@') { CHIP } else { ODD }>
                    {chip.clone()}
                    <button
                        type="button"
                        aria-label=remove.replace('#', &chip)
                        on:click={
                            let chip = chip.clone();
                            move |_| {
                                chips.update(|chips| chips.retain(|known| *known != chip));
                                // The button that had the focus is gone with its chip.
                                drop(input.get_untracked().map(|input| input.focus()));
                            }
                        }
                        class="grid size-6 cursor-pointer place-items-center rounded-full text-muted hover:text-text pointer-coarse:size-11"
                    >
                        "×"
                    </button>
                </span>
            </For>
            // Of what is pasted, an input of one line would forget where the lines end.
            <textarea
                node_ref=input
                id=move || id.get()
                rows="1"
                inputmode="email"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder
                aria-required="true"
                aria-describedby=move || described.get()
                aria-invalid=move || invalid.get()
                prop:value=move || typed.get()
                on:input=on_input
                on:keydown=on_key
                class="h-7 min-w-40 grow resize-none overflow-hidden px-1.5 leading-7 whitespace-nowrap outline-none pointer-coarse:h-10 pointer-coarse:text-base pointer-coarse:leading-10"
            ></textarea>
        </div>
    }
}

const CHIP: &str = "inline-flex max-w-full items-center rounded-full bg-chip pl-2.5 text-text";
const ODD: &str = "inline-flex max-w-full items-center rounded-full bg-danger-tint pl-2.5 text-danger underline decoration-wavy underline-offset-3";

fn text_area(id: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What is whole of a text, and what is still being written: `ana@acme.example bo@ac`. A name may stand before an address in
/// brackets, as mail programs copy them: `"Lindqvist, Ana" <ana@acme.example>`.
fn cut(text: &str) -> (Vec<String>, String) {
    let (mut whole, mut piece) = (Vec::new(), String::new());
    let (mut quoted, mut bracketed) = (false, false);
    for c in text.chars() {
        let ends = match c {
            '\n' | '\r' => true,
            ',' | ';' => !quoted && !bracketed,
            c if c.is_whitespace() => piece.contains('@') && !quoted && !bracketed,
            _ => false,
        };
        if !ends {
            piece.push(c);
        }
        match c {
            '"' => quoted = !quoted,
            '<' => bracketed = true,
            _ => {}
        }
        if ends || (c == '>' && bracketed) {
            (quoted, bracketed) = (false, false);
            whole.push(std::mem::take(&mut piece));
        }
    }
    whole.iter_mut().for_each(|piece| *piece = piece.trim().to_owned());
    whole.retain(|piece| !piece.is_empty());
    (whole, piece.trim_start().to_owned())
}

/// The same when nothing more is written.
fn all(text: &str) -> Vec<String> {
    cut(&format!("{text}\n")).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_cut_where_they_end() {
        let (ana, bo) = ("ana@acme.example", "bo@acme.example");
        assert_eq!(cut("ana@acme.example bo@ac"), (vec![ana.into()], "bo@ac".into()));
        assert_eq!(cut(" ana@acme.example,\tbo@acme.example;;\r\n"), (vec![ana.into(), bo.into()], String::new()));
        assert_eq!(all("ana@acme.example\nbo@acme.example"), [ana, bo]);
        assert_eq!(all(" , ;"), [""; 0]);
    }

    #[test]
    fn a_name_stays_with_its_address() {
        assert_eq!(cut("Ana Lindq"), (vec![], "Ana Lindq".into()));
        let pasted = "\"Lindqvist, Ana\" <ana@acme.example>, Bo Nakamura <bo@acme.example> cy@acme.example";
        assert_eq!(all(pasted), ["\"Lindqvist, Ana\" <ana@acme.example>", "Bo Nakamura <bo@acme.example>", "cy@acme.example"]);
        assert_eq!(all("\"Ana <ana@acme.example>\nbo@acme.example"), ["\"Ana <ana@acme.example>", "bo@acme.example"]);
    }
}
