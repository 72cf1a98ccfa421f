//! The layers of [`crate::router`], one a file, in the order in which a request meets them.

pub mod client_address;
pub mod host;
pub mod problem;
pub mod request_log;
pub mod same_origin;
pub mod visitor;

mod device;
pub mod security_headers;
