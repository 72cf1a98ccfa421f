//! The whole URL space of pages, one table. A page is an async function that asks the portal and answers a view; the server
//! mounts each as a route of its own, so an unknown path is nobody's page and no router has to run a second time.

use crate::{
    features::house,
    shell::{Door, Html, Place, ProblemView},
    ssr,
};
use contract::ProblemKind;
use leptos::prelude::*;
use portal::Result;
use std::pin::Pin;

/// One page.
#[derive(Clone, Copy)]
pub struct Page {
    /// The path, as axum matches it: `/o/{org}/members`.
    pub path: &'static str,
    pub room: Room,
    /// Whether it may be posted to as well, to show what nobody may see twice and no redirect may carry.
    pub answers_post: bool,
    load: fn() -> Loading,
}

type Loading = Pin<Box<dyn Future<Output = Result<AnyView>> + Send>>;

/// What kind of document stands around a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// One question, no wasm.
    Door,
    /// Links that a browser may fetch ahead, no wasm.
    House,
    /// The same, with islands.
    HouseWithIslands,
}

macro_rules! page {
    ($path:literal, $room:ident, $load:path) => {
        Page { path: $path, room: Room::$room, answers_post: false, load: || Box::pin($load()) }
    };
    ($path:literal, $room:ident, $load:path, answers_post) => {
        Page { answers_post: true, ..page!($path, $room, $load) }
    };
}

/// Every page there is.
pub fn pages() -> Vec<Page> {
    use crate::features::*;
    vec![
        page!("/", Door, start::page),
        page!("/sign-up", Door, sign_up::address_page),
        page!("/sign-up/code", Door, sign_up::code_page),
        page!("/sign-up/you", Door, sign_up::you_page),
        page!("/sign-up/organization", Door, sign_up::organization_page),
        page!("/sign-in", Door, sign_in::address_page),
        page!("/sign-in/password", Door, sign_in::password_page),
        page!("/sign-in/code", Door, sign_in::code_page),
        page!("/sign-in/sso", Door, sign_in::ways_page),
        page!("/sign-in/link", Door, single_sign_on::link_page),
        page!("/sign-in/change", Door, single_sign_on::change_page),
        page!("/o/{org}/sign-in", Door, sign_in::organization_page),
        page!("/sso/start/{key}", Door, single_sign_on::start),
        page!("/sso/oidc/{key}/callback", Door, single_sign_on::callback),
        page!("/sso/finish", Door, single_sign_on::finish),
        page!("/sso/refused", Door, single_sign_on::refused_page),
        page!("/sso/asked", Door, single_sign_on::asked_page),
        page!("/sso/invited", Door, single_sign_on::invited_page),
        page!("/sso/log/{reference}", Door, single_sign_on::log),
        page!("/sso/test/{secret}", Door, single_sign_on::test_page),
        page!("/sso/test/{secret}/go", Door, single_sign_on::test_go),
        page!("/sso/test-done", Door, single_sign_on::test_done),
        page!("/recovery", Door, recovery::address_page),
        page!("/recovery/code", Door, recovery::code_page),
        page!("/recovery/password", Door, recovery::password_page),
        page!("/confirm", Door, confirmation::page),
        page!("/organizations", House, organizations::page),
        page!("/invitation", Door, acceptance::link_page),
        page!("/invitations/{invitation}", Door, acceptance::own_page),
        page!("/account", Door, account::profile_page),
        page!("/account/address", Door, account::address_page),
        page!("/account/password", Door, account::password_page),
        page!("/account/sessions", Door, account::sessions_page),
        page!("/account/record", Door, account::record_page),
        page!("/o/{org}", House, home::page),
        page!("/o/{org}/members", HouseWithIslands, members::list_page),
        page!("/o/{org}/members/{id}", House, members::member_page),
        page!("/o/{org}/bulk/{id}", House, bulk::page),
        page!("/o/{org}/members/requests", House, requests::page),
        page!("/o/{org}/members/invite", HouseWithIslands, invitations::invite_page),
        page!("/o/{org}/members/invite/{draft}", House, invitations::review_page),
        page!("/o/{org}/members/invitations", HouseWithIslands, invitations::list_page),
        page!("/o/{org}/members/invitations/{invitation}", House, invitations::one_page),
        page!("/o/{org}/members/invitations/{invitation}/revoke", House, invitations::revoke_page),
        page!("/o/{org}/members/invitations/{invitation}/link", House, invitations::link_page, answers_post),
        page!("/o/{org}/roles", House, roles::page),
        page!("/o/{org}/domains", House, domains::list_page),
        page!("/o/{org}/domains/add", House, domains::add_page),
        page!("/o/{org}/domains/{domain}", House, domains::one_page),
        page!("/o/{org}/domains/{domain}/remove", House, domains::remove_page),
        page!("/o/{org}/connections", House, connections::list_page),
        page!("/o/{org}/connections/new", House, connections::new_page),
        page!("/o/{org}/connections/{connection}", House, connections::overview_page),
        page!("/o/{org}/connections/{connection}/domains", House, connections::domains_page),
        page!("/o/{org}/connections/{connection}/create-app", House, connections::create_app_page),
        page!("/o/{org}/connections/{connection}/exchange", House, connections::exchange_page),
        page!("/o/{org}/connections/{connection}/attributes", House, connections::attributes_page),
        page!("/o/{org}/connections/{connection}/assign", House, connections::assign_page),
        page!("/o/{org}/connections/{connection}/test", House, connections::test_page),
        page!("/o/{org}/connections/{connection}/test/link", House, connections::link_page, answers_post),
        page!("/o/{org}/connections/{connection}/affected", House, connections::affected_page),
        page!("/o/{org}/connections/{connection}/activate", House, connections::activate_page),
        page!("/o/{org}/connections/{connection}/configuration", House, connections::configuration_page),
        page!("/o/{org}/connections/{connection}/log", House, connections::log_page),
        page!("/o/{org}/connections/{connection}/log/{entry}", House, connections::log_entry_page),
        page!("/o/{org}/connections/{connection}/keys", House, connections::keys_page),
        page!("/o/{org}/connections/{connection}/history", House, connections::history_page),
        page!("/o/{org}/connections/{connection}/remove", House, connections::remove_page),
        page!("/o/{org}/policy", House, policy::page),
        page!("/o/{org}/activity", House, activity::page),
        page!("/o/{org}/settings", House, settings::page),
        page!("/o/{org}/leave", House, settings::leave_page),
    ]
}

impl Page {
    /// The whole document, for [`leptos_axum::render_app_async_with_context`].
    pub fn document(self, options: LeptosOptions) -> impl IntoView {
        let (islands, prefetch) = (self.room == Room::HouseWithIslands, self.room != Room::Door);
        view! {
            <Html options islands prefetch>
                <Suspense>{Suspend::new(async move {
                    match (self.load)().await {
                        Ok(page) => page,
                        Err(error) => refused(error).await,
                    }
                })}</Suspense>
            </Html>
        }
    }
}

/// What a page shows instead of itself. Who isn't signed in is led to where they can, and back; who is at home in the organisation stays in
/// its house, whose rail says where to go on.
async fn refused(error: portal::Error) -> AnyView {
    if ssr::leads_elsewhere() {
        return ().into_any();
    }
    let here = ssr::here();
    if matches!(error, portal::Error::Unauthenticated | portal::Error::SignInAgain) {
        ssr::see_other(&ssr::sign_in_and_back(&here));
        return ().into_any();
    }
    let problem = ssr::problem(error);
    ssr::set_status(problem.status);
    if matches!(problem.kind, ProblemKind::Forbidden | ProblemKind::NotFound)
        && let Ok(org) = ssr::enter(&ssr::param("org")).await
        && let Ok(page) = house(&org, Place::Elsewhere, view! { <ProblemView problem=problem.clone() here=here.clone() /> }).await
    {
        return page;
    }
    let vendor = ssr::vendor();
    view! {
        <Door vendor here=here.clone()>
            <ProblemView problem here />
        </Door>
    }
    .into_any()
}
