use super::{
    api::{ChangePassword, PASSWORD},
    room::{Section, room},
};
use crate::{
    form::Filled,
    ssr,
    ui::{Asked, Button, Card, FormFoot, FormProblem, Kind, Link, PasswordField},
};
use contract::Flaw;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::account;
use words::{rich, t};

/// Changing the password.
///
/// # Errors
/// `Unauthenticated`.
pub async fn password_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let username = visitor.person()?.address.to_string();
    if !account::has_password(&portal, &visitor).await? {
        let choose = |children: ChildrenFn| view! { <Link href="/recovery">{children()}</Link> };
        return room(
            Section::Password,
            view! {
                <Card title=t!(account.password.title)>
                    <p>{rich!(account.password.none, <choose> = choose)}</p>
                </Card>
            },
        )
        .await;
    }
    let form = Filled::of(PASSWORD).await;
    let fields = vec![Asked::new("current", t!(account.password.current)).said(current_flaw), Asked::new("password", t!(account.password.new))];
    let page = view! {
        <Card title=t!(account.password.title) text=t!(account.password.text)>
            <FormProblem problem=form.problem().cloned() fields />
            <form method="post" action=ChangePassword::url() class="grid gap-5">
                // For password managers: whose password it is.
                <input type="email" name="username" value=username autocomplete="username" readonly=true hidden=true />
                <PasswordField
                    name="current"
                    label=t!(account.password.current)
                    autocomplete="current-password"
                    error=form.flaw("current").map(current_flaw)
                />
                <PasswordField
                    name="password"
                    label=t!(account.password.new)
                    autocomplete="new-password"
                    hint=t!(door.password_hint)
                    error=form.flaw("password").map(words::flaw)
                />
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(account.password.change)}</Button>
                </FormFoot>
            </form>
        </Card>
    };
    room(Section::Password, page).await
}

fn current_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Wrong => t!(account.password.current_wrong).to_owned(),
        other => words::flaw(other),
    }
}
