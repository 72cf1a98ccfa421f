//! One closing event and one measurement per request, when the last byte of the answer has left or the browser went away.
//!
//! Everything that is logged on the way carries the request's span: reference, trace, and the person and organisation once
//! they are known. Addresses are logged by their route, never as they came: they hold slugs, and some once held secrets.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, Method};
use http_body::{Frame, SizeHint};
use portal::chance::Chance;
use tracing::{Instrument, Span, field};

use crate::reference;
use crate::trace_context::{TRACERESPONSE, TraceContext};

/// The browser went away before there was an answer. HTTP has no status for it; proxies log it by this number.
const GONE: u16 = 499;

pub async fn log(State(chance): State<Chance>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let reference = reference::make(&chance);
    let trace = TraceContext::of_request(request.headers(), &chance);
    let span = tracing::info_span!("request", reference = reference.0, trace = trace.trace_id(), person = field::Empty, org = field::Empty);
    let name_of_request =
        [(reference::HEADER, HeaderValue::try_from(&reference.0).ok()), (TRACERESPONSE, HeaderValue::try_from(trace.to_string()).ok())];
    request.extensions_mut().insert(reference);
    request.extensions_mut().insert(trace);
    // For whoever learns who it is in a task of its own, where there is no current span.
    request.extensions_mut().insert(span.clone());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "unmatched".into(), |path| path.as_str().to_owned());
    // A request that is given up on is dropped where it waits: what is said at its end is said by then, too.
    let mut closing = Closing { started, method, route, status: GONE, bytes: 0, span: span.clone() };

    let mut response = next.run(request).instrument(span).await;

    for (name, value) in name_of_request {
        value.and_then(|value| response.headers_mut().insert(name, value));
    }
    closing.status = response.status().as_u16();
    response.map(|body| Body::new(Logged { body, closing }))
}

/// The answer's body, counted as it leaves.
struct Logged {
    body: Body,
    closing: Closing,
}

impl HttpBody for Logged {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            self.closing.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// What is said when it is dropped: with the body at its end, or when the browser went away.
struct Closing {
    started: Instant,
    method: Method,
    route: String,
    status: u16,
    bytes: u64,
    span: Span,
}

impl Drop for Closing {
    fn drop(&mut self) {
        let elapsed = self.started.elapsed();
        let _in_request = self.span.enter();
        tracing::info!(
            method = %self.method,
            route = self.route,
            status = self.status,
            bytes = self.bytes,
            duration_ms = elapsed.as_micros() as f64 / 1_000.0,
            "request"
        );
        metrics::histogram!(
            crate::metrics::HTTP_DURATION,
            "method" => crate::metrics::method_label(&self.method),
            "route" => std::mem::take(&mut self.route),
            "status" => self.status.to_string()
        )
        .record(elapsed.as_secs_f64());
    }
}
