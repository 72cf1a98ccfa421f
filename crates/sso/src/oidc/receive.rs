use super::callback::Answer;
use super::exchange::{self, Tokens};
use super::http::Http;
use super::id_token::{self, Opened};
use super::keys::Keys;
use super::{Callback, Check, Code, Expected, Identity, Report, rules, user_info};
use openssl::memcmp;
use std::fmt;

/// A sign-in that holds, and the table that shows it; there may be warnings in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub identity: Identity,
    pub report: Report,
}

/// How far an answer came.
#[derive(Debug)]
pub enum Outcome {
    Received(Box<Received>),
    /// The ID token names a key that we haven't seen: perhaps the provider has a new one. The code is spent, so the tokens wait here.
    UnknownKey(Box<UnknownKey>),
}

/// An ID token that waits for fresh keys. Fetch them ([`super::refresh_keys`]) if nobody did for this provider a moment ago.
pub struct UnknownKey {
    tokens: Tokens,
    report: Report,
}

/// Takes a callback, asks the provider for the tokens, and answers what they prove. See the module's page for the order of the checks.
///
/// One request to the token endpoint, perhaps one to userinfo; between them less than a millisecond of a processor, or three when a private key
/// signs.
///
/// # Errors
/// The report, with at least one failure in it ([`Report::code`]). Nothing of a token that failed leaves this function but what the report shows.
pub async fn receive(callback: &Callback, expected: &Expected<'_>, http: &dyn Http) -> Result<Outcome, Box<Report>> {
    let mut report = Report::default();
    let Some(tokens) = redeem(callback, expected, http, &mut report).await else { return Err(refused(report)) };
    open(tokens, &expected.provider.keys, report, expected, http).await
}

impl UnknownKey {
    /// Tries once more, with fresh keys. A key that is still unknown is refused.
    ///
    /// # Errors
    /// The report.
    pub async fn with(self, fresh: &Keys, expected: &Expected<'_>, http: &dyn Http) -> Result<Received, Box<Report>> {
        match open(self.tokens, fresh, self.report, expected, http).await? {
            Outcome::Received(received) => Ok(*received),
            Outcome::UnknownKey(unknown) => Err(unknown.refuse(fresh)),
        }
    }

    /// Gives up: there are no fresh keys. `known` are those that were tried.
    pub fn refuse(mut self, known: &Keys) -> Box<Report> {
        id_token::refuse_key(&self.tokens.id_token, known, &mut self.report);
        Box::new(self.report)
    }
}

impl fmt::Debug for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownKey(…)")
    }
}

async fn redeem(callback: &Callback, expected: &Expected<'_>, http: &dyn Http, report: &mut Report) -> Option<Tokens> {
    report.pass(Check::Callback, "", "");
    let ours = same(callback.state(), expected.pending.state());
    report.require(ours, Check::State, Code::O07, expected.pending.state(), callback.state()).then_some(())?;
    named(callback, expected, report)?;
    match &callback.answer {
        Answer::Code(code) => exchange::exchange(code, expected, http, report).await,
        Answer::Error(error) => {
            report.refused(Check::Answer, error.clone());
            None
        }
    }
}

/// Whose answer it is: of the provider that was asked (mix-up, RFC 9207 and RFC 9700, 4.4). One that promises to name itself has to.
fn named(callback: &Callback, expected: &Expected<'_>, report: &mut Report) -> Option<()> {
    let (asked, provider) = (expected.pending.issuer.as_str(), expected.provider.issuer.as_str());
    if asked != provider {
        report.fail(Check::CallbackIssuer, Code::O02, provider, asked); // the connection was changed while the person was away
        return None;
    }
    match callback.iss.as_deref() {
        None if !expected.provider.names_itself => Some(()),
        iss => report.equal(Check::CallbackIssuer, Code::O02, provider, iss).then_some(()),
    }
}

async fn open(tokens: Tokens, keys: &Keys, mut report: Report, expected: &Expected<'_>, http: &dyn Http) -> Result<Outcome, Box<Report>> {
    let before = report.clone();
    let identity = match id_token::open(&tokens.id_token, keys, expected, &mut report) {
        // What was written on the way will be written again.
        Opened::UnknownKey => return Ok(Outcome::UnknownKey(Box::new(UnknownKey { tokens, report: before }))),
        Opened::Refused => None,
        Opened::Signed(signed) => rules::check(&signed, &tokens, expected, &mut report),
    };
    let Some(identity) = identity else { return Err(refused(report)) };
    let identity = user_info::ask(identity, &tokens, expected, http, &mut report).await;
    match (identity, report.code()) {
        (Some(identity), None) => {
            report.pass(Check::Claims, "", identity.claims.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
            Ok(Outcome::Received(Box::new(Received { identity, report })))
        }
        _ => Err(refused(report)),
    }
}

fn refused(mut report: Report) -> Box<Report> {
    if report.code().is_none() {
        report.fail(Check::IdToken, Code::O08, "", ""); // not reached; if that is ever wrong, it fails closed
    }
    Box::new(report)
}

fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && memcmp::eq(one.as_bytes(), other.as_bytes())
}
