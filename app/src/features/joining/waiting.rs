use super::{Back, api::WithdrawRequest};
use crate::ui::{Button, Card, Moment, OrgMark};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::join_request::OwnRequest;
use words::{rich, t};

/// One's requests that wait for an answer, each with a way back; nothing when there are none.
#[component]
pub fn Waiting(requests: Vec<OwnRequest>, back: Back) -> impl IntoView {
    if requests.is_empty() {
        return ().into_any();
    }
    let one = move |request: OwnRequest| {
        let (at, name) = (request.asked_at, request.org_name);
        let asked = rich!(joining.asked, <when> = move || view! { <Moment at /> });
        let withdraw = t!(joining.withdraw_named, name = name.clone());
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 tablet:px-5">
                <OrgMark name=name.clone() />
                <span class="grid min-w-0 grow basis-32">
                    <span class="font-medium break-words">{name}</span>
                    <span class="text-xs text-muted">{asked}</span>
                </span>
                <form method="post" action=WithdrawRequest::url()>
                    <input type="hidden" name="org" value=request.org.to_string() />
                    <input type="hidden" name="back" value=back.key() />
                    <Button small=true attr:aria-label=withdraw>{t!(joining.withdraw)}</Button>
                </form>
            </li>
        }
    };
    view! {
        <Card title=t!(joining.waiting.title) text=t!(joining.waiting.text) flush=true>
            <ul class="divide-y divide-line">{requests.into_iter().map(one).collect_view()}</ul>
        </Card>
    }
    .into_any()
}
