//! What is to be seen of a proof from outside, and what it means.

use super::{
    mistake::{self, Mistake},
    model::{Finding, Method, file_url, host, value},
    name::{DomainName, is_of_development},
    sql,
};
use crate::{
    Portal, Result,
    outbound::{Answer, Answered, FetchError},
};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long all name servers together may take.
const MOST_TIME: Duration = Duration::from_secs(12);

/// Everything that one check saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What each name server said of the host.
    pub answers: Vec<Answer>,
    /// What the web server said; not asked when the name servers have the proof.
    pub file: Option<File>,
    pub mistakes: Vec<Mistake>,
}

/// What the web server said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "file", content = "why", rename_all = "snake_case")]
pub enum File {
    Right,
    /// There is a page, but it says something else.
    Other,
    Failed(FetchError),
}

impl Look {
    /// More than half of the servers that answer must have it: one alone may be a forger's, and all together would let one that was
    /// forgotten decide.
    pub fn finding(&self, value: &str) -> Finding {
        let answered = self.answers.iter().filter(|answer| !matches!(answer.answered, Answered::Silence(_))).count();
        let seen = self.answers.iter().filter(|answer| has(&answer.answered, value)).count();
        match (seen, self.file.as_ref()) {
            (1.., _) if seen * 2 > answered => Finding::Seen(Method::Dns),
            (_, Some(File::Right)) => Finding::Seen(Method::File),
            (0, _) if answered > 0 => Finding::Absent,
            _ => Finding::Unclear,
        }
    }
}

/// Whether this answer holds the proof.
pub fn has(answered: &Answered, value: &str) -> bool {
    matches!(answered, Answered::Values(values) if values.iter().any(|found| found.trim() == value))
}

/// Looks for the proof. Asks the network, so never inside a transaction.
pub(super) async fn look(portal: &Portal, name: &DomainName, token: &str) -> Result<Look> {
    let (host, value) = (host(name.as_str()), value(token));
    let answers = ask_each(portal, &host).await?;
    let mut look = Look { answers, file: None, mistakes: Vec::new() };
    if matches!(look.finding(&value), Finding::Seen(_)) {
        return Ok(look);
    }
    let file = async { if is_played(portal, name.as_str()) { None } else { Some(fetch(portal, name, &value).await) } };
    let (file, mistakes) = futures::join!(file, mistakes(portal, name, &look.answers, &value));
    look.file = file;
    if !matches!(look.finding(&value), Finding::Seen(_)) {
        look.mistakes = mistakes?;
    }
    Ok(look)
}

async fn fetch(portal: &Portal, name: &DomainName, value: &str) -> File {
    match portal.outbound.fetch(&file_url(name.as_str())).await {
        Ok(fetched) if is_proof(&fetched.bytes, value) => File::Right,
        Ok(_) => File::Other,
        Err(error) => File::Failed(error),
    }
}

/// Whether a page is the proof: the value, with nothing but white space around it.
fn is_proof(page: &[u8], value: &str) -> bool {
    page.trim_ascii() == value.as_bytes()
}

async fn mistakes(portal: &Portal, name: &DomainName, answers: &[Answer], value: &str) -> Result<Vec<Mistake>> {
    let mut mistakes = mistake::in_values(answers, value);
    if answers.iter().all(|answer| matches!(answer.answered, Answered::Silence(_))) {
        return Ok(mistakes); // who doesn't answer here won't answer there
    }
    let hosts = mistake::other_hosts(name);
    let answers = try_join_all(hosts.iter().map(|(host, _)| ask(portal, host))).await?;
    mistakes.extend(hosts.into_iter().zip(answers).filter(|(_, answered)| has(answered, value)).map(|((_, mistake), _)| mistake));
    Ok(mistakes)
}

/// Whether this portal answers for that name itself: a development portal, for names that the public DNS will never have.
fn is_played(portal: &Portal, name: &str) -> bool {
    !portal.settings.production && is_of_development(name)
}

async fn ask_each(portal: &Portal, host: &str) -> Result<Vec<Answer>> {
    if is_played(portal, host) {
        return Ok(vec![Answer { server: "development".to_owned(), own: true, answered: sql::played(&portal.db.web, host).await? }]);
    }
    // A browser waits for some of these.
    Ok(tokio::time::timeout(MOST_TIME, portal.outbound.ask_each(host)).await.unwrap_or_default())
}

async fn ask(portal: &Portal, host: &str) -> Result<Answered> {
    if is_played(portal, host) { sql::played(&portal.db.web, host).await } else { Ok(portal.outbound.ask(host).await) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::Silence;

    fn look(answers: &[Answered], file: Option<File>) -> Look {
        let answer = |answered: &Answered| Answer { server: "ns".into(), own: true, answered: answered.clone() };
        Look { answers: answers.iter().map(answer).collect(), file, mistakes: Vec::new() }
    }

    #[test]
    fn more_than_half_of_those_that_answer_must_have_it() {
        let yes = || Answered::Values(vec!["v=spf1".into(), "right".into()]);
        let no = || Answered::Values(vec!["wrong".into()]);
        let silent = || Answered::Silence(Silence::Time);
        for (answers, finding) in [
            (vec![], Finding::Unclear),
            (vec![silent(), silent()], Finding::Unclear),
            (vec![yes()], Finding::Seen(Method::Dns)),
            (vec![yes(), silent(), silent()], Finding::Seen(Method::Dns)),
            (vec![yes(), yes(), Answered::Nothing], Finding::Seen(Method::Dns)),
            (vec![yes(), no()], Finding::Unclear),
            (vec![yes(), no(), Answered::Nothing], Finding::Unclear),
            (vec![no(), Answered::Nothing, silent()], Finding::Absent),
        ] {
            assert_eq!(look(&answers, None).finding("right"), finding, "{answers:?}");
        }
        assert_eq!(look(&[Answered::Nothing], Some(File::Right)).finding("right"), Finding::Seen(Method::File));
        assert_eq!(look(&[Answered::Nothing], Some(File::Other)).finding("right"), Finding::Absent);
    }

    #[test]
    fn a_file_is_at_one_place_and_says_the_value_alone() {
        assert_eq!(file_url("acme.com"), "https://acme.com/.well-known/portico-domain-verification.txt");
        let right = value("kJq0Y3m2dQ2mC3wq1v8b7A");
        for page in [right.clone(), format!("{right}\n"), format!("\r\n {right}\t\r\n")] {
            assert!(is_proof(page.as_bytes(), &right), "{page:?}");
        }
        // A page that shows whatever it is asked for, or many people's words, isn't the domain's owner speaking.
        let others = [
            String::new(),
            right.to_uppercase(),
            right[..right.len() - 1].to_owned(),
            format!("{right}x"),
            format!("\"{right}\""),
            format!("<p>{right}</p>"),
            format!("Not found: {right}"),
            format!("{right}\n{right}"),
            format!("{}\n{right}", value("another")),
            format!("\u{feff}{right}"),
        ];
        for page in others {
            assert!(!is_proof(page.as_bytes(), &right), "{page:?}");
        }
    }
}
