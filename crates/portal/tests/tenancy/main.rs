//! The promise that is sold: nothing crosses from one organisation to another. Five locks (docs/ARCHITECTURE.md), each with
//! its test: the types (`compile_fail`), one door to the database (`doors`), the catalogue's rules (`catalogue`), what
//! PostgreSQL answers when it is tried (`rows`), and the rights of the roles as they are written down (`rights`).

mod catalogue;
mod compile_fail;
mod deletion;
mod doors;
mod rights;
mod rows;
mod seeds;
