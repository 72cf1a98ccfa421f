use super::{
    Icon, MaybeText,
    labelled::{BOX, LINE, Labelled, described_by},
};
use leptos::prelude::*;
use words::t;

/// A password, with a button to look at it, which the door script brings to life: without script there is none.
#[component]
pub fn PasswordField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// `current-password` or `new-password`: a password manager fills in or proposes accordingly.
    autocomplete: &'static str,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let (hint, error) = (hint.0, error.0);
    let id = name.clone();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    view! {
        <Labelled id=id.clone() label hint error=error.clone()>
            <span class="relative block">
                <input
                    id=id.clone()
                    name=name
                    type="password"
                    required=true
                    autofocus=autofocus
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                    class=format!("{BOX} {LINE} pl-3 pr-11")
                />
                <button
                    type="button"
                    hidden=true
                    data-reveal=id
                    aria-pressed="false"
                    aria-label=t!(common.show_password)
                    class="group/eye absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center rounded-control text-muted hover:text-text"
                >
                    <Icon glyph=icondata_lu::LuEye class="size-4 group-aria-pressed/eye:hidden" />
                    <Icon glyph=icondata_lu::LuEyeOff class="hidden size-4 group-aria-pressed/eye:block" />
                </button>
            </span>
        </Labelled>
    }
    .into_any()
}
