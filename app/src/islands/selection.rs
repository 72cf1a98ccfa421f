use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// What the selection says; `#` is the number of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectionWords {
    /// "# selected"
    pub chosen: String,
    /// "Select all 412 that match"
    pub choose_all: String,
    /// "All 412 selected"
    pub all_chosen: String,
}

/// How many rows are ticked, and the offer to act on all that match the filter instead. Drives the box in the table's head.
///
/// Sends `all_matching=true` with the bulk form when that is taken up. Without script nothing of it is sent, and a box of its own says so.
#[island]
pub fn Selection(
    /// The bulk form's id.
    form: String,
    /// Whether more rows match than this page shows.
    more: bool,
    /// Whether all of them had been chosen, for an act that didn't begin.
    all: bool,
    words: SelectionWords,
) -> impl IntoView {
    let chosen = RwSignal::new((0_usize, false));
    let all_matching = RwSignal::new(false);

    let count = move || {
        let rows = inputs("input[name='ids[]']");
        let ticked = rows.iter().filter(|row| row.checked()).count();
        let whole_page = ticked == rows.len();
        for head in inputs("input[data-select-page]") {
            head.set_checked(whole_page);
            head.set_indeterminate(ticked > 0 && !whole_page);
        }
        chosen.set((ticked, whole_page));
    };

    // In an effect, because those run in the browser only.
    Effect::new(move |_| {
        // The page may have come with rows ticked.
        count();
        all_matching.set(all);
        let listener = window_event_listener(ev::change, move |event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
            let leads = target.has_attribute("data-select-page");
            if !leads && target.name() != "ids[]" {
                return;
            }
            if leads {
                inputs("input[name='ids[]']").iter().for_each(|row| row.set_checked(target.checked()));
            }
            all_matching.set(false);
            count();
        });
        on_cleanup(move || listener.remove());
    });

    let SelectionWords { chosen: some, choose_all, all_chosen } = words;
    let said = Memo::new(move |_| match chosen.get() {
        _ if all_matching.get() => all_chosen.clone(),
        (0, _) => String::new(),
        (rows, _) => some.replace('#', &rows.to_string()),
    });
    // Whoever is asked whether to go on reads for how many.
    Effect::new(move |_| {
        let said = said.get();
        let Ok(places) = document().query_selector_all("[data-chosen]") else { return };
        (0..places.length()).filter_map(|i| places.get(i)).for_each(|place| place.set_text_content(Some(&said)));
    });
    view! {
        <span aria-live="polite" class="mr-1 font-medium empty:hidden">
            {said}
        </span>
        <button
            type="button"
            hidden=move || !more || all_matching.get() || !chosen.get().1
            on:click=move |_| all_matching.set(true)
            class="mr-1 cursor-pointer font-medium text-accent hover:underline"
        >
            {choose_all}
        </button>
        <input type="hidden" name="all_matching" form=form value="true" disabled=move || !all_matching.get() />
    }
}

fn inputs(selector: &str) -> Vec<HtmlInputElement> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect()
}
