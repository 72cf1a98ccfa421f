use super::{Icon, MaybeText};
use leptos::prelude::*;
use words::t;

/// What a failed form needs, at its head: focused when the page opens, each line leads to its field.
#[component]
pub fn ErrorSummary(
    /// The field's id, its label, and what is wrong with it.
    #[prop(optional)]
    fields: Vec<(String, String, String)>,
    /// What is wrong with the whole of it, where no field is to blame.
    #[prop(optional, into)]
    text: MaybeText,
    /// What support finds it by. Who can put a field right needs no support.
    #[prop(optional, into)]
    reference: MaybeText,
) -> impl IntoView {
    let (text, reference) = (text.0, reference.0);
    let count = fields.len() + usize::from(text.is_some());
    let lines = fields.into_iter().map(|(id, label, text)| {
        view! {
            <li>
                <a href=format!("#{id}") class="font-medium underline decoration-danger/60 underline-offset-3 hover:decoration-danger pointer-coarse:inline-block pointer-coarse:py-3">
                    {label}
                </a>
                ": "
                {text}
            </li>
        }
    });
    (count > 0).then(|| {
        view! {
            <div role="alert" tabindex="-1" autofocus=true class="mb-5 flex gap-2.5 rounded-card border border-danger/40 bg-danger-tint px-3.5 py-3 text-sm">
                <span class="mt-0.5 text-danger">
                    <Icon glyph=icondata_lu::LuCircleAlert />
                </span>
                <div class="grid min-w-0 gap-1">
                    {match text {
                        Some(text) => view! { <p>{text}</p> }.into_any(),
                        None => view! { <p class="font-medium">{t!(common.please_correct, count = count)}</p> }.into_any(),
                    }}
                    <ul class="grid gap-1 empty:hidden">{lines.collect_view()}</ul>
                    {reference
                        .map(|reference| {
                            view! {
                                <p class="text-xs text-soft">
                                    {t!(shell.problem.reference)} " " <code class="font-mono select-all">{reference}</code>
                                </p>
                            }
                        })}
                </div>
            </div>
        }
    })
    .into_any()
}
