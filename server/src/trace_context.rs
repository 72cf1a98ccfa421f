//! W3C Trace Context (Recommendation, 2021): which larger whole a request is a part of.

use std::fmt;

use http::{HeaderMap, HeaderName};
use portal::chance::Chance;

/// In the request: who called.
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// In the response: which span of ours answered (Trace Context Level 2, "traceresponse").
pub const TRACERESPONSE: HeaderName = HeaderName::from_static("traceresponse");

/// A span of a trace: ours, or the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceContext {
    trace_id: u128,
    span_id: u64,
    sampled: bool,
}

impl TraceContext {
    /// Our span: of the caller's trace when it names one well, else of a new one.
    pub fn of_request(headers: &HeaderMap, chance: &Chance) -> Self {
        let mut values = headers.get_all(TRACEPARENT).iter();
        let caller = match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok().and_then(Self::parse),
            // Several: none of them is to be believed (section 3.2.1).
            _ => None,
        };
        let span_id = u64::from_be_bytes(chance.bytes()).max(1);
        match caller {
            Some(caller) => Self { span_id, ..caller },
            None => Self { trace_id: u128::from_be_bytes(chance.bytes()).max(1), span_id, sampled: false },
        }
    }

    /// Reads `00-<32 hex>-<16 hex>-<2 hex>`. A higher version may have more behind; its first four parts mean the same (section 4).
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let version = hex(parts.next()?, 2)?;
        let trace_id = hex(parts.next()?, 32)?;
        let span_id = hex(parts.next()?, 16)?;
        let flags = hex(parts.next()?, 2)?;
        let whole = version != 0xff && (version != 0 || parts.next().is_none()) && trace_id != 0 && span_id != 0;
        whole.then_some(Self { trace_id, span_id: u64::try_from(span_id).ok()?, sampled: flags & 1 == 1 })
    }

    /// The trace's id as logs and tracing tools show it.
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }
}

/// As the value of either header.
impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace_id, self.span_id, u8::from(self.sampled))
    }
}

/// Lower-case hexadecimal of exactly that many digits.
fn hex(text: &str, digits: usize) -> Option<u128> {
    let well = text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    well.then(|| u128::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    fn answer_to(values: &[&'static str]) -> TraceContext {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(TRACEPARENT, http::HeaderValue::from_static(value));
        }
        TraceContext::of_request(&headers, &Chance::seeded(1))
    }

    #[test]
    fn a_callers_trace_goes_on_in_a_span_of_ours() {
        let ours = answer_to(&[CALLER]);
        assert_eq!(ours.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert!(ours.sampled);
        assert_ne!(ours.to_string(), CALLER);
    }

    #[test]
    fn what_the_standard_calls_invalid_begins_a_new_trace() {
        for value in [
            "",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        ] {
            assert_eq!(TraceContext::parse(value), None, "{value}");
        }
        assert_ne!(answer_to(&[CALLER, CALLER]).trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    #[test]
    fn a_later_version_is_read_as_far_as_we_know_it() {
        assert!(TraceContext::parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more").is_some());
    }
}
