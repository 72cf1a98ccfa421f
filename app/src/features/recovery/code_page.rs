use super::{
    api::{CONFIRM, ConfirmRecovery, MAIL, MailRecoveryCode},
    go_to,
};
use crate::{
    features::door::{SendAgain, code_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, CodeInput, Kind, Link},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::recovery::{self, Step};
use words::{rich, t};

/// The second page: the code. It says the same whether or not there is an account.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn code_page() -> portal::Result<AnyView> {
    let step = recovery::resume(&ssr::portal()?, &ssr::visitor()).await?;
    let Step::Code { address, again } = step else { return Ok(go_to(&step)) };
    let form = first_of(&[CONFIRM, MAIL]).await;
    let address = address.to_string();
    room(view! {
        <DoorHeading title=t!(door.recovery.code.title)>
            {rich!(door.recovery.code.text, address = address, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=ConfirmRecovery::url() class="grid gap-6">
            <CodeInput name="code" label=t!(door.code) autofocus=true error=form.flaw("code").map(code_flaw) />
            <Button kind=Kind::Primary>{t!(common.proceed)}</Button>
        </form>
        <SendAgain action=MailRecoveryCode::url() again />
        <p class="mt-3 text-sm">
            <Link href="/recovery">{t!(door.other_address)}</Link>
        </p>
    })
}
