use crate::{form::Filled, ui::ErrorSummary};
use leptos::prelude::*;

/// Head of a form that came back: what was wrong with the whole of it. What is wrong with its one field stands beside that.
pub fn went_wrong(form: &Filled) -> AnyView {
    let text = form.problem().filter(|problem| problem.fields.is_empty()).map(|problem| words::explain(problem).text);
    match text {
        Some(text) => view! { <ErrorSummary text /> }.into_any(),
        None => ().into_any(),
    }
}

/// Whichever of these forms came back: a page also tells what became of those that follow it when their flow is over.
pub async fn first_of(forms: &[&'static str]) -> Filled {
    for form in forms {
        let filled = Filled::of(form).await;
        if filled.problem().is_some() {
            return filled;
        }
    }
    Filled::default()
}
