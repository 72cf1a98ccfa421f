//! `/dev/mailbox`: mail that a portal without SMTP keeps, to be read in the browser. Not a part of a production portal.

use app::features::mailbox::{ListPage, MailPage};
use app::ssr;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use portal::mail::mailbox;
use portal::{Error, Portal};
use serde::Deserialize;

use crate::middleware::problem;
use crate::pages;
use crate::router::Assembly;

/// A mail's own styles, and nothing that runs or loads; shown by our own page only.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

#[derive(Clone)]
struct Mailbox {
    portal: Portal,
    options: LeptosOptions,
}

#[derive(Deserialize)]
struct Wanted {
    /// Only mail to this address.
    to: Option<String>,
}

pub fn routes(assembly: &Assembly) -> Router {
    Router::new()
        .route("/dev/mailbox", get(list))
        .route("/dev/mailbox/{id}", get(open))
        .route("/dev/mailbox/{id}/html", get(html))
        .with_state(Mailbox { portal: assembly.portal.clone(), options: pages::options(assembly) })
}

async fn list(State(Mailbox { portal, options }): State<Mailbox>, Query(Wanted { to }): Query<Wanted>, request: Request) -> Response {
    let to = to.filter(|to| !to.contains('\0'));
    match mailbox::list(&portal, to.as_deref()).await {
        Ok(mails) => {
            let page = move || view! { <ListPage options=options.clone() mails=mails.clone() recipient=to.clone() /> };
            pages::render(portal, request, page).await
        }
        Err(error) => refuse(error),
    }
}

async fn open(State(Mailbox { portal, options }): State<Mailbox>, Path(id): Path<String>, request: Request) -> Response {
    match mailbox::open(&portal, &id).await {
        Ok(mail) => pages::render(portal, request, move || view! { <MailPage options=options.clone() mail=mail.clone() /> }).await,
        Err(error) => refuse(error),
    }
}

/// The mail's document, for the frame on its page: its links open in the window around it.
async fn html(State(Mailbox { portal, .. }): State<Mailbox>, Path(id): Path<String>) -> Response {
    match mailbox::open(&portal, &id).await {
        Ok(mail) => {
            let document = mail.html.replacen("<head>", "<head><base target=\"_top\">", 1);
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, MAIL_POLICY),
                (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
            ];
            (headers, document).into_response()
        }
        Err(error) => refuse(error),
    }
}

fn refuse(error: Error) -> Response {
    problem::response(ssr::problem(error))
}
