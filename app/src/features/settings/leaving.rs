use super::api::KeepOrganization;
use crate::ui::{Banner, Button, Tone};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::access::{OrgContext, OrgStatus};
use words::t;

/// While an organisation's fortnight runs, what all its pages say at their head; nothing otherwise.
pub fn leaving(here: &OrgContext) -> Option<AnyView> {
    let OrgStatus::Leaving { delete_after } = here.org().status else { return None };
    let deletes = here.may(Permission::DeleteOrganization);
    let text = if deletes { t!(settings.leaving.text_for_owners) } else { t!(settings.leaving.text) };
    let title = t!(settings.leaving.title, org = here.org().name.clone(), day = words::day(delete_after));
    let keep = deletes.then(|| keep_button(here.org().slug.as_str()));
    Some(
        view! {
            <div class="mb-5">
                <Banner tone=Tone::Warn title>
                    <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">{text} {keep}</div>
                </Banner>
            </div>
        }
        .into_any(),
    )
}

/// Changes one's mind.
pub(super) fn keep_button(slug: &str) -> AnyView {
    view! {
        <form method="post" action=KeepOrganization::url()>
            <input type="hidden" name="org" value=slug.to_owned() />
            <Button small=true>{t!(settings.danger.keep)}</Button>
        </form>
    }
    .into_any()
}
