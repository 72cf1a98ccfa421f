use super::{
    PAGES,
    api::{CONFIRM, ConfirmSignUp, MAIL, MailSignUpCode},
    go_to,
};
use crate::{
    features::door::{SendAgain, code_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, CodeInput, Kind, Link, Steps},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_up::{self, Step};
use words::{rich, t};

/// The second page: the code from the mail.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn code_page() -> portal::Result<AnyView> {
    let step = sign_up::resume(&ssr::portal()?, &ssr::visitor()).await?;
    let Step::Code { address, again } = step else { return Ok(go_to(&step)) };
    let form = first_of(&[CONFIRM, MAIL]).await;
    let address = address.to_string();
    room(view! {
        <Steps step=2 of=PAGES />
        <DoorHeading title=t!(door.sign_up.code.title)>
            {rich!(door.sign_up.code.text, address = address, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=ConfirmSignUp::url() class="grid gap-6">
            <CodeInput name="code" label=t!(door.code) autofocus=true error=form.flaw("code").map(code_flaw) />
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <SendAgain action=MailSignUpCode::url() again />
        <p class="mt-3 text-sm">
            <Link href="/sign-up?another">{t!(door.other_address)}</Link>
        </p>
    })
}
