//! Every limit there is, and why it is what it is.

use time::{Duration, OffsetDateTime};

/// At most so many in a fixed window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The word in the table and in metrics.
    pub kind: &'static str,
    pub most: i32,
    pub window: Duration,
}

impl Limit {
    /// When the present window began; windows are aligned to the epoch, so that replicas agree.
    pub(crate) fn window_start(&self, now: OffsetDateTime) -> OffsetDateTime {
        let into = now.unix_timestamp().rem_euclid(self.window.whole_seconds().max(1));
        OffsetDateTime::from_unix_timestamp(now.unix_timestamp() - into).unwrap_or(now)
    }
}

/// Mails to one recipient. A person who mistypes and retries needs two or three; eight an hour annoy, but don't bury.
pub const MAIL_TO_HOURLY: Limit = Limit { kind: "mail_to_hourly", most: 8, window: Duration::HOUR };
/// With five tries a code this also bounds guessing: at most 120 guesses a day among a million codes.
pub const MAIL_TO_DAILY: Limit = Limit { kind: "mail_to_daily", most: 24, window: Duration::DAY };
/// Mails asked for from one address block: an office moving in is tens of people an hour, a mail bomber is thousands.
pub const MAIL_FROM_BLOCK: Limit = Limit { kind: "mail_from_block", most: 120, window: Duration::HOUR };
/// "Ask for a new one" under an expired invitation.
pub const RENEWAL_OF_INVITATION: Limit = Limit { kind: "renewal_of_invitation", most: 1, window: Duration::DAY };
/// Sign-ups begun from one address block. From half of it on, each costs a proof of work.
pub const SIGN_UP_FROM_BLOCK: Limit = Limit { kind: "sign_up_from_block", most: 40, window: Duration::HOUR };
/// Sign-ups on the path without script: waiting can be done in parallel, so it is the number that makes it slow.
pub const SLOW_SIGN_UP_FROM_BLOCK: Limit = Limit { kind: "slow_sign_up_from_block", most: 3, window: Duration::MINUTE };
/// Wrong passwords for one account, from one known browser or from all strangers together. NIST SP 800-63B-4 (3.2.2) allows
/// a hundred in a row; forty an hour against a password of zxcvbn score 3 is nothing.
pub const PASSWORD_FOR_ACCOUNT: Limit = Limit { kind: "password_for_account", most: 40, window: Duration::HOUR };
/// Right passwords for one account, whichever browsers they come from: nobody signs in every minute, and a script that does has us hash and
/// write lines into a record without end. Only whoever knows the password can use it up.
pub const PASSWORD_RIGHT_FOR_ACCOUNT: Limit = Limit { kind: "password_right_for_account", most: 60, window: Duration::HOUR };
/// Wrong passwords from one address block: stuffing tries one password each for many accounts. A large office mistypes less.
pub const PASSWORD_FROM_BLOCK: Limit = Limit { kind: "password_from_block", most: 100, window: Duration::minutes(10) };
/// Addresses named to sign in from one address block, which may be a whole company in the morning: each leaves a row for an hour.
pub const SIGN_INS_BEGUN_FROM_BLOCK: Limit = Limit { kind: "sign_ins_begun_from_block", most: 6_000, window: Duration::HOUR };
/// The same with all browsers that one person has signed in with before.
pub const SIGN_INS_BEGUN_OF_PERSON: Limit = Limit { kind: "sign_ins_begun_of_person", most: 240, window: Duration::HOUR };
/// Wrong codes for one address over all its flows.
pub const CODE_FOR_ACCOUNT: Limit = Limit { kind: "code_for_account", most: 60, window: Duration::DAY };
/// Wrong codes from one address block.
pub const CODE_FROM_BLOCK: Limit = Limit { kind: "code_from_block", most: 200, window: Duration::HOUR };
/// Forms of people who are signed out that failed and are kept to be shown again, four kilobytes each at most. A large office
/// mistypes less.
pub const FORMS_FROM_BLOCK: Limit = Limit { kind: "forms_from_block", most: 1200, window: Duration::HOUR };
/// The same with all browsers that one person has signed in with before.
pub const FORMS_OF_PERSON: Limit = Limit { kind: "forms_of_person", most: 240, window: Duration::HOUR };
/// Requests to join that one person makes: each is a mail to everybody who decides, and can be taken back and made again.
pub const JOIN_ASKED: Limit = Limit { kind: "join_asked", most: 6, window: Duration::DAY };
/// Acts over many in one organisation: a person sorting out a list begins a dozen, and each is up to ten thousand rows of work.
pub const BULK_OF_ORGANIZATION: Limit = Limit { kind: "bulk_of_organization", most: 60, window: Duration::HOUR };
/// Organisations that one person founds: a consultant sets up two or three, a squatter hundreds.
pub const FOUNDED_BY_PERSON: Limit = Limit { kind: "founded_by_person", most: 5, window: Duration::DAY };
/// Moves of one organisation to another address: each keeps the old one from everybody else for ninety days.
pub const MOVES_OF_ORGANIZATION: Limit = Limit { kind: "moves_of_organization", most: 5, window: Duration::DAY };
/// Lists of domains that one organisation adds.
pub const DOMAINS_ADDED: Limit = Limit { kind: "domains_added", most: 30, window: Duration::DAY };
/// "Check now" of one domain: each asks a dozen servers of somebody else's.
pub const CHECKS_OF_DOMAIN: Limit = Limit { kind: "checks_of_domain", most: 6, window: Duration::minutes(5) };
/// "Check now" of all domains of an organisation.
pub const CHECKS_OF_ORGANIZATION: Limit = Limit { kind: "checks_of_organization", most: 60, window: Duration::HOUR };
/// Key pairs that one organisation has us make, for connections or in place of older ones: each is a second of a processor.
pub const KEYS_OF_ORGANIZATION: Limit = Limit { kind: "keys_of_organization", most: 60, window: Duration::DAY };
/// Fetches of metadata or discovery for one connection, as somebody sets it up: each asks a server of somebody else's.
pub const FETCHES_OF_CONNECTION: Limit = Limit { kind: "fetches_of_connection", most: 20, window: Duration::minutes(10) };
/// The same for all connections of an organisation.
pub const FETCHES_OF_ORGANIZATION: Limit = Limit { kind: "fetches_of_organization", most: 120, window: Duration::HOUR };
/// Sign-ins by connections begun from one address block, which may be a whole company in the morning: each leaves a row for ten minutes.
pub const SSO_FROM_BLOCK: Limit = Limit { kind: "sso_from_block", most: 6_000, window: Duration::HOUR };
/// Answers to nothing that are written down from one address block: anybody can send them.
pub const SSO_UNASKED_FROM_BLOCK: Limit = Limit { kind: "sso_unasked_from_block", most: 60, window: Duration::HOUR };
/// Fetches because a sign-in met a certificate or key that isn't known: whoever can send us a forged answer could ask for them.
pub const REFRESH_OF_CONNECTION: Limit = Limit { kind: "refresh_of_connection", most: 1, window: Duration::minutes(10) };

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn windows_are_the_same_on_every_replica() {
        assert_eq!(MAIL_TO_HOURLY.window_start(datetime!(2026-11-24 10:59:59.9 UTC)), datetime!(2026-11-24 10:00 UTC));
        assert_eq!(MAIL_TO_DAILY.window_start(datetime!(2026-11-24 10:59:59 +03:00)), datetime!(2026-11-24 00:00 UTC));
    }
}
