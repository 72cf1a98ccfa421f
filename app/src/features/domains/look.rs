use crate::ui::{Card, Moment, StatusDot, Tone};
use leptos::prelude::*;
use portal::{
    domain::{Check, Domain, File, State, has},
    outbound::{Answer, Answered, FetchError, Silence},
};
use words::{rich, t};

/// What each server answered, in words, and when we look again.
pub fn last_look(domain: &Domain, check: Option<Check>) -> AnyView {
    let value = domain.value();
    let next = match domain.next_check_at {
        Some(at) => rich!(domains.look.next, <when> = move || view! { <Moment at /> }).into_any(),
        None => t!(domains.look.no_next).into_any(),
    };
    let Some(Check { at, look, .. }) = check else {
        return view! { <Card title=t!(domains.look.title)><p class="text-muted">{t!(domains.look.none)} " " {next}</p></Card> }.into_any();
    };
    let some_have_it = look.answers.iter().any(|answer| has(&answer.answered, &value));
    let spreading = (some_have_it && domain.state() == State::Pending && look.mistakes.is_empty()).then(|| {
        view! { <p>{t!(domains.look.spreading)}</p> }
    });
    let nobody = look.answers.is_empty().then(|| view! { <p>{t!(domains.look.no_servers)}</p> });
    let answers = look.answers.into_iter().map(|answer| line(answer, &value)).collect_view();
    let file = look.file.filter(|_| !some_have_it).map(file);
    let host = domain.host();
    let at = rich!(domains.look.at, <when> = move || view! { <Moment at /> });
    view! {
        <Card title=t!(domains.look.title)>
            <div class="grid gap-3">
                <p class="text-muted">
                    {rich!(domains.look.asked, host, <b> = <code class="font-mono text-xs break-all" />)}
                </p>
                {nobody}
                <ul class="grid gap-3 empty:hidden">{answers} {file}</ul>
                {spreading}
                <p class="text-xs text-muted">{at} " " {next}</p>
            </div>
        </Card>
    }
    .into_any()
}

fn line(answer: Answer, value: &str) -> AnyView {
    let (tone, said) = match &answer.answered {
        answered if has(answered, value) => (Tone::Ok, t!(domains.look.has)),
        Answered::Values(_) => (Tone::Warn, t!(domains.look.other)),
        Answered::Nothing => (Tone::Neutral, t!(domains.look.nothing)),
        Answered::Silence(silence) => (Tone::Danger, silent(*silence)),
    };
    let values = match answer.answered {
        Answered::Values(values) => values,
        Answered::Nothing | Answered::Silence(_) => Vec::new(),
    };
    let values = values.into_iter().map(|value| view! { <code class="block font-mono text-xs break-all text-soft">{value}</code> }).collect_view();
    let resolver = (!answer.own).then(|| view! { <span class="text-xs text-muted">{t!(domains.look.resolver)}</span> });
    view! {
        <li class="grid gap-1">
            <span class="flex flex-wrap items-baseline gap-x-2">
                <StatusDot tone>
                    <span class="font-medium break-all">{answer.server}</span>
                </StatusDot>
                <span>{said}</span>
                {resolver}
            </span>
            <span class="grid gap-0.5 pl-4 empty:hidden">{values}</span>
        </li>
    }
    .into_any()
}

fn silent(silence: Silence) -> &'static str {
    match silence {
        Silence::Time => t!(domains.look.silence.time),
        Silence::Refused => t!(domains.look.silence.refused),
        Silence::NoAddress => t!(domains.look.silence.no_address),
        Silence::Private => t!(domains.look.silence.private),
    }
}

fn file(file: File) -> AnyView {
    let (tone, said) = match file {
        File::Right => (Tone::Ok, t!(domains.look.file_right).to_owned()),
        File::Other => (Tone::Warn, t!(domains.look.file_other).to_owned()),
        File::Failed(error) => (Tone::Neutral, failed(error)),
    };
    view! {
        <li class="flex flex-wrap items-baseline gap-x-2">
            <StatusDot tone>
                <span class="font-medium">{t!(domains.look.file)}</span>
            </StatusDot>
            <span class="min-w-0 wrap-anywhere">{said}</span>
        </li>
    }
    .into_any()
}

fn failed(error: FetchError) -> String {
    match error {
        FetchError::Parse | FetchError::Dns { .. } => t!(domains.look.file_dns).to_owned(),
        FetchError::Private { .. } => t!(domains.look.file_private).to_owned(),
        FetchError::Connect { .. } => t!(domains.look.file_connect).to_owned(),
        FetchError::Tls { .. } => t!(domains.look.file_tls).to_owned(),
        FetchError::Http { .. } => t!(domains.look.file_http).to_owned(),
        FetchError::Status { status } => t!(domains.look.file_status, status = status),
        FetchError::Redirect { to } => t!(domains.look.file_redirect, to = to),
        FetchError::Size => t!(domains.look.file_size).to_owned(),
        FetchError::Time => t!(domains.look.file_time).to_owned(),
    }
}
