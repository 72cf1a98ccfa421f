use super::{Back, api::AskToJoin};
use crate::{
    form::Filled,
    ui::{Button, Card, LINK, OrgMark, TextArea},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::join_request::Welcoming as Org;
use words::t;

/// Organisations that welcome this address and haven't been asked: a form with a button for each, and a word to those who decide.
/// Nothing when there are none.
#[component]
pub fn Welcoming(
    orgs: Vec<Org>,
    back: Back,
    /// What came back of the form.
    form: Filled,
) -> impl IntoView {
    let orgs: Vec<Org> = orgs.into_iter().filter(|org| !org.requested).collect();
    if orgs.is_empty() {
        return ().into_any();
    }
    let flaw = form.flaw("message").map(words::flaw);
    let open = flaw.is_some();
    let one = |org: Org| {
        let (ask, named) = match org.joins_as {
            Some(_) => (t!(joining.join), t!(joining.join_named, name = org.name.clone())),
            None => (t!(joining.ask), t!(joining.ask_named, name = org.name.clone())),
        };
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-2">
                <OrgMark name=org.name.clone() />
                <span class="min-w-0 grow basis-32 font-medium break-words">{org.name}</span>
                <Button small=true attr:name="org" attr:value=org.org.to_string() attr:aria-label=named>
                    {ask}
                </Button>
            </li>
        }
    };
    view! {
        <Card title=t!(joining.welcoming.title) text=t!(joining.welcoming.text)>
            <form method="post" action=AskToJoin::url() class="grid gap-4">
                <input type="hidden" name="back" value=back.key() />
                <ul class="grid gap-3">{orgs.into_iter().map(one).collect_view()}</ul>
                <details open=open>
                    <summary class=format!("w-fit list-none text-sm {LINK}")>{t!(joining.add_message)}</summary>
                    <div class="mt-3">
                        <TextArea
                            name="message"
                            label=t!(joining.message)
                            hint=t!(joining.message_hint)
                            optional=true
                            rows=3
                            value=form.value("message", "")
                            error=flaw
                        />
                    </div>
                </details>
            </form>
        </Card>
    }
    .into_any()
}
