use super::{path, said::provider_name};
use crate::ui::{Button, ButtonLink, FormFoot, Kind};
use contract::{ConnectionId, Permission};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result,
    access::{Can, permission::SeeSignIn},
    connection::{self, Connection, State, Step},
};
use words::t;

use super::api::GoOn;
use crate::ssr;

/// Which connection a page and its forms are about.
#[derive(Debug, Clone)]
pub(super) struct About {
    /// The organisation's slug.
    pub org: String,
    pub id: ConnectionId,
    /// What a sentence calls the provider.
    pub provider: String,
    /// Step by step, in the wizard; else a page among tabs.
    pub guided: bool,
    /// Whether the reader may change anything.
    pub manages: bool,
}

impl About {
    pub fn of(can: &Can<SeeSignIn>, connection: &Connection) -> Self {
        let manages = can.may(Permission::ManageSignIn);
        Self {
            org: can.org().slug.to_string(),
            id: connection.id,
            provider: provider_name(connection.provider, &connection.name),
            guided: manages && connection.state == State::Draft,
            manages,
        }
    }

    /// What every form says of where it stands.
    pub fn fields(&self) -> AnyView {
        view! {
            <input type="hidden" name="org" value=self.org.clone() />
            <input type="hidden" name="connection" value=self.id.to_string() />
            <input type="hidden" name="guided" value=self.guided.to_string() />
        }
        .into_any()
    }

    /// The foot of a step's form: back and on in the wizard, else what saves it. `stay` is the button that saves without going on.
    pub fn foot(&self, step: Step, stay: Option<&'static str>) -> AnyView {
        if !self.guided {
            return view! { <FormFoot><Button kind=Kind::Primary>{t!(connections.wizard.save)}</Button></FormFoot> }.into_any();
        }
        let (back, stay) = (self.back(step), stay.map(|stay| view! { <Button>{stay}</Button> }));
        view! {
            <div class="flex flex-wrap items-center gap-2">
                {back}
                {stay}
                <span class="grow" />
                <Button kind=Kind::Primary attr:name="go_on" attr:value="true">
                    {t!(common.proceed)}
                </Button>
            </div>
        }
        .into_any()
    }

    /// The foot of a step that has nothing to save: in the wizard, back and on; the button says what is done by then.
    pub fn go_on(&self, step: Step, act: &'static str) -> AnyView {
        if !self.guided {
            return ().into_any();
        }
        let (back, fields) = (self.back(step), self.fields());
        view! {
            <div class="flex flex-wrap items-center justify-between gap-2">
                {back}
                <form method="post" action=GoOn::url()>
                    {fields}
                    <input type="hidden" name="step" value=step.key() />
                    <Button kind=Kind::Primary>{act}</Button>
                </form>
            </div>
        }
        .into_any()
    }

    fn back(&self, step: Step) -> AnyView {
        match before(step) {
            Some(before) => {
                let href = path::step(&self.org, self.id, before);
                view! { <ButtonLink href>{t!(common.back)}</ButtonLink> }.into_any()
            }
            None => view! { <span /> }.into_any(),
        }
    }
}

/// The connection of the page's path.
///
/// # Errors
/// `NotFound`.
pub(super) async fn asked_for(can: &Can<SeeSignIn>) -> Result<Connection> {
    let id = ssr::param("connection").parse().map_err(|_| Error::NotFound)?;
    connection::find(can, id).await
}

/// The step that comes next.
pub(super) fn after(step: Step) -> Option<Step> {
    Step::ALL.into_iter().find(|next| *next > step)
}

fn before(step: Step) -> Option<Step> {
    Step::ALL.into_iter().rev().find(|before| *before < step)
}
