use super::{Button, Checkbox, Choice, Icon, MaybeText, Radio, button::Kind, link::LINK};
use leptos::prelude::*;
use words::t;

/// Search and filters over a list: a GET form, so what is chosen is the address.
#[component]
pub fn FilterBar(
    /// The list's own path.
    #[prop(into)]
    action: String,
    /// The search field: its name, what it looks for, and what is in it.
    #[prop(optional_no_strip)]
    search: Option<(&'static str, String, String)>,
    /// What the address holds besides and must keep, as the order.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
    /// The address without any filter, when one is set.
    #[prop(optional, into)]
    clear: MaybeText,
    /// [`Filter`]s and [`FilterPanel`]s.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let clear = clear.0;
    view! {
        <form method="get" action=action role="search" data-tidy class="mb-3 flex flex-wrap items-center gap-2">
            {search
                .map(|(name, label, value)| {
                    view! {
                        <div class="relative w-full tablet:w-80">
                            <Icon glyph=icondata_lu::LuSearch class="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted" />
                            <input
                                type="search"
                                name=name
                                value=value
                                aria-label=label.clone()
                                placeholder=label
                                autocomplete="off"
                                data-slash
                                class="peer h-9 w-full rounded-control border border-control bg-surface pr-9 pl-9 hover:border-soft focus-visible:outline-offset-0 pointer-coarse:h-11 pointer-coarse:text-base"
                            />
                            <kbd
                                aria-hidden="true"
                                class="pointer-events-none absolute inset-y-0 right-2 my-auto grid size-5 place-items-center rounded-sm border border-line font-mono text-xs text-muted peer-focus:hidden noscript:hidden pointer-coarse:hidden"
                            >
                                "/"
                            </kbd>
                        </div>
                    }
                })}
            {keep.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
            {children.map(|children| children())}
            {clear
                .map(|href| {
                    view! {
                        <a href=href class=format!("flex h-9 items-center px-1.5 pointer-coarse:h-11 {LINK}")>
                            {t!(common.clear_all)}
                        </a>
                    }
                })}
            <button type="submit" class="sr-only focus-visible:not-sr-only">
                {t!(common.search)}
            </button>
        </form>
    }
    .into_any()
}

/// A filter of one choice.
#[component]
pub fn Filter(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    /// The value chosen now, if any.
    #[prop(optional, into)]
    value: MaybeText,
    /// The address without this filter.
    #[prop(into)]
    without: String,
) -> impl IntoView {
    let value = value.0;
    let choices = with_chosen(choices, value.as_slice());
    let shown = value.as_ref().and_then(|value| choices.iter().find(|choice| choice.value == *value)).map(|choice| choice.label.clone());
    let group = name.clone();
    view! {
        <FilterPanel id=format!("filter-{name}") label shown without>
            {choices
                .into_iter()
                .map(|choice| {
                    let checked = value.as_deref() == Some(choice.value.as_str());
                    view! { <Radio name=group.clone() label=choice.label value=choice.value checked /> }
                })
                .collect_view()}
        </FilterPanel>
    }
    .into_any()
}

/// With what is chosen and isn't offered, as it stands in the address: what narrows the list is seen, and another filter keeps it.
fn with_chosen(mut choices: Vec<Choice>, values: &[String]) -> Vec<Choice> {
    for value in values {
        if !choices.iter().any(|choice| choice.value == *value) {
            choices.push(Choice::new(value, value));
        }
    }
    choices
}

/// A filter of several choices, any of which will do.
#[component]
pub fn FilterMany(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    /// The values chosen now.
    values: Vec<String>,
    /// The address without this filter.
    #[prop(into)]
    without: String,
) -> impl IntoView {
    let choices = with_chosen(choices, &values);
    let mut chosen = choices.iter().filter(|choice| values.contains(&choice.value)).map(|choice| choice.label.clone());
    let shown = chosen.next().map(|first| match chosen.count() {
        0 => first,
        more => format!("{first} +{more}"),
    });
    let group = name.clone();
    view! {
        <FilterPanel id=format!("filter-{name}") label shown without>
            {choices
                .into_iter()
                .map(|choice| {
                    let checked = values.contains(&choice.value);
                    view! { <Checkbox name=group.clone() label=choice.label value=choice.value checked /> }
                })
                .collect_view()}
        </FilterPanel>
    }
    .into_any()
}

/// A filter with fields of its own (children), as a range of days.
#[component]
pub fn FilterPanel(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// What is chosen now, in words.
    #[prop(optional, into)]
    shown: MaybeText,
    #[prop(into)] without: String,
    children: Children,
) -> impl IntoView {
    let shown = shown.0;
    let trigger = match shown {
        Some(shown) => view! {
            <span class="inline-flex h-9 items-center rounded-control bg-accent-tint font-medium text-accent pointer-coarse:h-11">
                <button type="button" popovertarget=id.clone() class="h-full cursor-pointer truncate rounded-l-control pr-1 pl-3">
                    {label.clone()}": "{shown}
                </button>
                <a href=without aria-label=t!(common.remove_filter, name = label.clone()) class="grid h-full w-8 place-items-center rounded-r-control hover:bg-accent/15 pointer-coarse:w-11">
                    <Icon glyph=icondata_lu::LuX />
                </a>
            </span>
        }
        .into_any(),
        None => view! {
            <button
                type="button"
                popovertarget=id.clone()
                class="inline-flex h-9 cursor-pointer items-center gap-1.5 rounded-control border border-dashed border-line-strong px-2.5 text-soft transition-colors hover:bg-surface hover:text-text pointer-coarse:h-11"
            >
                <Icon glyph=icondata_lu::LuPlus class="size-3.5" />
                {label.clone()}
            </button>
        }
        .into_any(),
    };
    view! {
        {trigger}
        <div id=id popover="auto" role="group" aria-label=label class="menu menu-start">
            <div class="grid gap-3 p-2.5">
                <div class="grid gap-2.5 pointer-coarse:gap-0">{children()}</div>
                <Button kind=Kind::Primary small=true>
                    {t!(common.apply)}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_and_not_offered_stays() {
        let html = view! { <Filter name="by" label="By" choices=vec![Choice::new("a", "Ana")] value=Some("b".to_owned()) without="/" /> }.to_html();
        assert!(html.contains(">b</button>") || html.contains(": b"), "{html}");
        let boxes: Vec<&str> = html.split("<input").skip(1).collect();
        assert_eq!(
            boxes.iter().map(|tag| (tag.contains("value=\"b\""), tag.contains(" checked"))).collect::<Vec<_>>(),
            [(false, false), (true, true)]
        );
    }
}
