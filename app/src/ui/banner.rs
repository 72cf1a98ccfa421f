use super::{Icon, MaybeText, Tone};
use leptos::prelude::*;

/// Something to know about the page or the organisation, as long as it is so.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: MaybeText,
    /// The sentence, and after it links or buttons.
    children: Children,
) -> impl IntoView {
    let title = title.0;
    let (ground, glyph) = match tone {
        Tone::Neutral | Tone::Accent => ("border-line bg-surface", icondata_lu::LuInfo),
        Tone::Info => ("border-transparent bg-info-tint", icondata_lu::LuInfo),
        Tone::Ok => ("border-transparent bg-ok-tint", icondata_lu::LuCircleCheck),
        Tone::Warn => ("border-transparent bg-warn-tint", icondata_lu::LuTriangleAlert),
        Tone::Danger => ("border-transparent bg-danger-tint", icondata_lu::LuCircleAlert),
    };
    let ink = if tone == Tone::Neutral { Tone::Accent.ink() } else { tone.ink() };
    view! {
        <div class=format!("flex gap-2.5 rounded-card border px-3.5 py-3 text-sm text-soft {ground}")>
            <span class=format!("mt-0.5 {ink}")>
                <Icon glyph />
            </span>
            <div class="grid min-w-0 grow gap-1">
                {title.map(|title| view! { <p class="font-medium text-text">{title}</p> })}
                <div>{children()}</div>
            </div>
        </div>
    }
    .into_any()
}
