use super::{
    Icon, IconButton,
    button::{Kind, look},
};
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use words::t;

/// A question in front of the page (`<dialog>`). Opened by a [`DialogButton`] by its `id`; `Esc`, a click beside it and its cross close it.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// Open from the start, because the page's address asks for it: in front of the page by CSS, kept in front by the door script.
    #[prop(optional)]
    open: bool,
    /// The form, with its buttons in a [`DialogFoot`].
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let (closes, labelled) = (id.clone(), heading.clone());
    view! {
        <dialog
            id=id
            open=open
            closedby="any"
            aria-labelledby=labelled
            class="sheet m-auto w-[min(30rem,calc(100vw-2rem))] rounded-card border border-line bg-raised text-text shadow-float backdrop:bg-shade"
        >
            <div class="flex items-start justify-between gap-4 pt-4 pr-3 pl-5">
                <h2 id=heading class="pt-1 text-base font-semibold">
                    {title}
                </h2>
                <IconButton name=t!(common.close) glyph=icondata_lu::LuX attr:command="close" attr:commandfor=closes />
            </div>
            <div class="grid gap-4 px-5 pt-2 pb-5">{children()}</div>
        </dialog>
    }
    .into_any()
}

/// Opens a dialog. Browsers do it themselves (invoker commands), older ones by the door script.
#[component]
pub fn DialogButton(
    #[prop(into)] opens: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Glyph>,
    #[prop(optional)] small: bool,
    #[prop(default = "")] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" command="show-modal" commandfor=opens class=look(kind, small, class)>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
    .into_any()
}

/// The buttons of a dialog: the way out, then the act (children).
#[component]
pub fn DialogFoot(
    /// The dialog's id.
    #[prop(into)]
    closes: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="flex flex-wrap justify-end gap-2 pt-1">
            <button type="button" command="close" commandfor=closes class=look(Kind::Secondary, false, "")>
                {t!(common.cancel)}
            </button>
            {children()}
        </div>
    }
    .into_any()
}
