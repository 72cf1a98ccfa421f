use super::{
    api::{FINISH, FinishRecovery},
    go_to,
};
use crate::{
    features::door::{room, went_wrong},
    form::Filled,
    shell::DoorHeading,
    ssr,
    ui::{Button, Kind, PasswordField},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::recovery::{self, Step};
use words::{rich, t};

/// The third page: the new password.
///
/// # Errors
/// What keeps the page from being shown.
pub async fn password_page() -> portal::Result<AnyView> {
    let step = recovery::resume(&ssr::portal()?, &ssr::visitor()).await?;
    let Step::Password { address } = step else { return Ok(go_to(&step)) };
    let form = Filled::of(FINISH).await;
    let (username, address) = (address.to_string(), address.to_string());
    room(view! {
        <DoorHeading title=t!(door.recovery.password.title)>
            {rich!(door.recovery.password.text, address = address, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
        {went_wrong(&form)}
        <form method="post" action=FinishRecovery::url() class="grid gap-5">
            // For password managers: whose password it is.
            <input type="email" name="username" value=username autocomplete="username" readonly=true hidden=true />
            <PasswordField
                name="password"
                label=t!(door.recovery.password.new)
                autocomplete="new-password"
                autofocus=true
                hint=t!(door.password_hint)
                error=form.flaw("password").map(words::flaw)
            />
            <Button kind=Kind::Primary>{t!(door.recovery.password.submit)}</Button>
        </form>
    })
}
