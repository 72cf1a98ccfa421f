use super::{FetchError, Outbound};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use sso::address::Destinations;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Url};

/// What an answer may hold.
pub const MOST_BYTES: usize = 1 << 20;
/// From the first look-up to the last byte.
pub const MOST_TIME: Duration = Duration::from_secs(10);
/// One address of several may be dead.
const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// Nobody needs more to be reached.
const MOST_ADDRESSES: usize = 4;

/// What was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    pub bytes: Vec<u8>,
    /// As the server says; empty when it doesn't.
    pub content_type: String,
}

impl Outbound {
    /// Fetches by https, from the addresses that were looked at and no others, following nobody elsewhere. By plain http only from this
    /// machine, where that is allowed ([`Outbound::destinations`]).
    ///
    /// # Errors
    /// How far it came, and what stopped it.
    pub async fn fetch(&self, url: &str) -> Result<Fetched, FetchError> {
        self.fetch_within(MOST_TIME, url).await
    }

    async fn fetch_within(&self, time: Duration, url: &str) -> Result<Fetched, FetchError> {
        tokio::time::timeout(time, self.get(url)).await.unwrap_or(Err(FetchError::Time))
    }

    async fn get(&self, url: &str) -> Result<Fetched, FetchError> {
        let url = self.parse(url)?;
        let request = Request::get("/").header(header::ACCEPT, "*/*").body(Vec::new()).map_err(|_| FetchError::Parse)?;
        fetched(self.exchange(&url, request).await?).await
    }

    /// Sends a request and hands back whatever is answered, by the same rules; a redirect is an answer.
    ///
    /// # Errors
    /// How far it came, and what stopped it.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
        let answered = async {
            let url = self.parse(&request.uri().to_string())?;
            let Answering { response, _connection } = self.exchange(&url, request).await?;
            let (head, body) = response.into_parts();
            Ok(Response::from_parts(head, read(body).await?))
        };
        tokio::time::timeout(MOST_TIME, answered).await.unwrap_or(Err(FetchError::Time))
    }

    /// An https URL with a host and without credentials (RFC 3986, section 7.5), or one of this machine. What one writes to disguise an
    /// address (`0x7f.1`) is that address after parsing (WHATWG URL, section 3.5).
    fn parse(&self, url: &str) -> Result<Url, FetchError> {
        let url = Url::parse(url).map_err(|_| FetchError::Parse)?;
        let spoken = match url.scheme() {
            "https" => true,
            "http" => self.destinations() == Destinations::HttpsAndLoopback && is_loopback(&url),
            _ => false,
        };
        let plain = spoken && url.username().is_empty() && url.password().is_none() && url.has_host();
        if plain { Ok(url) } else { Err(FetchError::Parse) }
    }

    async fn exchange(&self, url: &Url, request: Request<Vec<u8>>) -> Result<Answering, FetchError> {
        let host = url.host().ok_or(FetchError::Parse)?;
        let addresses = self.addresses(&host).await?;
        let tcp = connect(&addresses, url.port_or_known_default().unwrap_or(443)).await?;
        match url.scheme() {
            "http" => exchange(url, request, tcp).await,
            _ => exchange(url, request, self.secure(&host, tcp).await?).await,
        }
    }

    /// The host's addresses. One that may not be reached spoils all: an honest host has none, and which of them answers isn't ours
    /// to leave to chance.
    async fn addresses(&self, host: &Host<&str>) -> Result<Vec<IpAddr>, FetchError> {
        let addresses = match host {
            Host::Ipv4(address) => vec![IpAddr::V4(*address)],
            Host::Ipv6(address) => vec![IpAddr::V6(*address)],
            Host::Domain("localhost") => vec![IpAddr::V4(Ipv4Addr::LOCALHOST)], // RFC 6761, section 6.3
            Host::Domain(name) => self.dns.addresses(name).await,
        };
        if addresses.is_empty() {
            return Err(FetchError::Dns { host: host.to_string() });
        }
        match addresses.iter().find(|address| !self.guard.permits(**address)) {
            Some(address) => Err(FetchError::Private { address: *address }),
            None => Ok(addresses.into_iter().take(MOST_ADDRESSES).collect()),
        }
    }

    async fn secure(&self, host: &Host<&str>, tcp: TcpStream) -> Result<TlsStream<TcpStream>, FetchError> {
        let refused = |reason: String| FetchError::Tls { reason };
        let name = match host {
            Host::Domain(name) => ServerName::try_from((*name).to_owned()).map_err(|error| refused(error.to_string()))?,
            Host::Ipv4(address) => ServerName::IpAddress(IpAddr::V4(*address).into()),
            Host::Ipv6(address) => ServerName::IpAddress(IpAddr::V6(*address).into()),
        };
        let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        roots.add_parsable_certificates(self.roots.iter().cloned());
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| refused(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        TlsConnector::from(Arc::new(config)).connect(name, tcp).await.map_err(|error| refused(error.to_string()))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

async fn connect(addresses: &[IpAddr], port: u16) -> Result<TcpStream, FetchError> {
    let mut reason = String::new();
    for address in addresses {
        match tokio::time::timeout(CONNECT_WITHIN, TcpStream::connect(SocketAddr::new(*address, port))).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => reason = error.to_string(),
            Err(_) => "no answer".clone_into(&mut reason),
        }
    }
    Err(FetchError::Connect { reason })
}

/// The answer, and what keeps the connection going while it is read.
struct Answering {
    response: Response<Incoming>,
    _connection: AbortOnDropHandle<()>,
}

async fn exchange<S>(url: &Url, request: Request<Vec<u8>>, stream: S) -> Result<Answering, FetchError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |error: hyper::Error| FetchError::Http { reason: error.to_string() };
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let connection = AbortOnDropHandle::new(tokio::spawn(async move { drop(connection.await) }));
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let (mut head, body) = request.into_parts();
    head.uri = path.parse().map_err(|_| FetchError::Parse)?;
    head.headers.insert(header::HOST, host.parse().map_err(|_| FetchError::Parse)?);
    head.headers.insert(header::USER_AGENT, header::HeaderValue::from_static("Portico"));
    let response = sender.send_request(Request::from_parts(head, Full::new(Bytes::from(body)))).await.map_err(broken)?;
    Ok(Answering { response, _connection: connection })
}

async fn fetched(answering: Answering) -> Result<Fetched, FetchError> {
    let Answering { response, _connection } = answering;
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let status = response.status();
    if status.is_redirection() {
        return Err(FetchError::Redirect { to: text(header::LOCATION).chars().take(200).collect() });
    }
    if status != 200 {
        return Err(FetchError::Status { status: status.as_u16() });
    }
    let content_type = text(header::CONTENT_TYPE);
    Ok(Fetched { bytes: read(response.into_body()).await?, content_type })
}

async fn read(body: Incoming) -> Result<Vec<u8>, FetchError> {
    let body = Limited::new(body, MOST_BYTES).collect().await;
    let body =
        body.map_err(|error| if error.is::<LengthLimitError>() { FetchError::Size } else { FetchError::Http { reason: error.to_string() } })?;
    Ok(body.to_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::{super::Stage, *};
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };
    use tokio_rustls::TlsAcceptor;

    /// A web server at 127.0.0.1 that answers everybody so, and the certificate it shows.
    async fn server(answer: String) -> (u16, CertificateDer<'static>) {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key.into())
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let Ok(mut tls) = acceptor.accept(tcp).await else { continue };
                let mut request = [0; 1024];
                let asked = tls.read(&mut request).await.unwrap();
                assert!(request[..asked].starts_with(b"GET /page?q=1 HTTP/1.1\r\n"), "{}", String::from_utf8_lossy(&request[..asked]));
                tls.write_all(answer.as_bytes()).await.ok();
                tls.shutdown().await.ok();
            }
        });
        (port, cert.der().clone())
    }

    fn loopback() -> Outbound {
        Outbound::new(vec!["127.0.0.0/8".parse().unwrap()], Vec::new())
    }

    async fn fetch(answer: &str) -> Result<Fetched, FetchError> {
        let (port, root) = server(answer.to_owned()).await;
        loopback().trusting(root).fetch(&format!("https://127.0.0.1:{port}/page?q=1")).await
    }

    #[tokio::test]
    async fn what_is_there_is_fetched() {
        let fetched = fetch("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nhello").await.unwrap();
        assert_eq!(fetched, Fetched { bytes: b"hello".to_vec(), content_type: "text/plain".into() });
    }

    #[tokio::test]
    async fn what_is_no_plain_https_address_goes_nowhere() {
        for url in ["", "acme.com", "http://acme.com/", "ftp://acme.com/", "https://", "https://ana:secret@acme.com/", "file:///etc/passwd"] {
            assert_eq!(loopback().fetch(url).await, Err(FetchError::Parse), "{url}");
        }
    }

    #[tokio::test]
    async fn plain_http_is_for_this_machine_alone_where_that_is_allowed() {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost"] {
            let url = format!("http://{host}:{closed}/");
            assert_eq!(loopback().fetch(&url).await.unwrap_err().stage(), Stage::Connect, "{url}");
            assert_eq!(Outbound::default().fetch(&url).await, Err(FetchError::Parse), "{url}");
        }
        assert_eq!(loopback().destinations(), Destinations::HttpsAndLoopback);
        assert_eq!(Outbound::default().destinations(), Destinations::Https);
        assert_eq!(Outbound::new(vec!["10.0.0.0/8".parse().unwrap()], Vec::new()).destinations(), Destinations::Https);
    }

    #[tokio::test]
    async fn what_is_sent_arrives_and_a_redirect_is_an_answer() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/token?a=b", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut tcp, _) = listener.accept().await.unwrap();
            let mut request = String::new();
            while !request.ends_with("code=1") {
                let mut part = [0; 1024];
                let read = tcp.read(&mut part).await.unwrap();
                request.push_str(&String::from_utf8_lossy(&part[..read]));
            }
            tcp.write_all(b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 2\r\n\r\nno").await.unwrap();
            request
        });
        let request = Request::post(&url).header("authorization", "Basic cA==").body(b"code=1".to_vec()).unwrap();
        let answer = loopback().send(request).await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (302, &b"no"[..]));
        let request = server.await.unwrap().to_ascii_lowercase();
        assert!(request.starts_with("post /token?a=b http/1.1\r\n"), "{request}");
        assert!(request.contains("authorization: basic ca==\r\n") && request.contains("content-length: 6\r\n"), "{request}");
    }

    #[tokio::test]
    async fn an_address_in_disguise_is_still_that_address() {
        for url in ["https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/"] {
            let refused = Outbound::default().fetch(url).await.unwrap_err();
            assert_eq!(refused.stage(), Stage::Private, "{url}: {refused}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused() {
        let zone = super::super::name_server::Zone::new().address("inside.acme.com", "127.0.0.1").address("inside.acme.com", "93.184.215.14");
        let server = zone.serve("127.0.0.1").await;
        let refused = Outbound::new(Vec::new(), vec![server]).fetch("https://inside.acme.com/").await;
        assert_eq!(refused, Err(FetchError::Private { address: [127, 0, 0, 1].into() }));
        let nowhere = Outbound::new(Vec::new(), vec![server]).fetch("https://nowhere.acme.com/").await;
        assert_eq!(nowhere, Err(FetchError::Dns { host: "nowhere.acme.com".into() }));
    }

    #[tokio::test]
    async fn nobody_there_and_nobody_known_are_told_apart() {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let refused = loopback().fetch(&format!("https://127.0.0.1:{closed}/")).await.unwrap_err();
        assert_eq!(refused.stage(), Stage::Connect);
        let (port, _) = server(String::new()).await;
        let refused = loopback().fetch(&format!("https://127.0.0.1:{port}/page?q=1")).await.unwrap_err();
        assert_eq!(refused.stage(), Stage::Tls, "a certificate that nobody vouches for: {refused}");
    }

    #[tokio::test]
    async fn other_answers_are_refused_by_what_they_are() {
        let elsewhere = fetch("HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n").await;
        assert_eq!(elsewhere, Err(FetchError::Redirect { to: "http://169.254.169.254/".into() }));
        assert_eq!(fetch("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").await, Err(FetchError::Status { status: 404 }));
        assert_eq!(fetch("SSH-2.0-OpenSSH\r\n\r\n").await.unwrap_err().stage(), Stage::Http);
        let long = format!("HTTP/1.1 200 OK\r\ncontent-length: {0}\r\n\r\n{1}", MOST_BYTES + 1, "x".repeat(MOST_BYTES + 1));
        assert_eq!(fetch(&long).await, Err(FetchError::Size));
    }

    #[tokio::test]
    async fn nobody_is_waited_for_too_long() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://127.0.0.1:{}/", listener.local_addr().unwrap().port());
        assert_eq!(loopback().fetch_within(Duration::from_millis(200), &url).await, Err(FetchError::Time));
    }
}
