//! Wakes the islands in the browser; everything else came ready from the server.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

use app as _; // links it in: each of its islands exports itself
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page's script calls once the wasm has loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
