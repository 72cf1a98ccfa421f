use crate::{
    features::connections::{
        about::About,
        api::ApplyReceivedIssuer,
        guide::{self, Ours},
        said::{check_name, clock},
    },
    ui::{Button, Icon},
};
use contract::TestId;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    connection::Connection,
    federation::{Line, Report, Verdict},
};
use words::t;

/// What a failing line is mended with.
pub(in super::super) struct Mend<'a> {
    pub about: &'a About,
    pub connection: &'a Connection,
    /// The test whose received values may be taken over, where the reader may.
    pub test: Option<TestId>,
    /// For the values to copy.
    pub ours: Ours,
}

/// Every check: what was expected, what was received, and below a failing one how to mend it.
pub(in super::super) fn table(mend: &Mend<'_>, report: &Report) -> AnyView {
    // What has to be mended first; the rest in the order in which it was checked.
    let mut lines: Vec<&Line> = report.lines.iter().collect();
    lines.sort_by_key(|line| match line.verdict {
        Verdict::Fail => 0,
        Verdict::Warn => 1,
        Verdict::Pass => 2,
    });
    let lines = lines.into_iter().map(|line| self::line(mend, line)).collect_view();
    let clock = report.clock_ahead.map(clock);
    view! {
        <div class="overflow-clip rounded-card border border-line bg-surface">
            <table class="w-full border-collapse text-left">
                <caption class="sr-only">{t!(connections.lab.table)}</caption>
                <thead class="max-tablet:sr-only">
                    <tr class="border-b border-line bg-sunken text-xs text-muted *:px-3 *:py-2 *:font-medium">
                        <th scope="col" class="w-10">
                            <span class="sr-only">{t!(connections.lab.outcome)}</span>
                        </th>
                        <th scope="col" class="w-44">
                            {t!(connections.lab.check)}
                        </th>
                        <th scope="col">{t!(connections.lab.expected)}</th>
                        <th scope="col">{t!(connections.lab.received)}</th>
                    </tr>
                </thead>
                {lines}
            </table>
            {clock.map(|clock| view! { <p class="border-t border-line px-4 py-3 text-xs text-muted">{clock}</p> })}
        </div>
    }
    .into_any()
}

fn line(mend: &Mend<'_>, line: &Line) -> AnyView {
    let (glyph, name, ink, ground) = match line.verdict {
        Verdict::Pass => (icondata_lu::LuCheck, t!(connections.lab.pass), "text-ok", ""),
        Verdict::Warn => (icondata_lu::LuTriangleAlert, t!(connections.lab.warn), "text-warn", "bg-warn-tint"),
        Verdict::Fail => (icondata_lu::LuX, t!(connections.lab.fail), "text-danger", "bg-danger-tint"),
    };
    let received = match (&line.received, line.verdict) {
        (text, Verdict::Fail) if text.is_empty() => Some(view! { <span class="text-muted italic">{t!(connections.lab.missing)}</span> }.into_any()),
        (text, _) if text.is_empty() => None,
        (text, _) if *text == line.expected => Some(view! { <span class="text-muted">{t!(connections.lab.same)}</span> }.into_any()),
        (text, _) => Some(text.clone().into_any()),
    };
    let received = received.map(|received| view! { <Small word=t!(connections.lab.received) /> {received} });
    let fix = (line.verdict == Verdict::Fail).then(|| self::fix(mend, line));
    let check = check_name(mend.connection.protocol, &line.check).to_owned();
    let code = line.code.clone().map(|code| view! { <span class="ml-2 font-mono text-xs font-normal text-muted">{code}</span> });
    view! {
        <tbody class=format!("border-b border-line last:border-b-0 {ground}")>
            <tr class="align-top *:px-3 *:py-2.5 max-tablet:grid max-tablet:grid-cols-[1.75rem_minmax(0,1fr)] max-tablet:py-1.5 max-tablet:*:py-0.5 tablet:*:first:pl-4 tablet:*:last:pr-4">
                <td class=format!("max-tablet:row-span-3 max-tablet:pr-0 {ink}")>
                    <span class="flex h-5 items-center">
                        <Icon glyph name />
                    </span>
                </td>
                <th scope="row" class="font-medium">
                    {check}
                    {code}
                </th>
                <td class="min-w-0 text-soft wrap-anywhere max-tablet:col-start-2 max-tablet:empty:hidden">
                    {(!line.expected.is_empty()).then(|| view! { <Small word=t!(connections.lab.expected) /> })}
                    {line.expected.clone()}
                </td>
                <td class="min-w-0 wrap-anywhere max-tablet:col-start-2 max-tablet:empty:hidden">{received}</td>
            </tr>
            {fix}
        </tbody>
    }
    .into_any()
}

/// The head of a column, beside its value where there is no room for columns.
#[component]
fn Small(word: &'static str) -> impl IntoView {
    view! { <span aria-hidden="true" class="text-xs text-muted tablet:hidden">{word}": "</span> }.into_any()
}

/// What happened, and what to mend in this provider's own words.
fn fix(mend: &Mend<'_>, line: &Line) -> AnyView {
    let code = line.code.clone().unwrap_or_default();
    // A status that speaks of the identifier is mended where the identifier is chosen, and not by letting anybody use the app.
    let by_name_id = line.received.contains("InvalidNameIDPolicy");
    let means = if by_name_id { t!(guide_fix.name_id_policy) } else { guide::code_meaning(&code) };
    let (title, mended_as) = (guide::code_title(&code).to_owned(), if by_name_id { "S13" } else { &code });
    let fix = guide::fix(mend.connection.provider, mend.connection.protocol, mended_as, &mend.ours);
    view! {
        <tr>
            <td class="max-tablet:hidden" />
            <td colspan="3" class="px-3 pb-3.5 max-tablet:block max-tablet:pl-10 tablet:pr-4">
                <div class="grid max-w-prose gap-2">
                    <p class="leading-6">
                        <strong class="font-semibold">{title}"."</strong>
                        " "
                        {means}
                    </p>
                    {fix}
                    {take(mend, line)}
                </div>
            </td>
        </tr>
    }
    .into_any()
}

/// The received value, where it is safe to take it over: an issuer is only a name.
fn take(mend: &Mend<'_>, line: &Line) -> AnyView {
    let Some(test) = mend.test.filter(|_| line.code.as_deref() == Some("S05") && !line.received.is_empty()) else { return ().into_any() };
    let fields = mend.about.fields();
    view! {
        <form method="post" action=ApplyReceivedIssuer::url()>
            {fields}
            <input type="hidden" name="test" value=test.to_string() />
            <Button small=true>{t!(connections.lab.apply)}</Button>
        </form>
    }
    .into_any()
}
