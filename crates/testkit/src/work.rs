use crate::TestPortal;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use tracing::{Event, Subscriber, field::Field};
use tracing_subscriber::{
    Registry,
    layer::{Context, Layer, SubscriberExt},
};

/// What an act cost: what an observer with a stopwatch could tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The statements sent to the database, in order.
    pub statements: Vec<String>,
    /// Runs of argon2.
    pub argon2: u64,
}

impl TestPortal {
    /// Does it, and tells what it cost. For tests on one thread, which `#[tokio::test]` gives.
    pub async fn work<T>(&self, act: impl Future<Output = T>) -> (T, Work) {
        let statements = Statements::default();
        let before = self.portal.passwords.runs();
        let guard = tracing::subscriber::set_default(Registry::default().with(statements.clone()));
        let done = act.await;
        drop(guard);
        let statements = statements.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (done, Work { statements, argon2: self.portal.passwords.runs() - before })
    }
}

/// Collects what sqlx says it sends.
#[derive(Debug, Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut said = Said::default();
        event.record(&mut said);
        let statement = if said.whole.is_empty() { said.summary } else { said.whole };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(statement.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[derive(Default)]
struct Said {
    summary: String,
    whole: String,
}

impl tracing::field::Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.whole),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
