//! Where Leptos joins: pages, server functions, and the page of a problem.

use std::sync::Arc;

use app::shell::ProblemPage;
use app::ssr::Params;
use axum::Router;
use axum::extract::{RawPathParams, Request};
use axum::response::Response;
use axum::routing::get;
use contract::Problem;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_axum::LeptosRoutes;
use portal::Portal;

use crate::middleware::problem::Page;
use crate::router::Assembly;
use crate::{assets, context};

/// Pages and server functions.
pub fn routes(assembly: &Assembly) -> Router {
    let (options, portal) = (options(assembly), assembly.portal.clone());
    let mut router = Router::new();
    for page in app::routes::pages() {
        let (options, portal) = (options.clone(), portal.clone());
        let show = move |params: RawPathParams, mut request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            request.extensions_mut().insert(Params(params));
            let (options, portal) = (options.clone(), portal.clone());
            async move { render(portal, request, move || page.document(options.clone())).await }
        };
        let methods = if page.answers_post { get(show.clone()).post(show) } else { get(show) };
        router = router.route(page.path, methods);
    }
    // Of Leptos' own routing only the server functions are left: a page is a route of ours.
    router.leptos_routes_with_context(&options, Vec::new(), move || context::provide(&portal), || ()).with_state(options)
}

/// Makes the page of a problem.
pub fn of_problem(assembly: &Assembly) -> Page {
    let (options, portal) = (options(assembly), assembly.portal.clone());
    Arc::new(move |problem, request| Box::pin(render_problem(options.clone(), portal.clone(), problem, request)))
}

async fn render_problem(options: LeptosOptions, portal: Portal, problem: Problem, request: Request) -> Response {
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let vendor = portal.settings.vendor.clone();
    let page = move || {
        let (options, problem, here, vendor) = (options.clone(), problem.clone(), here.clone(), vendor.clone());
        view! { <ProblemPage options problem here vendor /> }
    };
    render(portal, request, page).await
}

/// Renders a whole document for a request.
pub async fn render<V: IntoView + 'static>(portal: Portal, request: Request, page: impl Fn() -> V + Clone + Send + Sync + 'static) -> Response {
    leptos_axum::render_app_async_with_context(move || context::provide(&portal), page)(request).await
}

/// Where `cargo leptos watch` tells pages to load themselves anew: the reload-port of Cargo.toml.
const RELOAD_PORT: u32 = 3009;

/// What cargo-leptos and Leptos agree on; everything else is ours to say.
pub fn options(assembly: &Assembly) -> LeptosOptions {
    let site_root = assembly.site_root.to_string_lossy();
    LeptosOptions::builder().output_name("portico").site_root(site_root).hash_files(assets::are_hashed()).reload_port(RELOAD_PORT).build()
}
