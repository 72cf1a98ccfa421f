use crate::{Arguments, Result};
use std::{
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    net::TcpStream,
    process::{Child, Command},
};

pub const ADDRESS: &str = "127.0.0.1:3190";
/// Where the practice identity provider listens, and what it calls itself: another site than the portal's.
pub const PROVIDER_ADDRESS: &str = "127.0.0.1:3191";
pub const PROVIDER: &str = "localhost:3191";

/// A portal being measured: without a worker, which would add work of its own.
pub struct Server {
    process: Child,
    pub started_in: Duration,
}

impl Server {
    pub async fn start(arguments: &Arguments, database: &str) -> Result<Self> {
        Self::run(command(arguments, database).env("PORTICO_PRACTICE_IDP", "off").env("PORTICO_LISTEN", ADDRESS), ADDRESS).await
    }

    /// An identity provider for the portal, in a process of its own, so that what it spends isn't the portal's.
    pub async fn provider(arguments: &Arguments, database: &str) -> Result<Self> {
        let mut command = command(arguments, database);
        command.env("PORTICO_LISTEN", "127.0.0.1:3192").env("PORTICO_PRACTICE_IDP", "on");
        command.env("PORTICO_PRACTICE_LISTEN", PROVIDER_ADDRESS).env("PORTICO_PRACTICE_ORIGIN", format!("http://{PROVIDER}"));
        Self::run(&mut command, PROVIDER_ADDRESS).await
    }

    async fn run(command: &mut Command, address: &str) -> Result<Self> {
        let started = Instant::now();
        let process = command.spawn()?;
        let patience = Duration::from_secs(20);
        while TcpStream::connect(address).await.is_err() {
            if started.elapsed() > patience {
                return Err("the portal did not start".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(Self { process, started_in: started.elapsed() })
    }

    pub fn id(&self) -> Result<u32> {
        Ok(self.process.id().ok_or("the portal has ended")?)
    }

    /// What the kernel says that it holds.
    pub fn resident(&self) -> Result<String> {
        let id = self.id()?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).and_then(|text| text.split_whitespace().next());
        Ok(format!("{:.1} MB", kilobytes.ok_or("no VmRSS")?.parse::<f64>()? / 1024.0))
    }

    pub async fn stop(mut self) -> Result<()> {
        self.process.kill().await?;
        Ok(())
    }
}

fn command(arguments: &Arguments, database: &str) -> Command {
    let mut command = Command::new(&arguments.server);
    command
        .args(["serve", "--no-worker"])
        .env("PORTICO_DATABASE_URL", database)
        .env("PORTICO_DATA_DIR", std::env::temp_dir().join("portico-bench"))
        .env("PORTICO_SECRET_KEY", "A".repeat(43))
        .env("PORTICO_ORIGIN", format!("http://{ADDRESS}"))
        .env("PORTICO_TRUSTED_PROXIES", "127.0.0.1")
        .env("PORTICO_OUTBOUND_ALLOW", "127.0.0.0/8,::1/128")
        .env("LEPTOS_SITE_ROOT", &arguments.site)
        .stdout(Stdio::null())
        .kill_on_drop(true);
    command
}
