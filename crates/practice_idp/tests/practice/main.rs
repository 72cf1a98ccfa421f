//! Stories about a portal and the providers it practises with.

mod console;
mod faults;
mod good;
mod keys;
mod refusals;
mod world;
