//! Logs: JSON, one event a line, or for the eye when a developer watches a terminal.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// Begins to log; whatever was logged before is lost, so this comes first.
///
/// # Errors
/// When something else in this process logs already.
pub fn start(config: &Config) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    // Of what is there already PostgreSQL says so at each start.
    let filter: EnvFilter = format!("sqlx::postgres::notice=warn,{}", config.log).parse()?;
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    if !config.is_production() && std::io::stdout().is_terminal() {
        log.compact().with_target(false).try_init()?;
    } else {
        log.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()?;
    }
    // A panic is an event like any other failure, with the request it happened in.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, panic = panic.payload_as_str(), "panic");
    }));
    Ok(())
}
