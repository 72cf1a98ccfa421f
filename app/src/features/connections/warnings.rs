use super::path;
use contract::ConnectionId;
use contract::Protocol;
use portal::connection::{Connection, KeyState, Provider, Step, Summary};
use time::{Duration, OffsetDateTime};
use words::{Reader, t};

/// So long before something ends it is said.
const SOON: Duration = Duration::days(60);

/// Something that ends, or has ended, without which nobody comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Warning {
    what: What,
    at: OffsetDateTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Certificate,
    Secret,
    OwnKey,
}

/// What ends soon of that which serves, or of what is being set up. Of several certificates the last counts: any will do.
pub(super) fn warnings(connection: &Connection) -> Vec<Warning> {
    let version = connection.live.as_ref().or(connection.candidate.as_ref());
    let mut found = Vec::new();
    match version.map(|version| &version.settings.provider) {
        Some(Provider::Saml(saml)) => {
            let believed = saml.fingerprints();
            let used = connection.certificates.iter().filter(|known| believed.contains(&known.fingerprint));
            found.extend(used.map(|certificate| certificate.not_after).max().map(|at| Warning { what: What::Certificate, at }));
        }
        Some(Provider::Oidc(_)) => {
            found.extend(connection.secret.as_ref().and_then(|secret| secret.expires_at).map(|at| Warning { what: What::Secret, at }));
        }
        None => (),
    }
    let own = connection.keys.iter().find(|key| key.state == KeyState::Current);
    found.extend(own.map(|key| Warning { what: What::OwnKey, at: key.certificate.not_after() }));
    found.retain(|warning| warning.at < Reader::current().now + SOON);
    found
}

/// The same of a line of the list.
pub(super) fn of_summary(connection: &Summary) -> Option<Warning> {
    let what = if connection.protocol == Protocol::Saml { What::Certificate } else { What::Secret };
    connection.expires_at.map(|at| Warning { what, at }).filter(|warning| warning.at < Reader::current().now + SOON)
}

impl Warning {
    pub fn is_over(&self) -> bool {
        self.at < Reader::current().now
    }

    pub fn said(&self) -> String {
        let day = words::day(self.at);
        match (self.what, self.is_over()) {
            (What::Certificate, true) => t!(connections.warning.certificate_over, day = day),
            (What::Certificate, false) => t!(connections.warning.certificate, day = day),
            (What::Secret, true) => t!(connections.warning.secret_over, day = day),
            (What::Secret, false) => t!(connections.warning.secret, day = day),
            (What::OwnKey, _) => t!(connections.warning.own_key, day = day),
        }
    }

    /// Where it is mended.
    pub fn href(&self, org: &str, connection: ConnectionId) -> String {
        match self.what {
            What::Certificate | What::Secret => path::step(org, connection, Step::Exchange),
            What::OwnKey => path::keys(org, connection),
        }
    }

    /// In few words, for a list.
    pub fn shortly(&self) -> String {
        let day = words::day(self.at);
        match (self.what, self.is_over()) {
            (What::Certificate, true) => t!(connections.warning.shortly.certificate_over).to_owned(),
            (What::Certificate, false) => t!(connections.warning.shortly.certificate, day = day),
            (What::Secret, true) => t!(connections.warning.shortly.secret_over).to_owned(),
            (What::Secret, false) => t!(connections.warning.shortly.secret, day = day),
            (What::OwnKey, _) => t!(connections.warning.shortly.own_key, day = day),
        }
    }
}
