use super::api::{CODE, MAIL, MailSignInCode, PASSWORD, SignInByPassword};
use crate::{
    features::door::{first_of, room, went_wrong},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Button, Kind, Link, PasswordField},
};
use contract::Flaw;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    session::Proof,
    sign_in::{self, Step},
};
use words::{rich, t};

/// The second page, the same for everybody: the password, or a code by mail; first whichever this browser used last.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn password_page() -> portal::Result<AnyView> {
    let Step::Prove { address, preferred, .. } = sign_in::resume(&ssr::portal()?, &ssr::visitor()).await? else {
        ssr::see_other("/sign-in");
        return Ok(().into_any());
    };
    let form = first_of(&[PASSWORD, MAIL, CODE]).await;
    let address = address.to_string();
    // After a wrong password it is the password that is being tried.
    let code_first = preferred == Proof::Code && form.problem().is_none();
    let (first, second) = if code_first {
        (by_code(Kind::Primary), by_password(&form, &address, Kind::Secondary))
    } else {
        (by_password(&form, &address, Kind::Primary), by_code(Kind::Secondary))
    };
    let between = if code_first { t!(door.sign_in.prove.or_password) } else { t!(door.sign_in.prove.or_code) };
    room(view! {
        <DoorHeading title=t!(door.sign_in.prove.title)>
            {rich!(door.sign_in.prove.text, address = address, <b> = <strong class="font-semibold text-text" />)}
            " "
            <Link href="/sign-in">{t!(door.other_address)}</Link>
        </DoorHeading>
        {went_wrong(&form)}
        {first}
        <div class="my-6 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
            {between}
        </div>
        {second}
    })
}

fn by_password(form: &Filled, address: &str, kind: Kind) -> AnyView {
    let wrong = |flaw: &Flaw| match flaw {
        Flaw::Wrong => t!(door.password_wrong).to_owned(),
        other => words::flaw(other),
    };
    view! {
        <form method="post" action=SignInByPassword::url() class="grid gap-5">
            // For password managers: whose password it is.
            <input type="email" name="username" value=address.to_owned() autocomplete="username" readonly=true hidden=true />
            <div class="grid gap-2">
                <PasswordField
                    name="password"
                    label=t!(door.password)
                    autocomplete="current-password"
                    autofocus=kind == Kind::Primary
                    error=form.flaw("password").map(wrong)
                />
                <p class="text-sm">
                    <Link href="/recovery">{t!(door.sign_in.prove.forgot)}</Link>
                </p>
            </div>
            <Button kind>{t!(door.sign_in.prove.submit)}</Button>
        </form>
    }
    .into_any()
}

fn by_code(kind: Kind) -> AnyView {
    view! {
        <form method="post" action=MailSignInCode::url() class="grid">
            <Button kind>{t!(door.sign_in.prove.mail)}</Button>
        </form>
    }
    .into_any()
}
