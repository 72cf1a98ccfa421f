use leptos::{ev, prelude::*};
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

/// Turns the text area with the id `over` into chips: what is typed or pasted is cut at spaces, commas, semicolons and line breaks,
/// each address can be taken out again, and one without an @ is marked. The text area stays what the form sends.
#[island]
pub fn ChipsInput(
    /// The text area's id; the input that replaces it takes it over, and its label with it.
    over: String,
    words: ChipsWords,
) -> impl IntoView {
    let chips = RwSignal::new(Vec::<String>::new());
    let typed = RwSignal::new(String::new());
    let awake = RwSignal::new(false);
    let id = RwSignal::new(None::<String>);
    let text_area = StoredValue::new_local(None::<HtmlTextAreaElement>);

    let over_ = over.clone();
    Effect::new(move |_| {
        let Some(found) = document().get_element_by_id(&over_).and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
        chips.set(cut(&found.value()));
        found.set_id(&format!("{over_}-sent"));
        found.set_hidden(true);
        found.set_required(false);
        text_area.set_value(Some(found));
        id.set(Some(over_.clone()));
        awake.set(true);
    });
    Effect::new(move |_| {
        let rest = typed.get();
        let mut all = chips.get();
        all.extend(cut(&rest));
        text_area.with_value(|text_area| {
            if let Some(text_area) = text_area {
                text_area.set_value(&all.join("\n"));
            }
        });
    });

    let add = move |text: &str| {
        chips.update(|chips| {
            for chip in cut(text) {
                if !chips.iter().any(|known| known.eq_ignore_ascii_case(&chip)) {
                    chips.push(chip);
                }
            }
        });
        typed.set(String::new());
    };
    let on_input = move |event: ev::Event| {
        let text = event_target_value(&event);
        if text.contains(SEPARATORS) { add(&text) } else { typed.set(text) }
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !typed.read().trim().is_empty() => {
            event.prevent_default();
            add(&typed.get());
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
                            move |_| chips.update(|chips| chips.retain(|known| *known != chip))
                        }
                        class="grid size-6 cursor-pointer place-items-center rounded-full text-muted hover:text-text pointer-coarse:size-11"
                    >
                        "×"
                    </button>
                </span>
            </For>
            <input
                id=move || id.get()
                type="text"
                inputmode="email"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder
                prop:value=move || typed.get()
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| add(&typed.get())
                class="h-7 min-w-40 grow px-1.5 outline-none pointer-coarse:h-10 pointer-coarse:text-base"
            />
        </div>
    }
}

const CHIP: &str = "inline-flex max-w-full items-center rounded-full bg-chip pl-2.5 text-text";
const ODD: &str = "inline-flex max-w-full items-center rounded-full bg-danger-tint pl-2.5 text-danger underline decoration-wavy underline-offset-3";

const SEPARATORS: [char; 6] = [' ', ',', ';', '\n', '\r', '\t'];

fn cut(text: &str) -> Vec<String> {
    text.split(SEPARATORS).filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}
