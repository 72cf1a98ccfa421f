//! People in an organisation: what may be done to whom, who comes in how, and what is left of it in the record.

mod acceptance;
mod acts;
mod bulk;
mod invitations;
mod list;
mod races;
mod renewal;
mod requests;
mod world;
