//! Every route and every layer, in reading order.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use http::{Extensions, HeaderMap, StatusCode, Version};
use ipnet::IpNet;
use portal::Portal;
use portal::session::Lifetimes;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::config::{Config, Environment, Origin};
use crate::metrics::Figures;
use crate::middleware::visitor::Visitors;
use crate::middleware::{client_address, host, problem, request_log, same_origin, security_headers, visitor};
use crate::well_known::SecurityTxt;
use crate::{api, assets, dev_mailbox, export, health, link, metrics, pages, sso, upload, well_known};

/// What a form may hold; uploads have a limit of their own.
const FORM_BYTES: usize = 64 * 1024;
/// From a request's head to its answer's; a page takes milliseconds, a queue of password checks seconds.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Between two pieces of a request's body.
const PIECE_WITHIN: Duration = Duration::from_secs(10);
/// Gzip from 0 to 9, for what is made anew each time; files lie there in brotli. Brotli makes pages a fifteenth smaller and took twice
/// as long as rendering them: its window of four megabytes is filled and emptied for each.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// What the router needs to know of the settings.
#[derive(Clone)]
pub struct Assembly {
    pub portal: Portal,
    pub origin: Arc<Origin>,
    pub environment: Environment,
    pub trusted_proxies: Arc<[IpNet]>,
    pub lifetimes: Lifetimes,
    pub security_contact: String,
    pub site_root: PathBuf,
    /// For `/metrics` among the pages; in production they have an address of their own.
    pub figures: Option<Figures>,
}

impl Assembly {
    pub fn new(config: &Config, portal: Portal, figures: Figures) -> Self {
        Self {
            portal,
            origin: Arc::new(config.origin.clone()),
            environment: config.environment,
            trusted_proxies: config.trusted_proxies.clone().into(),
            lifetimes: config.lifetimes,
            security_contact: config.security_contact.clone(),
            site_root: config.site_root.clone(),
            figures: (!config.is_production()).then_some(figures),
        }
    }
}

/// The portal as one service.
pub fn router(assembly: Assembly) -> Router {
    let Assembly { portal, origin, environment, trusted_proxies, .. } = assembly.clone();
    let development = environment == Environment::Development;
    let hosts = host::Hosts { origin: origin.clone(), redirect_loopback: development };

    // A request meets these from the first to the last, its answer from the last to the first.
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(portal.chance.clone(), request_log::log))
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(DefaultPredicate::new().and(is_read)))
        .layer(from_fn_with_state(environment, security_headers::set))
        .layer(from_fn_with_state(hosts, host::check))
        .layer(from_fn_with_state(pages::of_problem(&assembly), problem::render))
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(same_origin::layer())
        .layer(from_fn_with_state(trusted_proxies, client_address::find));

    Router::new()
        .merge(visited(&assembly, pages::routes(&assembly).merge(export::routes()).merge(api::routes())))
        .merge(link::routes(&portal))
        .merge(files(&assembly))
        .merge(plumbing(&assembly))
        .merge(if development { dev_mailbox::routes(&assembly) } else { Router::new() })
        .layer(RequestBodyLimitLayer::new(FORM_BYTES))
        .merge(visited(&assembly, upload::routes(&portal)))
        .merge(visited(&assembly, sso::routes(&portal)))
        .layer(RequestBodyTimeoutLayer::new(PIECE_WITHIN))
        .layer(layers)
}

/// Nobody reads what a redirection says.
fn is_read(status: StatusCode, _: Version, _: &HeaderMap, _: &Extensions) -> bool {
    !status.is_redirection()
}

/// What people come for: pages, server functions and uploads know their visitor.
fn visited(assembly: &Assembly, routes: Router) -> Router {
    let visitors = Visitors { portal: assembly.portal.clone(), lifetimes: assembly.lifetimes };
    routes.layer(from_fn_with_state(visitors.clone(), visitor::find)).layer(visitor::sessions(&visitors))
}

/// What pages are made of.
fn files(assembly: &Assembly) -> Router {
    let hashed = assets::are_hashed();
    Router::new()
        .nest_service("/pkg", assets::files(&assembly.site_root.join("pkg")))
        .fallback_service(assets::files(&assembly.site_root))
        .layer(from_fn_with_state(hashed, assets::cache))
}

/// What machines come for.
fn plumbing(assembly: &Assembly) -> Router {
    let Assembly { portal, origin, security_contact, .. } = assembly.clone();
    let security_txt = SecurityTxt { contact: security_contact, origin: origin.to_string(), clock: portal.clock.clone() };
    let router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state(portal.clone()))
        .route("/.well-known/security.txt", get(well_known::security_txt).with_state(security_txt))
        .route("/.well-known/change-password", get(well_known::change_password));
    match assembly.figures {
        Some(figures) => router.merge(metrics::router(figures, portal)),
        None => router,
    }
}
