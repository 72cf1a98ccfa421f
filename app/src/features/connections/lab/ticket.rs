use crate::{
    features::connections::{
        guide,
        said::{check_name, clock, protocol_name, provider_choice},
    },
    ui::{CopyButton, Fold},
};
use leptos::prelude::*;
use portal::{
    connection::Connection,
    federation::{Report, Verdict},
};
use std::fmt::Write;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use words::t;

/// The report for a ticket, to be read before it is copied.
pub(in super::super) fn ticket(text: String) -> AnyView {
    view! {
        <Fold title=t!(connections.lab.ticket_title)>
            <p class="text-muted">{t!(connections.lab.ticket_text)}</p>
            <pre class="max-h-96 overflow-auto rounded-control bg-sunken p-3.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere" tabindex="0">{text.clone()}</pre>
            <div>
                <CopyButton value=text label=t!(connections.lab.ticket) />
            </div>
        </Fold>
    }
    .into_any()
}

/// The report as plain text, with whoever was tested partly hidden.
pub(in super::super) fn written(connection: &Connection, number: Option<i32>, at: Option<OffsetDateTime>, report: &Report, said: &str) -> String {
    let secrets = private(report);
    let mut text = String::new();
    let how = t!(connections.by, provider = provider_choice(connection.provider), protocol = protocol_name(connection.protocol));
    let version = number.map(|number| format!(", {}", t!(connections.lab.of_version, number = number))).unwrap_or_default();
    let _ = writeln!(text, "{} ({how}){version}", connection.name);
    let _ = writeln!(text, "{} {}", t!(connections.overview.id), connection.id);
    if let Some(at) = at.and_then(|at| at.format(&Rfc3339).ok()) {
        let _ = writeln!(text, "{at}");
    }
    let _ = writeln!(text, "{said}\n");
    for line in &report.lines {
        let verdict = match line.verdict {
            Verdict::Pass => t!(connections.lab.pass),
            Verdict::Warn => t!(connections.lab.warn),
            Verdict::Fail => t!(connections.lab.fail),
        };
        let code = line.code.as_deref().map(|code| format!(" [{code} {}]", guide::code_title(code))).unwrap_or_default();
        let _ = writeln!(text, "{}: {verdict}{code}", check_name(connection.protocol, &line.check));
        if line.verdict != Verdict::Pass {
            let _ = writeln!(text, "  {}: {}", t!(connections.lab.expected), hidden(&line.expected, &secrets));
            let _ = writeln!(text, "  {}: {}", t!(connections.lab.received), hidden(&line.received, &secrets));
        }
    }
    if let Some(seconds) = report.clock_ahead {
        let _ = writeln!(text, "\n{}", clock(seconds));
    }
    if !report.attributes.is_empty() {
        let names = report.attributes.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "\n{}: {names}", t!(connections.attributes.names));
    }
    text
}

/// What is said of a person: their identifier, and every value of an attribute, longest first so that no part of one is left.
fn private(report: &Report) -> Vec<&str> {
    let mut found: Vec<&str> =
        report.attributes.values().flatten().chain(&report.subject).map(String::as_str).filter(|value| value.len() > 3).collect();
    found.sort_unstable_by_key(|value| std::cmp::Reverse(value.len()));
    found
}

fn hidden(text: &str, secrets: &[&str]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, &partly(secret)))
}

/// Enough to recognise one's own, too little to learn another's: the domain of an address stays, since that is what is often wrong.
fn partly(secret: &str) -> String {
    match secret.rsplit_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", first(local)),
        None => format!("{}…", first(secret)),
    }
}

fn first(text: &str) -> String {
    text.chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_tells_nobody_who_it_was() {
        assert_eq!(hidden("ana.lindqvist@acme.example", &["ana.lindqvist@acme.example"]), "an…@acme.example");
        assert_eq!(hidden("00u1abcdEFGH wants in", &["00u1abcdEFGH"]), "00… wants in");
        assert_eq!(hidden("https://id.acme.example/saml", &["ana@acme.example"]), "https://id.acme.example/saml");
    }
}
