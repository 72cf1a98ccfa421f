//! Stories about a provider, Acme's, that signs Alice in, and about Mallory, who tries everything else.

mod attacks;
mod bounds;
mod catalogue;
mod certificates;
mod encryption;
mod idp;
mod idp_metadata;
mod oracle;
mod providers;
mod requests;
mod rules;
mod signatures;
mod sp_metadata;
