use super::{
    PAGES,
    api::{INTRODUCE, Introduce},
    go_to,
};
use crate::{
    features::door::{introduction, introduction_fields, room},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Banner, Button, FormProblem, Kind, Link, Steps, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_up::{self, AddressKind, Step};
use words::{rich, t};

/// The third page: name, password, terms.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn you_page() -> portal::Result<AnyView> {
    let step = sign_up::resume(&ssr::portal()?, &ssr::visitor()).await?;
    let Step::Profile { address, kind } = step else { return Ok(go_to(&step)) };
    let form = Filled::of(INTRODUCE).await;
    let fields = introduction(&form, address.as_str(), "")?;
    room(view! {
        <Steps step=3 of=PAGES />
        <DoorHeading title=t!(door.sign_up.you.title)>
            {rich!(door.sign_up.you.text, address = address.to_string(), <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        <FormProblem problem=form.problem().cloned() fields=introduction_fields() />
        <form method="post" action=Introduce::url() class="grid gap-5">
            {about(kind)}
            {fields}
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
    })
}

/// What an address that isn't a company's means, said kindly.
fn about(kind: AddressKind) -> AnyView {
    let (tone, title, text) = match kind {
        AddressKind::Work => return ().into_any(),
        AddressKind::Consumer => (Tone::Info, t!(door.sign_up.you.consumer.title), t!(door.sign_up.you.consumer.text)),
        AddressKind::Disposable => (Tone::Warn, t!(door.sign_up.you.disposable.title), t!(door.sign_up.you.disposable.text)),
    };
    view! { <Banner tone title>{text}" "<Link href="/sign-up?another">{t!(door.other_address)}</Link></Banner> }.into_any()
}
