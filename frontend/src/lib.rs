//! Wakes the islands in the browser; everything else came ready from the server.

use app as _; // links it in: each of its islands exports itself
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page's script calls once the wasm has loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
