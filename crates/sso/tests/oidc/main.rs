//! Stories about a provider, Acme's, that signs Alice in, and about Mallory, who tries everything else.

mod attacks;
mod bounds;
mod catalogue;
mod credentials;
mod discovery;
mod oracle;
mod provider;
mod sign_in;
