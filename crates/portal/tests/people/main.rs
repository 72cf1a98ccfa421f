//! People in an organisation: what may be done to whom, who comes in how, and what is left of it in the record.

mod acts;
mod list;
mod races;
mod world;
