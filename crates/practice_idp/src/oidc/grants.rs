use super::Ask;
use crate::fault::Fault;
use crate::person::Person;
use time::{Duration, OffsetDateTime};

/// Nobody has more under way; the oldest go first.
const MOST: usize = 50;
const CODE_LIFE: Duration = Duration::minutes(5);

/// Codes that wait to be exchanged, and access tokens that were given for them.
#[derive(Default)]
pub(crate) struct Grants {
    codes: Vec<(String, Grant)>,
    tokens: Vec<(String, Person)>,
}

/// What a code stands for.
#[derive(Clone)]
pub(crate) struct Grant {
    pub(crate) ask: Ask,
    pub(crate) person: Person,
    pub(crate) since: OffsetDateTime,
    pub(crate) at: OffsetDateTime,
    pub(crate) fault: Fault,
}

impl Grants {
    pub(crate) fn add(&mut self, code: String, grant: Grant) {
        push(&mut self.codes, code, grant);
    }

    /// A code works once, and for a while.
    pub(crate) fn take(&mut self, code: &str, now: OffsetDateTime) -> Option<Grant> {
        let place = self.codes.iter().position(|(other, _)| other == code)?;
        let (_, grant) = self.codes.remove(place);
        (now - grant.at < CODE_LIFE).then_some(grant)
    }

    pub(crate) fn give(&mut self, token: String, person: Person) {
        push(&mut self.tokens, token, person);
    }

    pub(crate) fn bearer(&self, token: &str) -> Option<&Person> {
        self.tokens.iter().find(|(other, _)| other == token).map(|(_, person)| person)
    }
}

fn push<T>(list: &mut Vec<(String, T)>, key: String, value: T) {
    if list.len() >= MOST {
        list.remove(0);
    }
    list.push((key, value));
}
