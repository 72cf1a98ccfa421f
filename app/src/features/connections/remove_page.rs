use super::{
    about::{About, asked_for},
    api::{REMOVE, RemoveConnection},
    path,
};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{Asked, Banner, Button, ButtonLink, Card, ConfirmByTyping, FormFoot, FormProblem, Kind, PageHeader, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::State,
};
use words::t;

/// The question before a connection is taken away for good.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn remove_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?.can::<SeeSignIn>()?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let form = Filled::of(REMOVE).await;
    let (problem, asked) = (form.problem().cloned(), vec![Asked::new("name", t!(connections.name))]);
    let (typed, error) = (form.value("name", ""), form.flaw("name").map(words::flaw));
    let (keep, fields, name) = (path::one(&about.org, about.id), about.fields(), connection.name.clone());
    let first = if connection.state == State::Draft { t!(connections.remove.draft) } else { t!(connections.remove.people) };
    let content = if connection.state == State::Active {
        view! { <Banner tone=Tone::Warn>{t!(connections.remove.first_off)}</Banner> }.into_any()
    } else {
        view! {
            <Card>
                <FormProblem problem fields=asked />
                <ul class="grid list-disc gap-2 pl-5 marker:text-muted">
                    <li>{first}</li>
                    <li>{t!(connections.remove.values, provider = about.provider.clone())}</li>
                    <li>{t!(connections.remove.record)}</li>
                </ul>
                <form method="post" action=RemoveConnection::url() class="grid gap-4">
                    {fields}
                    <ConfirmByTyping name="name" phrase=name value=typed error />
                    <FormFoot>
                        <Button kind=Kind::Danger>{t!(connections.remove.act)}</Button>
                        <ButtonLink href=keep>{t!(connections.remove.keep)}</ButtonLink>
                    </FormFoot>
                </form>
            </Card>
        }
        .into_any()
    };
    let page = view! {
        <PageHeader title=t!(connections.remove.title, name = connection.name.clone()) />
        <div class="max-w-prose">{content}</div>
    };
    house(&can, Place::Connections, page).await
}
