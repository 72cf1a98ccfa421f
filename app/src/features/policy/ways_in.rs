use super::api::{SetSignInPage, WAYS_IN};
use crate::{
    form::Filled,
    ssr,
    ui::{Button, Card, CopyField, FormFoot, FormProblem, KeyValue, KeyValues, Switch},
};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    access::{Can, permission::SeeSignIn},
    sign_in_policy::Policy,
};
use words::t;

/// What strangers may see of the organisation at the door.
pub(super) async fn ways_in(can: &Can<SeeSignIn>, policy: Policy) -> AnyView {
    let slug = can.org().slug.to_string();
    let origin = ssr::portal().map_or_else(|_| String::new(), |portal| portal.settings.origin.clone());
    let address = format!("{origin}/o/{slug}/sign-in");
    if !can.may(Permission::ManageSignIn) {
        let word = |on: bool| if on { t!(policy.on) } else { t!(policy.off) };
        return view! {
            <Card title=t!(policy.ways_in.title)>
                <KeyValues>
                    <KeyValue label=t!(policy.ways_in.own_page)>{word(policy.own_page)}</KeyValue>
                    <KeyValue label=t!(policy.ways_in.discovery)>{word(policy.discovery)}</KeyValue>
                </KeyValues>
            </Card>
        }
        .into_any();
    }
    let form = Filled::of(WAYS_IN).await;
    let shown = policy.own_page.then(|| view! { <CopyField label=t!(policy.ways_in.address) value=address /> });
    view! {
        <Card title=t!(policy.ways_in.title) text=t!(policy.ways_in.text)>
            <FormProblem problem=form.problem().cloned() />
            <form method="post" action=SetSignInPage::url() class="grid gap-5">
                <input type="hidden" name="org" value=slug />
                <Switch name="own_page" label=t!(policy.ways_in.own_page) hint=t!(policy.ways_in.own_page_hint) checked=form.ticked("own_page", policy.own_page) />
                {shown}
                <Switch name="discovery" label=t!(policy.ways_in.discovery) hint=t!(policy.ways_in.discovery_hint) checked=form.ticked("discovery", policy.discovery) />
                <FormFoot>
                    <Button>{t!(policy.save)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}
