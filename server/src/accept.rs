//! Takes connections, with limits that `axum::serve` has no say in, until told to stop; then lets what is under way finish.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long a client may take to send a request's head, or a connection lie idle. Longer than the minute after which
/// common proxies let go of theirs: the side that sends must be the one that closes.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// How much of a request's head is waited for, cookies and address included; if it still goes on then, the answer is 431 (RFC 6585, section 5).
/// What a provider sends back in an address may take half of it (`sso` reads 16 KiB), our cookies take a tenth.
const HEAD_BYTES: usize = 32 * 1024;

/// After the machine has refused a connection (out of file descriptors), trying again at once would only burn the processor.
const BREATH: Duration = Duration::from_secs(1);

/// Serves until `stop`, then closes idle connections and waits for busy ones; dropping it cuts them off.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let graceful = GracefulShutdown::new();
    let cut = CancellationToken::new();
    let _cut_when_dropped = cut.clone().drop_guard();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (cut, connection) = (cut.clone(), connection(stream, peer, router.clone(), graceful.watcher()));
                tokio::spawn(async move { cut.run_until_cancelled(connection).await });
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, watcher: hyper_util::server::graceful::Watcher) {
    // Answers are written whole; waiting for more would only delay them. A socket that refuses works all the same.
    stream.set_nodelay(true).ok();
    let service = tower::service_fn(move |request: Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN).max_buf_size(HEAD_BYTES);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_WITHIN);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).into_owned();
    // Whatever a client does to its connection is no event of ours; requests are logged one by one.
    watcher.watch(connection).await.ok();
}

/// The client went away between knocking and our opening.
fn is_the_clients(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::Notify;

    const HEAD: &[u8] = b"GET /page HTTP/1.1\r\nHost: portico.test\r\n\r\n";

    #[tokio::test]
    async fn what_is_under_way_is_answered_and_nothing_new_is_taken() {
        let (begun, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let page = get({
            let (begun, finish) = (begun.clone(), finish.clone());
            async move || {
                begun.notify_one();
                finish.notified().await;
                "the page"
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let server = tokio::spawn(serve(listener, Router::new().route("/page", page), stop.clone()));

        let mut idle = TcpStream::connect(address).await.unwrap();
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(HEAD).await.unwrap();
        begun.notified().await;
        stop.cancel();

        let mut nothing = Vec::new();
        idle.read_to_end(&mut nothing).await.unwrap();
        assert!(nothing.is_empty(), "an idle connection is closed");
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
        assert!(!server.is_finished(), "the page is still being made");

        finish.notify_one();
        let mut answer = String::new();
        busy.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("the page"), "{answer}");
        server.await.unwrap();
    }

    #[tokio::test]
    async fn a_head_has_room_for_what_providers_send_back_and_not_for_much_more() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let server = tokio::spawn(serve(listener, Router::new().route("/page", get(async || "the page")), stop.clone()));
        for (kibibytes, answer) in [(24, "HTTP/1.1 200 "), (96, "HTTP/1.1 431 ")] {
            let mut client = TcpStream::connect(address).await.unwrap();
            let cookie = "a".repeat(kibibytes * 1024);
            let head = format!("GET /page HTTP/1.1\r\nHost: portico.test\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n");
            // Who is told that it is too much may be cut off before all of it is sent.
            client.write_all(head.as_bytes()).await.ok();
            let mut said = Vec::new();
            client.read_to_end(&mut said).await.ok();
            assert!(said.starts_with(answer.as_bytes()), "{kibibytes} KiB: {}", String::from_utf8_lossy(&said));
        }
        stop.cancel();
        server.await.unwrap();
    }

    #[tokio::test]
    async fn dropped_it_cuts_off_whoever_is_not_done() {
        let begun = Arc::new(Notify::new());
        let page = get({
            let begun = begun.clone();
            async move || {
                begun.notify_one();
                std::future::pending::<()>().await;
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let server = tokio::spawn(serve(listener, Router::new().route("/page", page), stop.clone()));
        let mut halfway = TcpStream::connect(address).await.unwrap();
        halfway.write_all(&HEAD[..HEAD.len() - 2]).await.unwrap();
        let mut busy = TcpStream::connect(address).await.unwrap();
        busy.write_all(HEAD).await.unwrap();
        begun.notified().await;
        stop.cancel();
        server.abort();

        let mut nothing = Vec::new();
        for mut connection in [busy, halfway] {
            connection.read_to_end(&mut nothing).await.ok();
        }
        assert!(nothing.is_empty());
    }
}
