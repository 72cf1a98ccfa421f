//! What the build made and what `public/` holds: styles, scripts, the font, icons.

use std::path::Path;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use tower_http::services::ServeDir;

/// For names that carry a hash or a version: what they stand for never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For names that stay while what they stand for changes: kept, and asked about by date before each use.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

/// The files below a folder, as the build has compressed them.
pub fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
}

/// Whether the build put hashes into names: then it left the list of them beside the program.
pub fn are_hashed() -> bool {
    std::env::current_exe().is_ok_and(|program| program.with_file_name("hash.txt").is_file())
}

/// What pages load and isn't there, in words for the operator; without it every page is bare.
pub fn missing(folder: &Path) -> Option<String> {
    if !folder.join("pkg").is_dir() {
        return Some(format!("no styles and scripts in {}: name the folder `site` that the build made with LEPTOS_SITE_ROOT", folder.display()));
    }
    let names_are_known = are_hashed() || folder.join("pkg/portico.css").is_file();
    (!names_are_known).then(|| {
        "the build's hash.txt doesn't lie beside the program: without it pages look for styles and scripts by other names than theirs".into()
    })
}

/// The longest path that is looked for in a folder: what no file system holds is not there, rather than a fault of ours.
const LONGEST_PATH: usize = 200;

/// Says how long a file may be kept.
pub async fn cache(State(hashed): State<bool>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.len() > LONGEST_PATH {
        return StatusCode::NOT_FOUND.into_response();
    }
    let named_by_content = path.starts_with("/fonts/") || (hashed && path.starts_with("/pkg/"));
    let kept = if named_by_content { FOR_EVER } else { ASK_EACH_TIME };
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(kept);
    }
    response
}
