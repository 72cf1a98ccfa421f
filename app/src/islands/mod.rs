//! What runs in the browser, and nothing else does: the only parts compiled to wasm. They get their words as props.

mod chips_input;
mod selection;

pub use chips_input::{ChipsInput, ChipsWords};
pub use selection::{Selection, SelectionWords};
