//! People in an organisation: how they come in, what may be done to them, and how they are found.

mod join;
mod model;
mod rename;
mod sql;
mod word;

pub(crate) use join::join;
pub use model::{JoiningPerson, Source, Status};
pub(crate) use rename::rename;
