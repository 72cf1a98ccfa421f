//! What was checked, what was expected and what was received.

use super::Code;
use super::gate::Refusal;

/// The longest value a report keeps: five certificates described. What a stranger sends may be half a megabyte.
const LONGEST: usize = 1000;

/// Everything that was checked, in the order in which it was. Values are as the provider sent them: escape them on output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    rows: Vec<Row>,
    refusal: Option<Refusal>,
    clock: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub check: Check,
    pub verdict: Verdict,
    /// A value, or the standard's own words: instants, URIs, names of elements. Never a sentence.
    pub expected: String,
    /// Empty when nothing was received.
    pub received: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    /// It works, and somebody should look at it.
    Warn,
    Fail(Code),
}

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
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first failure's, which is what a sign-in answers with; `None` when nothing failed.
    pub fn code(&self) -> Option<Code> {
        self.rows.iter().find_map(|row| match row.verdict {
            Verdict::Fail(code) => Some(code),
            Verdict::Pass | Verdict::Warn => None,
        })
    }

    /// Why the gate stayed shut, if it was the gate.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// By how many seconds the provider's IssueInstant is ahead of our clock: a minute and more ahead is a clock to be set, minutes behind is
    /// more likely a page that was reloaded.
    pub fn clock_ahead_seconds(&self) -> Option<i64> {
        self.clock
    }

    pub(crate) fn note_clock(&mut self, ahead: i64) {
        self.clock = Some(ahead);
    }

    pub(crate) fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.refusal = self.refusal.take().or(other.refusal);
        self.clock = self.clock.or(other.clock);
    }

    pub(crate) fn pass(&mut self, check: Check, expected: impl Into<String>, received: impl Into<String>) {
        self.add(check, Verdict::Pass, expected, received);
    }

    pub(crate) fn warn(&mut self, check: Check, expected: impl Into<String>, received: impl Into<String>) {
        self.add(check, Verdict::Warn, expected, received);
    }

    pub(crate) fn fail(&mut self, check: Check, code: Code, expected: impl Into<String>, received: impl Into<String>) {
        self.add(check, Verdict::Fail(code), expected, received);
    }

    pub(crate) fn refuse(&mut self, check: Check, refusal: Refusal) {
        self.fail(check, refusal.code(), "", refusal.to_string());
        self.refusal.get_or_insert(refusal);
    }

    /// Passes if it holds, else fails with the code; answers whether it held.
    pub(crate) fn require(&mut self, holds: bool, check: Check, code: Code, expected: impl Into<String>, received: impl Into<String>) -> bool {
        self.add(check, if holds { Verdict::Pass } else { Verdict::Fail(code) }, expected, received);
        holds
    }

    /// Passes if what was received is what was expected, to the letter.
    pub(crate) fn equal(&mut self, check: Check, code: Code, expected: &str, received: Option<&str>) -> bool {
        self.require(received == Some(expected), check, code, expected, received.unwrap_or_default())
    }

    fn add(&mut self, check: Check, verdict: Verdict, expected: impl Into<String>, received: impl Into<String>) {
        self.rows.push(Row { check, verdict, expected: shortened(expected.into()), received: shortened(received.into()) });
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
