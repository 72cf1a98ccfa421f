//! What was checked, what was expected and what was received: the same table for each protocol, which brings its own checks and codes.

/// The longest value a report keeps: five certificates described. What a stranger sends may be half a megabyte.
const LONGEST: usize = 1000;

/// Everything that was checked, in the order in which it was. Values are as the provider sent them: escape them on output.
///
/// Each protocol names it with its own three types: [`crate::saml::Report`], [`crate::oidc::Report`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report<Check, Code, Reason> {
    rows: Vec<Row<Check, Code>>,
    pub(crate) reason: Option<Reason>,
    clock: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<Check, Code> {
    pub check: Check,
    pub verdict: Verdict<Code>,
    /// A value, or the standard's own words: instants, URIs, names of elements. Never a sentence.
    pub expected: String,
    /// Empty when nothing was received.
    pub received: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<Code> {
    Pass,
    /// It works, and somebody should look at it.
    Warn,
    Fail(Code),
}

impl<Check, Code, Reason> Default for Report<Check, Code, Reason> {
    fn default() -> Self {
        Self { rows: Vec::new(), reason: None, clock: None }
    }
}

impl<Check, Code: Copy, Reason> Report<Check, Code, Reason> {
    pub fn rows(&self) -> &[Row<Check, Code>] {
        &self.rows
    }

    /// The first failure's, which is what a sign-in answers with; `None` when nothing failed.
    pub fn code(&self) -> Option<Code> {
        self.rows.iter().find_map(|row| match row.verdict {
            Verdict::Fail(code) => Some(code),
            Verdict::Pass | Verdict::Warn => None,
        })
    }

    /// By how many seconds the provider's clock (IssueInstant, `iat`) is ahead of ours: a minute and more ahead is a clock to be set, minutes
    /// behind is more likely a page that was reloaded.
    pub fn clock_ahead_seconds(&self) -> Option<i64> {
        self.clock
    }

    pub(crate) fn note_clock(&mut self, ahead: i64) {
        self.clock = Some(ahead);
    }

    pub(crate) fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.reason = self.reason.take().or(other.reason);
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

    /// Passes if it holds, else fails with the code; answers whether it held.
    pub(crate) fn require(&mut self, holds: bool, check: Check, code: Code, expected: impl Into<String>, received: impl Into<String>) -> bool {
        self.add(check, if holds { Verdict::Pass } else { Verdict::Fail(code) }, expected, received);
        holds
    }

    /// Passes if what was received is what was expected, to the letter.
    pub(crate) fn equal(&mut self, check: Check, code: Code, expected: &str, received: Option<&str>) -> bool {
        self.require(received == Some(expected), check, code, expected, received.unwrap_or_default())
    }

    fn add(&mut self, check: Check, verdict: Verdict<Code>, expected: impl Into<String>, received: impl Into<String>) {
        self.rows.push(Row { check, verdict, expected: shortened(expected.into()), received: shortened(received.into()) });
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
