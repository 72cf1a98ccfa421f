use super::ErrorSummary;
use contract::Problem;
use leptos::prelude::*;

/// What was wrong with a submitted form, at its head; nothing when nothing was.
#[component]
pub fn FormProblem(
    /// What came back of the form.
    problem: Option<Problem>,
    /// The form's fields as it names and labels them, in its order; a field's id is its name. None: flaws show beside their fields alone.
    #[prop(optional)]
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let Some(problem) = problem else { return ().into_any() };
    let says_all = problem.fields.is_empty() || !labels.is_empty();
    let fields = labels.into_iter().filter_map(|(name, label)| {
        let flaw = problem.field(name)?;
        Some((name.to_owned(), label.to_owned(), words::flaw(flaw)))
    });
    let fields: Vec<_> = fields.collect();
    if !fields.is_empty() {
        return view! { <ErrorSummary fields /> }.into_any();
    }
    says_all.then(|| view! { <ErrorSummary text=words::explain(&problem).text reference=problem.reference /> }).into_any()
}
