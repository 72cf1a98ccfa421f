use leptos::prelude::*;

/// What a colour says; never without a word beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    Ok,
    Warn,
    Danger,
    Info,
}

impl Tone {
    /// Letters on their tint.
    pub(super) const fn tinted(self) -> &'static str {
        match self {
            Self::Neutral => "bg-chip text-soft",
            Self::Accent => "bg-accent-tint text-accent",
            Self::Ok => "bg-ok-tint text-ok",
            Self::Warn => "bg-warn-tint text-warn",
            Self::Danger => "bg-danger-tint text-danger",
            Self::Info => "bg-info-tint text-info",
        }
    }

    /// The colour alone.
    pub(super) const fn ink(self) -> &'static str {
        match self {
            Self::Neutral => "text-muted",
            Self::Accent => "text-accent",
            Self::Ok => "text-ok",
            Self::Warn => "text-warn",
            Self::Danger => "text-danger",
            Self::Info => "text-info",
        }
    }
}

/// A word or a number on a tint: a role, a count.
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.tinted())>
            {children()}
        </span>
    }
    .into_any()
}

/// The state of a thing: a dot and its word.
#[component]
pub fn Status(tone: Tone, children: Children) -> impl IntoView {
    view! {
        <Badge tone>
            <i />
            {children()}
        </Badge>
    }
    .into_any()
}

/// The same without the pill, for dense places.
#[component]
pub fn StatusDot(tone: Tone, children: Children) -> impl IntoView {
    view! {
        <span class="inline-flex items-center gap-2">
            <span class=format!("size-2 rounded-full bg-current forced-colors:bg-[CanvasText] {}", tone.ink()) />
            {children()}
        </span>
    }
    .into_any()
}
