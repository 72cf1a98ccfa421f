use super::api::{CODE, MAIL, MailSignInCode, SignInByCode};
use crate::{
    features::door::{SendAgain, code_flaw, first_of, room, went_wrong},
    shell::DoorHeading,
    ssr,
    ui::{Button, CodeInput, Kind, Link},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::sign_in::{self, Step};
use words::{rich, t};

/// The code that was mailed instead of the password. It says the same whether or not there is an account.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn code_page() -> portal::Result<AnyView> {
    let (address, again) = match sign_in::resume(&ssr::portal()?, &ssr::visitor()).await? {
        Step::Prove { address, code: Some(again), .. } => (address, again),
        // None is on its way: there they can have one mailed, and read why it wasn't.
        Step::Prove { code: None, .. } => {
            ssr::see_other("/sign-in/password");
            return Ok(().into_any());
        }
        Step::Address => {
            ssr::see_other("/sign-in");
            return Ok(().into_any());
        }
    };
    let form = first_of(&[CODE, MAIL]).await;
    let address = address.to_string();
    room(view! {
        <DoorHeading title=t!(door.sign_in.code.title)>
            {rich!(door.sign_in.code.text, address = address, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=SignInByCode::url() class="grid gap-6">
            <CodeInput name="code" label=t!(door.code) autofocus=true error=form.flaw("code").map(code_flaw) />
            <Button kind=Kind::Primary>{t!(door.sign_in.prove.submit)}</Button>
        </form>
        <SendAgain action=MailSignInCode::url() again />
        <p class="mt-3 text-sm">
            <Link href="/sign-in/password">{t!(door.sign_in.code.with_password)}</Link>
        </p>
    })
}
