use crate::ui::{Card, CopyButton, CopyField, Keycap, Link};
use leptos::prelude::*;

/// One thing to do: what it is, what has to be copied for it, how the screen looks; in the order of reading.
pub struct Instruction(Vec<Part>);

enum Part {
    /// A whole sentence. Those that follow each other are one paragraph.
    Said(AnyView),
    Block(AnyView),
}

impl Instruction {
    pub(super) fn new(sentence: AnyView) -> Self {
        Self(vec![Part::Said(sentence)])
    }

    pub(super) fn and(mut self, sentence: AnyView) -> Self {
        self.0.push(Part::Said(sentence));
        self
    }

    /// The reason, or what surprises people here.
    pub(super) fn why(self, why: &'static str) -> Self {
        self.and(view! { <span class="text-soft">{why}</span> }.into_any())
    }

    /// A value of ours for the field of that name.
    pub(super) fn copy(self, field: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        self.block(view! { <CopyField label=field value theirs=true /> }.into_any())
    }

    /// What is typed on one side and chosen on the other, under the console's own headings. What is typed can be copied.
    pub(super) fn pairs(self, typed: &'static str, chosen: &'static str, rows: &'static [(&'static str, &'static str)]) -> Self {
        self.block(pairs([typed, chosen], rows, true))
    }

    /// What belongs together and is chosen on both sides.
    pub(super) fn chosen(self, left: &'static str, right: &'static str, rows: &'static [(&'static str, &'static str)]) -> Self {
        self.block(pairs([left, right], rows, false))
    }

    /// Something of ours to fetch.
    pub(super) fn link(self, text: &'static str, href: &str) -> Self {
        self.block(view! { <p><Link href=href.to_owned()>{text}</Link></p> }.into_any())
    }

    /// What the screen looks like.
    pub(super) fn see(self, drawing: AnyView) -> Self {
        self.block(drawing)
    }

    fn block(mut self, block: AnyView) -> Self {
        self.0.push(Part::Block(block));
        self
    }

    /// Without its number.
    pub fn view(self) -> AnyView {
        let (mut blocks, mut paragraph) = (Vec::new(), Vec::new());
        for part in self.0 {
            match part {
                Part::Said(sentence) => paragraph.push(view! { {sentence} " " }.into_any()),
                Part::Block(block) => {
                    blocks.extend(ended(&mut paragraph));
                    blocks.push(block);
                }
            }
        }
        blocks.extend(ended(&mut paragraph));
        view! { <div class="grid grid-cols-1 gap-2">{blocks}</div> }.into_any()
    }
}

fn ended(paragraph: &mut Vec<AnyView>) -> Option<AnyView> {
    let sentences = std::mem::take(paragraph);
    (!sentences.is_empty()).then(|| view! { <p class="leading-6">{sentences}</p> }.into_any())
}

fn pairs([left, right]: [&'static str; 2], rows: &'static [(&'static str, &'static str)], typed: bool) -> AnyView {
    let first = move |says: &'static str| match typed {
        true => view! {
            <span class="flex flex-wrap items-center justify-between gap-x-2">
                <code class="font-mono text-xs wrap-anywhere select-all">{says}</code>
                <CopyButton value=says />
            </span>
        }
        .into_any(),
        false => view! { <Keycap says /> }.into_any(),
    };
    let row = |(left, right): &(&'static str, &'static str)| {
        view! {
            <tr class="border-t border-line">
                <td class="py-1.5 pr-2 pl-3.5 wrap-anywhere">{first(left)}</td>
                <td class="px-2 py-1.5 wrap-anywhere"><Keycap says=*right /></td>
            </tr>
        }
    };
    view! {
        <table class="w-full table-fixed rounded-control bg-sunken text-left">
            <thead lang="en" translate="no" class="text-xs text-muted">
                <tr>
                    <th scope="col" class="py-1.5 pr-2 pl-3.5 font-medium">{left}</th>
                    <th scope="col" class="px-2 py-1.5 font-medium">{right}</th>
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
