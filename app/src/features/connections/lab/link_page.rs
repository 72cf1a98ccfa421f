use crate::{
    features::{
        connections::{
            about::{About, asked_for},
            path,
        },
        house,
    },
    shell::Place,
    ssr,
    ui::{BackLink, Button, Card, CopyField, FormFoot, Kind, Moment, PageHeader, Told},
};
use leptos::prelude::*;
use portal::{
    Error, Result,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::Step,
    federation::tests::{self, Started, Test},
};
use words::{rich, t};

/// A link by which somebody else tests. Asked for with GET it explains itself; its own button posts to it, and the answer is the one page
/// that ever shows the link: it is a secret, so it waits nowhere for a redirect.
///
/// # Errors
/// As [`tests::for_colleague`] and [`ssr::org`].
pub async fn link_page() -> Result<AnyView> {
    let manager = ssr::org::<ManageSignIn>(&ssr::param("org")).await?;
    let looker = manager.can::<SeeSignIn>()?;
    let connection = asked_for(&looker).await?;
    let about = About::of(&looker, &connection);
    let content = if ssr::is_post() {
        let started = tests::for_colleague(&manager, connection.id).await?;
        let test = tests::find(&looker, connection.id, started.id).await?.ok_or(Error::NotFound)?;
        made(started, &test)
    } else {
        explanation()
    };
    let back = path::step(&about.org, about.id, Step::Test);
    let page = view! {
        <BackLink href=back>{t!(connections.lab.back)}</BackLink>
        <PageHeader title=t!(connections.lab.ask_title) text=connection.name.clone() />
        <div class="max-w-prose">{content}</div>
    };
    house(&manager, Place::Connections, page).await
}

fn explanation() -> AnyView {
    view! {
        <Card>
            <p class="text-soft">{t!(connections.lab.ask_text)}</p>
            // To this same address, so that it needs none.
            <form method="post">
                <FormFoot>
                    <Button kind=Kind::Primary icon=icondata_lu::LuLink>
                        {t!(connections.lab.make_link)}
                    </Button>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}

fn made(started: Started, test: &Test) -> AnyView {
    let until = test.expires_at;
    view! {
        <Card>
            <CopyField label=t!(connections.lab.link) value=started.link />
            <p class="text-soft">{rich!(connections.lab.until, <when> = move || view! { <Moment at=until told=Told::Exact /> })}</p>
        </Card>
    }
    .into_any()
}
