//! `portico`: reads the settings, does what it is told, and says in words what keeps it from doing so.

#![cfg_attr(not(test), warn(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

use std::process::ExitCode;

use server::config::{Command, CommandLine, Config};
use server::{seed, serve, telemetry};

/// Gives memory back after a rush: with the C library's, each thread that has hashed a password keeps its 19 MiB for good.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(CommandLine::read()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("portico: {}", portal::chain(failure.as_ref()));
            ExitCode::FAILURE
        }
    }
}

async fn run(line: CommandLine) -> Result<(), serve::Failure> {
    let config = Config::check(line.settings)?;
    let command = line.command.unwrap_or(Command::Serve { no_worker: false });
    if command == Command::CheckConfig {
        print!("{config}");
        return Ok(());
    }
    telemetry::start(&config)?;
    match command {
        Command::Serve { no_worker } => serve::serve(&config, !no_worker).await,
        Command::Worker => serve::work(&config).await,
        Command::Migrate => serve::migrate(&config).await,
        Command::Reseal => serve::reseal(&config).await,
        Command::Seed => seed::seed(&config).await,
        Command::CheckConfig => Ok(()),
    }
}
