//! SAML 2.0, the side of the service provider: asking a provider to sign somebody in, and believing its answer only as far as it is signed.
//!
//! Everything that arrives here was written by strangers: metadata by whoever administers a customer, responses by whoever can reach our
//! address. So the order of work is the defence, and [`receive()`] is the one function that keeps it:
//!
//! 1. **[`gate`]** reads the bytes in one pass and then with a parser that knows no DTD, and lets through only the few shapes a sign-in
//!    response has. It comes first because the library that checks signatures follows references and transforms before it has checked anything.
//! 2. **[`signature`]** asks that library, with this connection's certificates and no others, and keeps only *the bytes that were signed*.
//! 3. **`decrypt`** opens an encrypted assertion, and the gate stands before what comes out of it, too.
//! 4. **[`rules`]** parses the signed bytes again, alone, and compares every statement in them with what was [`Expected`].
//!
//! What comes out is an [`Assertion`], or a [`Report`]: a table of every check with what was expected and what was received. A test page
//! shows the table; a sign-in takes the [`Code`] of its first failure, says one sentence to the person and writes the rest to the log.
//!
//! What is left to the caller, because it needs a memory: that the request was ours and this browser's (look first: it is cheaper than
//! anything here), that an assertion's id is taken once only ([`Assertion::id`] until [`Assertion::forget_after`]), and that the address is of
//! a domain the organisation has proven ([`email::within`]).
//!
//! The way out: [`request`] writes the question, [`sp_metadata`] tells the provider about us, [`idp_metadata`] reads what it tells about
//! itself, [`certificate`] and [`key`] hold the keys of the two.
//!
//! [`receive()`] and everything that signs is work for a processor: call it on a blocking thread, under a semaphore as wide as there are
//! cores. A sign-in takes about half a millisecond; the most that somebody can make of half a megabyte, a tenth of a second or two for each
//! certificate of the connection.
//!
//! Standards: SAML 2.0 Core, Bindings, Profiles and Metadata (OASIS, 2005, with the approved errata), XML Signature 1.1, XML Encryption 1.1.

pub mod assertion;
pub mod certificate;
pub mod code;
mod decrypt;
pub mod email;
mod enveloped;
pub mod expected;
pub mod gate;
pub mod idp_metadata;
pub mod key;
pub mod name_id;
pub mod post_form;
pub mod receive;
pub mod report;
pub mod request;
pub mod rules;
pub mod signature;
mod silence;
pub mod sp_metadata;
mod xml;

pub use assertion::{Assertion, Attribute, Signed};
pub use certificate::{Certificate, Fingerprint};
pub use code::Code;
pub use expected::{Answering, Expected, MustSign};
pub use key::{KeyPair, PrivateKey};
pub use name_id::NameId;
pub use receive::{Received, may_be_encrypted, receive};
pub use report::{Check, Report, Row, Verdict};
