//! What the wizard, the test lab and the sign-in log say about somebody else's console: the instructions of each chapter, what to bring
//! back, and what to mend where, for every code of the catalogue.
//!
//! A console is a file in `console/`: its labels to the letter, each with where it is known from. The labels are English whatever the
//! reader's language (see [`crate::ui::Keycap`]); the sentences around them are the reader's and stand in `locales/`, few and whole, in
//! `say.rs`. Drawings of the screens are in `drawing/`.

mod brought_back;
mod chapter;
mod check;
mod code;
mod console;
mod drawing;
mod fix;
mod instruction;
mod needs;
mod ours;
mod place;
mod say;

pub use brought_back::{BroughtBack, Field};
pub use chapter::Chapter;
pub use check::check_name;
pub use code::{code_meaning, code_title};
pub use fix::fix;
pub use instruction::{Instruction, Instructions};
pub use needs::{Needs, needs};
pub use ours::Ours;

use contract::{IdentityProvider, Protocol};

/// What to do in a chapter, in order.
pub fn instructions(provider: IdentityProvider, protocol: Protocol, chapter: Chapter, ours: &Ours) -> Vec<Instruction> {
    let console = console::of(provider, protocol);
    match chapter {
        Chapter::CreateApp => console.create(ours),
        Chapter::Exchange => console.exchange(ours),
        Chapter::Attributes => console.attributes(ours),
        Chapter::Assign => console.assign(ours),
    }
}

/// What the console shows that has to come to us.
pub fn brought_back(provider: IdentityProvider, protocol: Protocol) -> BroughtBack {
    console::of(provider, protocol).brought_back()
}
