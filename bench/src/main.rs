//! `bench`: fills a world of a given size, measures a portal that serves it, and prints the table of docs/PERFORMANCE.md.

mod accept;
mod cpu;
mod fill;
mod load;
mod report;
mod server;
mod sign_in;
mod single_sign_on;
mod site;
mod wire;
mod world;

use std::{path::PathBuf, time::Duration};

use clap::Parser;
use load::Page;
use report::Report;
use server::Server;
use world::World;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
struct Arguments {
    /// A PostgreSQL to make the database `portico_bench` on.
    #[arg(long, env = "PORTICO_TEST_DATABASE_URL", hide_env_values = true)]
    database: String,
    /// The portal to measure.
    #[arg(long, default_value = "target/release/portico")]
    server: PathBuf,
    /// What the build made for browsers.
    #[arg(long, default_value = "target/site")]
    site: PathBuf,
    #[arg(long, default_value_t = 10_000)]
    organizations: u64,
    #[arg(long, default_value_t = 1_000_000)]
    members: u64,
    /// How many of them are in one organisation.
    #[arg(long, default_value_t = 100_000)]
    largest: u64,
    /// How long each measurement lasts, in seconds.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How often each is repeated; the table has medians.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Over the world that the last run has filled in, and nothing but pages: to compare two portals.
    #[arg(long)]
    pages_again: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut report = Report::default();
    let world = if arguments.pages_again { fill::as_it_is(&arguments).await? } else { fill::fill(&arguments, &mut report).await? };
    let (lasting, runs) = (Duration::from_secs(arguments.seconds), arguments.runs);

    let mut starts = Vec::new();
    let server = loop {
        let server = Server::start(&arguments, &world.url).await?;
        starts.push(server.started_in.as_secs_f64() * 1_000.0);
        if starts.len() >= runs {
            break server;
        }
        server.stop().await?;
    };
    report.line("start-up until it listens, on a migrated database", format!("{:.0} ms", load::median(&mut starts)));
    tokio::time::sleep(Duration::from_secs(1)).await;
    report.line("resident memory, idle", server.resident()?);
    let pages = pages(&world).await?;
    for page in &pages {
        load::read(&server, &world, page, 1, lasting, runs, &mut report).await?;
        load::read(&server, &world, page, 16, lasting, runs, &mut report).await?;
    }
    if !arguments.pages_again {
        sign_in::measure(&server, &world, lasting, runs, &mut report).await?;
        accept::measure(&world, runs, &mut report).await?;
        single_sign_on::measure(&arguments, &server, &world, lasting, runs, &mut report).await?;
    }
    report.line("resident memory, after all this", server.resident()?);
    for page in &pages {
        report.line(&format!("{}: document", page.name), format!("{} bytes", load::bytes(&server, page).await?));
    }
    for (what, files) in site::FILES {
        report.line(what, format!("{} bytes", site::bytes(&arguments.site, files)?));
    }
    server.stop().await?;

    let (counted, counter) = wire::between(&world.url).await?;
    let server = Server::start(&arguments, &counted).await?;
    for page in &pages {
        load::warm(&server, page).await?;
        counter.reset();
        load::bytes(&server, page).await?;
        report.line(&format!("{}: PostgreSQL", page.name), counter.said());
    }
    server.stop().await?;
    print!("{report}");
    Ok(())
}

async fn pages(world: &World) -> Result<Vec<Page>> {
    let deep = world.mark_after(world.largest / 2).await?;
    let owner = world.owner.clone();
    let page = |name: &str, path: String, cookie: &str| Page { name: name.to_owned(), path, cookie: cookie.to_owned() };
    Ok(vec![
        page("sign-in page", "/sign-in".into(), ""),
        page("session-checked read (/)", "/".into(), &owner),
        page("members, first page", "/o/org-1/members".into(), &owner),
        page(&format!("members, {} rows deep", world.largest / 2), format!("/o/org-1/members?after={deep}"), &owner),
        page("members, searched by prefix", "/o/org-1/members?q=ka".into(), &owner),
    ])
}
