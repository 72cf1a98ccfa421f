use crate::{form::Filled, ui::FormProblem};
use leptos::prelude::*;

/// Head of a form that came back: what was wrong with the whole of it. What is wrong with its one field stands beside that.
pub fn went_wrong(form: &Filled) -> AnyView {
    view! { <FormProblem problem=form.problem().cloned() /> }.into_any()
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
