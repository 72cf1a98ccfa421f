use crate::{
    Result,
    cpu::Spent,
    report::Report,
    server::{ADDRESS, Server},
    world::World,
};
use http_body_util::{BodyExt, Full};
use hyper::{
    HeaderMap, Request, StatusCode,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::time::{Duration, Instant};
use tokio::{net::TcpStream, task::JoinSet};

/// What browsers take, in `Accept-Encoding`.
const BROWSER: &str = "gzip, deflate, br, zstd";

/// Something to read.
#[derive(Clone)]
pub struct Page {
    pub name: String,
    pub path: String,
    pub cookie: String,
}

/// One connection that is kept.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> Result<&str> {
        Ok(self.headers.get("location").ok_or_else(|| format!("{} leads nowhere: {}", self.status, self.text()))?.to_str()?)
    }

    /// The cookies that it sets, for the next request.
    pub fn cookies(&self) -> String {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
        set.collect::<Vec<_>>().join("; ")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// To the portal.
    pub async fn open() -> Result<Self> {
        Self::to(ADDRESS, ADDRESS).await
    }

    /// To whoever is called `host` and listens at that address.
    pub async fn to(address: &str, host: &'static str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host })
    }

    pub async fn get(&mut self, page: &Page, encoding: &str) -> Result<Answer> {
        let request = Request::get(&page.path).header("host", self.host).header("cookie", &page.cookie).header("accept", "text/html");
        self.send(request.header("accept-encoding", encoding).body(Full::default())?).await
    }

    /// Reads whatever is there, from a client at that address.
    pub async fn follow(&mut self, path: &str, cookie: &str, client: &str) -> Result<Answer> {
        let request = Request::get(path).header("host", self.host).header("cookie", cookie).header("accept", "text/html");
        self.send(request.header("x-forwarded-for", client).body(Full::default())?).await
    }

    /// A plain form, from a client at that address.
    pub async fn post(&mut self, path: &str, cookie: &str, client: &str, form: String) -> Result<Answer> {
        let request = Request::post(path).header("host", self.host).header("cookie", cookie).header("accept", "*/*");
        let request = request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
        self.send(request.header("x-forwarded-for", client).body(Full::from(form))?).await
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        self.sender.ready().await?;
        let (parts, body) = self.sender.send_request(request).await?.into_parts();
        Ok(Answer { status: parts.status, headers: parts.headers, body: body.collect().await?.to_bytes() })
    }
}

/// Reads a page for that long over so many connections, some times over, and notes medians.
pub async fn read(
    server: &Server,
    world: &World,
    page: &Page,
    connections: usize,
    lasting: Duration,
    runs: usize,
    report: &mut Report,
) -> Result<()> {
    warm(server, page).await?;
    let mut rates = Vec::new();
    let (mut p50, mut p99) = (Vec::new(), Vec::new());
    let (mut portal, mut postgres) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let before = Spent::until_now(server, world).await?;
        let end = Instant::now() + lasting;
        let mut readers = JoinSet::new();
        for _ in 0..connections {
            let page = page.clone();
            readers.spawn(async move {
                let mut connection = Connection::open().await?;
                let mut took = Vec::new();
                while Instant::now() < end {
                    let asked = Instant::now();
                    let answer = connection.get(&page, BROWSER).await?;
                    if answer.status != StatusCode::OK && answer.status != StatusCode::SEE_OTHER {
                        return Err(format!("{} answered {}", page.path, answer.status).into());
                    }
                    took.push(asked.elapsed());
                }
                Result::<_>::Ok(took)
            });
        }
        let mut took = Vec::new();
        while let Some(reader) = readers.join_next().await {
            took.extend(reader??);
        }
        let (by_portal, by_postgres) = Spent::until_now(server, world).await?.each(before, took.len());
        portal.push(by_portal);
        postgres.push(by_postgres);
        took.sort_unstable();
        rates.push(took.len() as f64 / lasting.as_secs_f64());
        p50.push(took[took.len() / 2].as_secs_f64() * 1_000.0);
        p99.push(took[took.len() * 99 / 100].as_secs_f64() * 1_000.0);
    }
    let plural = if connections == 1 { "" } else { "s" };
    let figures = format!("{:.0}/s, p50 {:.1} ms, p99 {:.1} ms", median(&mut rates), median(&mut p50), median(&mut p99));
    report.line(&format!("{}, {connections} connection{plural}", page.name), figures);
    if connections > 1 {
        let (portal, postgres) = (median(&mut portal), median(&mut postgres));
        let a_core = 1_000.0 / (portal + postgres);
        let figures = format!("{portal:.2} ms of the portal, {postgres:.2} ms of PostgreSQL: {a_core:.0}/s a core");
        report.line(&format!("{}: processor time", page.name), figures);
    }
    Ok(())
}

/// So that statements are prepared and caches filled.
pub async fn warm(_server: &Server, page: &Page) -> Result<()> {
    let mut connection = Connection::open().await?;
    for _ in 0..40 {
        connection.get(page, BROWSER).await?;
    }
    Ok(())
}

/// How long the page is as a browser gets it.
pub async fn bytes(_server: &Server, page: &Page) -> Result<usize> {
    Ok(Connection::open().await?.get(page, BROWSER).await?.body.len())
}

pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
