use super::{
    history::history,
    result::{result, said},
};
use crate::{
    features::{
        connections::{
            about::{About, asked_for},
            api::{StartTest, TEST},
            exchange::worked_at,
            frame::{At, show, step_head},
            path,
        },
        door::went_wrong,
    },
    form::Filled,
    ssr,
    ui::{Banner, Button, ButtonLink, Kind, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{Settings, Step},
    federation::tests::{self, Test},
};
use words::t;

/// So many tests are shown to have been.
const SHOWN: i64 = 10;

/// Trying a connection: as often as anybody likes, and without consequence.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn test_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let tests = tests::recent(&can, connection.id, SHOWN).await?;
    let shown = match ssr::asked("test") {
        Some(id) => tests.iter().find(|test| test.id.to_string() == id),
        None => tests.first(),
    };
    let complete = worked_at(&connection).as_ref().is_some_and(Settings::is_complete);
    let refused = went_wrong(&Filled::of(TEST).await);
    let acts = about.manages.then(|| if complete { acts(&about, &tests) } else { incomplete(&about) });
    let (status, result) = (shown.map(said).unwrap_or_default(), result(&about, &connection, shown)?);
    let page = view! {
        {step_head(t!(connections.lab.title), t!(connections.lab.text))}
        {refused}
        {acts}
        <p id="test-said" role="status" class="sr-only">
            {status}
        </p>
        {result}
        {history(&about, &tests, shown)}
        {about.go_on(Step::Test, t!(common.proceed))}
    };
    show(&can, &connection, At::Step(Step::Test), page).await
}

/// Beginning one oneself, in a new tab, or having somebody else do it.
fn acts(about: &About, tests: &[Test]) -> AnyView {
    let (fields, link) = (about.fields(), format!("{}/link", path::step(&about.org, about.id, Step::Test)));
    let label = if tests.is_empty() { t!(connections.lab.start) } else { t!(connections.lab.again) };
    view! {
        <div class="grid gap-2">
            <div class="flex flex-wrap items-center gap-2">
                <form method="post" action=StartTest::url() target="_blank" data-watch="test">
                    {fields}
                    <Button kind=Kind::Primary icon=icondata_lu::LuExternalLink>
                        {label}
                    </Button>
                </form>
                <ButtonLink href=link>{t!(connections.lab.ask)}</ButtonLink>
            </div>
            <p class="max-w-prose text-xs text-muted">{t!(connections.lab.start_text, provider = about.provider.clone())}</p>
        </div>
    }
    .into_any()
}

fn incomplete(about: &About) -> AnyView {
    let (href, text) = (path::step(&about.org, about.id, Step::Exchange), t!(connections.lab.incomplete, provider = about.provider.clone()));
    view! {
        <Banner tone=Tone::Warn>
            <p>{text}</p>
            <div class="pt-2">
                <ButtonLink href small=true>
                    {t!(connections.activate.to_exchange)}
                </ButtonLink>
            </div>
        </Banner>
    }
    .into_any()
}
