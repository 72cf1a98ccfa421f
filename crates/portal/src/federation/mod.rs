//! Signing in by a connection: out to the provider and back, what is believed of the answer, and what follows for the person.

mod model;

pub use model::{Decision, Line, Refusal, Report, RoleChange, Verdict};
