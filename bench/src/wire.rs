//! Counts what the portal says to PostgreSQL, by standing between them (PostgreSQL, "Frontend/Backend Protocol").

use crate::Result;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, UnixStream, tcp::OwnedReadHalf, unix::OwnedWriteHalf},
};

/// What has been said since it was last asked.
#[derive(Clone, Default)]
pub struct Counter(Arc<Counts>);

#[derive(Default)]
struct Counts {
    statements: AtomicU64,
    trips: AtomicU64,
}

impl Counter {
    pub fn reset(&self) {
        self.0.statements.store(0, Ordering::Relaxed);
        self.0.trips.store(0, Ordering::Relaxed);
    }

    pub fn said(&self) -> String {
        format!("{} statements in {} round trips", self.0.statements.load(Ordering::Relaxed), self.0.trips.load(Ordering::Relaxed))
    }

    fn note(&self, kind: u8) {
        match kind {
            b'Q' => {
                self.0.statements.fetch_add(1, Ordering::Relaxed);
                self.0.trips.fetch_add(1, Ordering::Relaxed);
            }
            b'E' => drop(self.0.statements.fetch_add(1, Ordering::Relaxed)),
            b'S' => drop(self.0.trips.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

/// Listens, and passes on to the socket that the address names; answers the address to use instead.
pub async fn between(url: &str) -> Result<(String, Counter)> {
    let (user_and_host, rest) = url.split_once("://").ok_or("no address")?.1.split_once('/').ok_or("no database in the address")?;
    let (user, host) = user_and_host.split_once('@').unwrap_or(("postgres", user_and_host));
    // The socket's folder is written as the host, or as a parameter.
    let host = host.split(':').next().unwrap_or_default();
    let folder = rest.split_once("host=").map_or(host, |(_, behind)| behind.split('&').next().unwrap_or_default()).replace("%2F", "/");
    if !folder.starts_with('/') {
        return Err("a database reached by its socket's folder is needed".into());
    }
    let socket = format!("{folder}/.s.PGSQL.5432");
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let database = rest.split('?').next().unwrap_or_default();
    let instead = format!("postgres://{user}@{}/{database}?sslmode=disable", listener.local_addr()?);
    let counter = Counter::default();
    let counted = counter.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let Ok(server) = UnixStream::connect(&socket).await else { return };
            let (from_client, mut to_client) = client.into_split();
            let (mut from_server, to_server) = server.into_split();
            tokio::spawn(pass_on(from_client, to_server, counted.clone()));
            tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
        }
    });
    Ok((instead, counter))
}

async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counter: Counter) -> std::io::Result<()> {
    // The first message has no kind.
    let mut greeted = false;
    loop {
        let mut head = Vec::new();
        if greeted {
            head.push(from.read_u8().await?);
            counter.note(head[0]);
        }
        let length = from.read_u32().await?;
        head.extend(length.to_be_bytes());
        let mut body = vec![0; (length as usize).saturating_sub(4)];
        from.read_exact(&mut body).await?;
        greeted = true;
        to.write_all(&head).await?;
        to.write_all(&body).await?;
    }
}
