use super::say::Path;
use crate::ui::{Card, CopyButton, CopyField, Keycap, Link};
use leptos::prelude::*;

/// One thing to do: what it is, what has to be copied for it, how the screen looks.
pub struct Instruction {
    sentences: Vec<AnyView>,
    below: Vec<AnyView>,
    why: Option<&'static str>,
}

impl Instruction {
    /// Of a whole sentence; more of them can follow.
    pub(super) fn new(sentence: AnyView) -> Self {
        Self { sentences: vec![sentence], below: Vec::new(), why: None }
    }

    pub(super) fn and(mut self, sentence: AnyView) -> Self {
        self.sentences.push(sentence);
        self
    }

    /// The reason, or what surprises people here.
    pub(super) fn why(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    /// A value of ours for the field of that name.
    pub(super) fn copy(mut self, field: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        self.below.push(view! { <CopyField label=field value theirs=true /> }.into_any());
        self
    }

    /// What is typed on one side and chosen on the other, under the console's own headings. What is typed can be copied.
    pub(super) fn pairs(mut self, typed: &'static str, chosen: &'static str, rows: &'static [(&'static str, &'static str)]) -> Self {
        self.below.push(pairs(typed, chosen, rows));
        self
    }

    /// Something of ours to fetch.
    pub(super) fn link(mut self, text: &'static str, href: &str) -> Self {
        self.below.push(view! { <p><Link href=href.to_owned()>{text}</Link></p> }.into_any());
        self
    }

    /// What the screen looks like.
    pub(super) fn see(mut self, drawing: AnyView) -> Self {
        self.below.push(drawing);
        self
    }

    /// Without its number.
    pub fn view(self) -> AnyView {
        let said = self.sentences.into_iter().map(|sentence| view! { {sentence} " " }).collect_view();
        let below = (!self.below.is_empty()).then(|| view! { <div class="mt-2.5 grid grid-cols-1 gap-2">{self.below}</div> });
        view! {
            <p class="leading-6">{said} {self.why.map(|why| view! { <span class="text-soft">{why}</span> })}</p>
            {below}
        }
        .into_any()
    }
}

fn pairs(typed: &'static str, chosen: &'static str, rows: &'static [(&'static str, &'static str)]) -> AnyView {
    let row = |(left, right): &(&'static str, &'static str)| {
        view! {
            <tr class="border-t border-line">
                <td class="py-1.5 pr-2 pl-3.5">
                    <span class="flex flex-wrap items-center justify-between gap-x-2">
                        <code class="font-mono text-xs wrap-anywhere select-all">{*left}</code>
                        <CopyButton value=*left />
                    </span>
                </td>
                <td class="px-2 py-1.5 wrap-anywhere"><Keycap says=*right /></td>
            </tr>
        }
    };
    view! {
        <table class="w-full table-fixed rounded-control bg-sunken text-left">
            <thead lang="en" translate="no" class="text-xs text-muted">
                <tr>
                    <th scope="col" class="py-1.5 pr-2 pl-3.5 font-medium">{typed}</th>
                    <th scope="col" class="px-2 py-1.5 font-medium">{chosen}</th>
                </tr>
            </thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The instructions of a chapter, numbered, on a card. `last` is what has to be filled in here, under the last number.
#[component]
pub fn Instructions(instructions: Vec<Instruction>, #[prop(optional_no_strip)] last: Option<AnyView>) -> impl IntoView {
    let all = instructions.into_iter().map(Instruction::view).chain(last);
    let numbered = |(nth, body): (usize, AnyView)| {
        view! {
            <li class="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 px-4 py-4 tablet:gap-x-4 tablet:px-5">
                <span aria-hidden="true" class="grid size-6 place-items-center rounded-full bg-chip text-xs font-semibold text-soft">
                    {nth + 1}
                </span>
                <div class="min-w-0">{body}</div>
            </li>
        }
    };
    view! { <Card flush=true><ol class="divide-y divide-line">{all.enumerate().map(numbered).collect_view()}</ol></Card> }.into_any()
}

/// Where to click, as an instruction of its own.
impl From<Path> for Instruction {
    fn from(path: Path) -> Self {
        Self::new(super::say::open(path))
    }
}
