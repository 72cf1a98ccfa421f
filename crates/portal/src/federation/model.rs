use contract::{MembershipId, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a provider's answer came to, line by line, whichever its protocol. Kept with tests and in the log; holds no secrets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    pub lines: Vec<Line>,
    /// By how many seconds the provider's clock is ahead of ours, when it said what time it is.
    pub clock_ahead: Option<i64>,
    /// What was said about the person, by the names the provider uses; empty when nothing could be believed.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// NameID or `sub`.
    pub subject: Option<String>,
    /// Entra ID's own number, when its error had one.
    pub aadsts: Option<u32>,
    /// In the log: why somebody who was proven was not let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `sso`'s name of the check (`Audience`), or one of ours: `Replay`, `Address`, `Domain`, `Identifier`, `Groups`.
    pub check: String,
    pub verdict: Verdict,
    /// The code of the catalogue, where it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    pub expected: String,
    pub received: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    Warn,
    Fail,
}

/// The checks whose values are what the provider calls somebody.
const OF_IDENTIFIERS: [&str; 4] = ["Identifier", "NameId", "Subject", "UserInfoSubject"];

impl Report {
    /// The first failure's code: what a sign-in answers with.
    pub fn code(&self) -> Option<&str> {
        self.lines.iter().find(|line| line.verdict == Verdict::Fail).and_then(|line| line.code.as_deref())
    }

    /// For the log and for tickets: what was said about the person by name only, and of their identifier its end.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let attributes = self.attributes.keys().map(|name| (name.clone(), Vec::new())).collect();
        let end = |text: &String| {
            let letters: Vec<char> = text.chars().collect();
            format!("…{}", letters[letters.len().saturating_sub(4)..].iter().collect::<String>())
        };
        let shortened = |text: &String| if text.is_empty() { String::new() } else { end(text) };
        let redact = |line: &Line| match line.check.as_str() {
            "Groups" => Line { received: String::new(), ..line.clone() },
            check if OF_IDENTIFIERS.contains(&check) => {
                Line { expected: shortened(&line.expected), received: shortened(&line.received), ..line.clone() }
            }
            _ => line.clone(),
        };
        let lines = self.lines.iter().map(redact).collect();
        Self { attributes, subject: self.subject.as_ref().map(end), lines, ..self.clone() }
    }
}

/// What happens to a person whom a provider has proven, or in a test what would. Decided by one function, whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// The connection knows them by their subject, and they are a member.
    Enter {
        member: MembershipId,
        name: String,
        roles: RoleChange,
    },
    /// A member by that address, whom the connection meets for the first time: linked, because the organisation has proven the domain, the
    /// provider is sure of the address, and they are a mere member and that nowhere else (or have just proven a factor of their own).
    Link {
        member: MembershipId,
        name: String,
        roles: RoleChange,
    },
    /// A person with an account for whom one of these doesn't hold: first they prove a factor of their own.
    ProveFirst {
        name: String,
    },
    /// An invitation to that address is open: it is accepted. One to more than being a member takes more than the provider's word.
    Accept {
        roles: Vec<Role>,
    },
    /// They join, and take a seat.
    Join {
        roles: Vec<Role>,
    },
    /// They ask to join, and somebody decides.
    Ask {
        already: bool,
    },
    Refuse {
        because: Refusal,
    },
}

/// Why somebody whom the provider has proven is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody invited them, and the connection lets nobody else in.
    NotInvited,
    /// They are invited to more than being a member, and it takes the link that was mailed to them.
    InvitationUnopened,
    /// They were removed: only an invitation or approval lets them in again.
    Removed,
    Suspended,
    NoSeat,
    /// The organisation is about to be deleted, and lets nobody new in.
    OrgLeaving,
}

/// A member's roles before and after what the provider's groups say; the same when nothing changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChange {
    pub before: Vec<Role>,
    pub after: Vec<Role>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_logged_names_nobodys_identifier_or_groups() {
        let line = |check: &str, expected: &str, received: &str| Line {
            check: check.into(),
            verdict: Verdict::Fail,
            code: Some("S13".into()),
            expected: expected.into(),
            received: received.into(),
        };
        let lines = vec![line("Identifier", "subject-0123", "subject-4567"), line("Groups", "IT", "IT, Board"), line("Issuer", "a", "b")];
        let redacted = Report { lines, ..Report::default() }.redacted();
        assert_eq!(redacted.lines, [line("Identifier", "…0123", "…4567"), line("Groups", "IT", ""), line("Issuer", "a", "b")]);
    }
}
