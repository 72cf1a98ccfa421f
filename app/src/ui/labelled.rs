use super::Icon;
use leptos::prelude::*;
use words::t;

/// Label, control, hint and error of one field, wired together. Fields are made of it; pages use them.
#[component]
pub fn Labelled(
    /// The control's id.
    #[prop(into)]
    id: String,
    #[prop(into)] label: String,
    /// The label's language, where it isn't the page's.
    #[prop(default = None)]
    lang: Option<&'static str>,
    #[prop(default = None)] hint: Option<String>,
    #[prop(default = None)] error: Option<String>,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="grid gap-1.5">
            <label for=id.clone() class="font-medium">
                <span lang=lang translate=lang.map(|_| "no")>{label}</span>
                {optional.then(|| view! { <span class="font-normal text-muted">" ("{t!(common.optional)}")"</span> })}
            </label>
            {children()}
            <Remarks id hint error />
        </div>
    }
    .into_any()
}

/// Error and hint below a control.
#[component]
pub fn Remarks(id: String, hint: Option<String>, error: Option<String>) -> impl IntoView {
    view! {
        <ErrorLine id=id.clone() error />
        <HintLine id hint />
    }
    .into_any()
}

/// What is wrong with the control of that id.
#[component]
pub fn ErrorLine(id: String, error: Option<String>) -> impl IntoView {
    error
        .map(|error| {
            view! {
                <p id=format!("{id}-error") class="flex gap-1.5 text-xs text-danger door:text-sm">
                    <Icon glyph=icondata_lu::LuCircleAlert class="mt-px size-3.5 door:mt-0.75" />
                    <span>{error}</span>
                </p>
            }
        })
        .into_any()
}

/// What helps with the control of that id.
#[component]
pub fn HintLine(id: String, hint: Option<String>) -> impl IntoView {
    hint.map(|hint| view! { <p id=format!("{id}-hint") class="text-xs text-muted door:text-sm">{hint}</p> }).into_any()
}

/// The `aria-describedby` of a control: its error first, then its hint.
pub fn described_by(id: &str, hint: Option<&String>, error: Option<&String>) -> Option<String> {
    match (error, hint) {
        (None, None) => None,
        (Some(_), None) => Some(format!("{id}-error")),
        (None, Some(_)) => Some(format!("{id}-hint")),
        (Some(_), Some(_)) => Some(format!("{id}-error {id}-hint")),
    }
}

/// What every box that can be typed into looks like, without its inner space. 16 px on touch screens, or Safari zooms in.
pub const BOX: &str = "w-full min-w-0 rounded-control border border-control bg-surface text-text transition-colors \
    hover:border-soft focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted \
    aria-invalid:border-danger pointer-coarse:text-base";

/// Its height, where it is one line.
pub const LINE: &str = "h-9 door:h-11 pointer-coarse:h-11";
