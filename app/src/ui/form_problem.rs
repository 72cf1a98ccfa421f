use super::ErrorSummary;
use contract::{Flaw, Problem};
use leptos::prelude::*;

/// A field of a form, as the form's head tells what was wrong with it.
#[derive(Debug, Clone)]
pub struct Asked {
    name: &'static str,
    label: String,
    id: &'static str,
    say: fn(&Flaw) -> String,
}

impl Asked {
    pub fn new(name: &'static str, label: impl Into<String>) -> Self {
        Self { name, label: label.into(), id: name, say: words::flaw }
    }

    /// Its flaws have words of their own, which stand beside it too.
    #[must_use]
    pub fn said(self, say: fn(&Flaw) -> String) -> Self {
        Self { say, ..self }
    }

    /// Its id isn't its name.
    #[must_use]
    pub fn at(self, id: &'static str) -> Self {
        Self { id, ..self }
    }
}

/// What was wrong with a submitted form, at its head; nothing when nothing was.
#[component]
pub fn FormProblem(
    /// What came back of the form.
    problem: Option<Problem>,
    /// The form's fields, in its order. None: flaws show beside their fields alone.
    #[prop(optional)]
    fields: Vec<Asked>,
) -> impl IntoView {
    let Some(problem) = problem else { return ().into_any() };
    let says_all = problem.fields.is_empty() || !fields.is_empty();
    let flawed = fields.into_iter().filter_map(|Asked { name, label, id, say }| Some((id.to_owned(), label, say(problem.field(name)?))));
    let flawed: Vec<_> = flawed.collect();
    if !flawed.is_empty() {
        return view! { <ErrorSummary fields=flawed /> }.into_any();
    }
    says_all.then(|| view! { <ErrorSummary text=words::explain(&problem).text reference=problem.reference /> }).into_any()
}
