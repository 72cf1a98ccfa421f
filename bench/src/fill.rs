use crate::{Arguments, Result, report::Report, world, world::World};
use std::time::Instant;
use tokio_postgres::{Client, NoTls};

const DATABASE: &str = "portico_bench";

/// Makes the database anew and fills it.
pub async fn fill(arguments: &Arguments, report: &mut Report) -> Result<World> {
    let admin = connect(&arguments.database).await?;
    admin.batch_execute(&format!("drop database if exists {DATABASE} with (force)")).await?;
    admin.batch_execute(&format!("create database {DATABASE}")).await?;
    let url = named(&arguments.database, DATABASE);
    let migrated =
        tokio::process::Command::new(&arguments.server).arg("migrate").env("PORTICO_DATABASE_URL", &url).env("PORTICO_LOG", "warn").status();
    if !migrated.await?.success() {
        return Err("the portal could not migrate the database".into());
    }
    let client = connect(&url).await?;
    let started = Instant::now();
    for (setting, value) in [("organizations", arguments.organizations), ("members", arguments.members), ("largest", arguments.largest)] {
        client.batch_execute(&format!("set bench.{setting} = '{value}'")).await?;
    }
    client.batch_execute(include_str!("fill.sql")).await?;
    let size: String = client.query_one("select pg_size_pretty(pg_database_size(current_database()))", &[]).await?.get(0);
    let what = format!("{} organisations, {} members, the largest with {}", arguments.organizations, arguments.members, arguments.largest);
    report.line("the world", what);
    report.line("filled in", format!("{} s, {size}", started.elapsed().as_secs()));
    world(arguments, client, url).await
}

/// What the last run has filled in, by the same arguments.
pub async fn as_it_is(arguments: &Arguments) -> Result<World> {
    let url = named(&arguments.database, DATABASE);
    world(arguments, connect(&url).await?, url).await
}

async fn world(arguments: &Arguments, client: Client, url: String) -> Result<World> {
    let owner = world::sign_in(&client, 1).await?;
    Ok(World { client, url, largest: arguments.largest, members: arguments.members, owner })
}

pub async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The same server, another database.
fn named(url: &str, database: &str) -> String {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    format!("{server}/{database}?{options}")
}
