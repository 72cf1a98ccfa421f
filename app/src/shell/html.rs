use super::Theme;
use http::{HeaderName, HeaderValue};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use words::Reader;

/// In the answer, for the server alone: this page has islands, so its content security policy lets wasm run (DECISIONS 17).
pub const HAS_ISLANDS: HeaderName = HeaderName::from_static("x-portico-islands");

/// In the answer, for the server alone: the origin of somebody else's to which this page's form is posted.
pub const POSTS_TO: HeaderName = HeaderName::from_static("x-portico-posts-to");

/// The document around every page. The reader must be known by now: their language is its `lang`.
#[component]
pub fn Html(
    options: LeptosOptions,
    /// Whether the page has islands: only then does it load wasm.
    islands: bool,
    /// Whether its links lead around the house, so that a browser may fetch a page that somebody is about to open.
    prefetch: bool,
    children: Children,
) -> impl IntoView {
    provide_meta_context();
    let nonce = use_nonce();
    if islands && let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(HAS_ISLANDS, HeaderValue::from_static("1"));
    }
    view! {
        <!DOCTYPE html>
        <html lang=Reader::current().locale.tag() data-theme=Theme::chosen().map(Theme::key)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f8f8" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1213" />
                <link rel="preload" href="/fonts/inter-latin-4.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <HashedStylesheet options=options.clone() />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <script r#type="module" src="/door.js" nonce=nonce.clone() />
                {prefetch.then(|| view! { <script r#type="speculationrules" nonce=nonce inner_html=LIKELY_LINKS /> })}
                <AutoReload options=options.clone() />
                {islands.then(|| view! { <HydrationScripts options islands=true /> })}
                <MetaTags />
            </head>
            <body>{children()}</body>
        </html>
    }
    .into_any()
}

/// Pages of the house that a pointer rests on or goes down on. A page fetched ahead changes nothing (DECISIONS 17); a file to save is
/// no page.
const LIKELY_LINKS: &str =
    r#"{"prefetch":[{"where":{"and":[{"href_matches":"/o/*"},{"not":{"selector_matches":"[download],[rel~=nofollow]"}}]},"eagerness":"moderate"}]}"#;
