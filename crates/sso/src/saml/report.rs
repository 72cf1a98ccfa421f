use super::Code;
use super::gate::Refusal;
use crate::report;

/// The table of a response; beside its rows it keeps why the gate stayed shut.
pub type Report = report::Report<Check, Code, Refusal>;
pub type Row = report::Row<Check, Code>;
pub type Verdict = report::Verdict<Code>;

/// The lines of the table. `Response…` is about the envelope, the rest about the assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// The connection knows its provider.
    Configuration,
    /// The gate: size, form, placement.
    Form,
    ResponseIssuer,
    ResponseDestination,
    ResponseInResponseTo,
    /// Made by a key of this connection.
    Signature,
    /// The response, the assertion or both.
    SignedPart,
    /// The certificate it was made with is valid today and of a size that is enough.
    Certificate,
    Encryption,
    Issuer,
    IssueInstant,
    Audience,
    /// Conditions beyond audience and time.
    Conditions,
    NotBefore,
    NotOnOrAfter,
    /// There is a bearer confirmation.
    Confirmation,
    Recipient,
    InResponseTo,
    ConfirmationNotOnOrAfter,
    AuthnStatement,
    SessionNotOnOrAfter,
    NameId,
    /// The names of those received.
    Attributes,
    /// The names of those that were left out, because they aren't plain text.
    PlainValues,
}

impl Report {
    /// Why the gate stayed shut, if it was the gate.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.reason.as_ref()
    }

    pub(crate) fn refuse(&mut self, check: Check, refusal: Refusal) {
        self.fail(check, refusal.code(), "", refusal.to_string());
        self.reason.get_or_insert(refusal);
    }
}
