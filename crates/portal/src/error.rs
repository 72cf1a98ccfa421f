use crate::db::constraint;
use contract::{FieldProblem, Flaw, Problem, ProblemKind, Rule};
use std::{borrow::Cow, time::Duration};

/// What a verb answers when it doesn't do what was asked. The portal's own word: [`Problem`] is what travels.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("nobody is signed in")]
    Unauthenticated,
    /// Somebody is signed in, and what their session has proven isn't enough for this organisation.
    #[error("not proven well enough for here")]
    SignInAgain,
    #[error("not permitted")]
    Forbidden,
    /// A member whose membership is suspended: nothing here is for them until it is reactivated.
    #[error("suspended here")]
    Suspended,
    #[error("not found")]
    NotFound,
    #[error("not valid: {0:?}")]
    Invalid(Vec<FieldProblem>),
    #[error("refused by the rule {0:?}")]
    Conflict(Rule),
    #[error("over: {0:?}")]
    Gone(Rule),
    #[error("too many; again in {0:?}")]
    Limited(Duration),
    #[error("not now; again in {0:?}")]
    Unavailable(Duration),
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// One field's flaw.
    pub fn field(field: impl Into<Cow<'static, str>>, flaw: Flaw) -> Self {
        Self::Invalid(vec![FieldProblem { field: field.into(), flaw }])
    }

    /// Something that can't happen unless we made a mistake.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// The one conversion into what travels. Logs `Internal` here, once, with its chain, under the reference id that the
    /// person sees too.
    pub fn into_problem(self, reference: Option<String>) -> Problem {
        let mut problem = match self {
            Self::Unauthenticated => Problem::new(ProblemKind::Unauthenticated),
            Self::SignInAgain => Problem { rule: Some(Rule::SignInAgain), ..Problem::new(ProblemKind::Unauthenticated) },
            Self::Forbidden => Problem::new(ProblemKind::Forbidden),
            Self::Suspended => Problem { rule: Some(Rule::YouAreSuspended), ..Problem::new(ProblemKind::Forbidden) },
            Self::NotFound => Problem::new(ProblemKind::NotFound),
            Self::Invalid(fields) => Problem { fields, ..Problem::new(ProblemKind::Invalid) },
            Self::Conflict(rule) => Problem { rule: Some(rule), ..Problem::new(ProblemKind::Conflict) },
            Self::Gone(rule) => Problem { rule: Some(rule), ..Problem::new(ProblemKind::Gone) },
            Self::Limited(after) => Problem { retry_after: Some(seconds(after)), ..Problem::new(ProblemKind::Limited) },
            Self::Unavailable(after) => Problem { retry_after: Some(seconds(after)), ..Problem::new(ProblemKind::Unavailable) },
            Self::Internal(error) => {
                tracing::error!(reference = reference.as_deref(), chain = %chain(error.as_ref()), "internal error");
                Problem::new(ProblemKind::Internal)
            }
        };
        problem.reference = reference;
        problem
    }
}

fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs().max(1)).unwrap_or(u32::MAX)
}

/// An error with everything that caused it, outermost first. Many libraries end their words with their cause's, which is then said once.
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = String::new();
    for text in std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string) {
        if !said.ends_with(&text) {
            said += if said.is_empty() { "" } else { ": " };
            said += &text;
        }
    }
    said
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::PoolTimedOut = error {
            return Self::Unavailable(Duration::from_secs(2));
        }
        error.as_database_error().and_then(|error| error.constraint()).and_then(constraint::refusal).unwrap_or_else(|| Self::internal(error))
    }
}

/// Gathers the flaws of a form's fields, so that a person hears of all of them at once.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldProblem>);

impl Fields {
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value, or remembers the flaw.
    pub fn read<T>(&mut self, field: impl Into<Cow<'static, str>>, parsed: std::result::Result<T, Flaw>) -> Option<T> {
        parsed.map_err(|flaw| self.flaw(field, flaw)).ok()
    }

    pub fn flaw(&mut self, field: impl Into<Cow<'static, str>>, flaw: Flaw) {
        self.0.push(FieldProblem { field: field.into(), flaw });
    }

    /// The error to answer with, when there is any flaw. Use as `let (Some(a), Some(b)) = (a, b) else { return Err(fields.error()) }`.
    pub fn error(self) -> Error {
        Error::Invalid(self.0)
    }

    pub fn is_clean(&self) -> bool {
        self.0.is_empty()
    }
}
