//! The two protocols' tables as one.

use super::model::{Line, Report, Verdict};
use sso::{oidc, report, saml};
use std::fmt::{Debug, Display};

impl Report {
    pub(super) fn of_saml(report: &saml::Report) -> Self {
        of(report)
    }

    pub(crate) fn of_oidc(report: &oidc::Report) -> Self {
        let aadsts = report.provider_error().and_then(|error| error.aadsts);
        Self { aadsts, ..of(report) }
    }

    pub(super) fn pass(&mut self, check: &str, expected: impl Into<String>, received: impl Into<String>) {
        self.add(check, Verdict::Pass, None, expected, received);
    }

    pub(crate) fn fail(&mut self, check: &str, code: &str, expected: impl Into<String>, received: impl Into<String>) {
        self.add(check, Verdict::Fail, Some(code.to_owned()), expected, received);
    }

    fn add(&mut self, check: &str, verdict: Verdict, code: Option<String>, expected: impl Into<String>, received: impl Into<String>) {
        self.lines.push(Line { check: check.to_owned(), verdict, code, expected: expected.into(), received: received.into() });
    }
}

fn of<Check: Debug, Code: Copy + Display, Reason>(report: &report::Report<Check, Code, Reason>) -> Report {
    let line = |row: &report::Row<Check, Code>| {
        let (verdict, code) = match row.verdict {
            report::Verdict::Pass => (Verdict::Pass, None),
            report::Verdict::Warn => (Verdict::Warn, None),
            report::Verdict::Fail(code) => (Verdict::Fail, Some(code.to_string())),
        };
        Line { check: format!("{:?}", row.check), verdict, code, expected: row.expected.clone(), received: row.received.clone() }
    };
    Report { lines: report.rows().iter().map(line).collect(), clock_ahead: report.clock_ahead_seconds(), ..Report::default() }
}
