use super::{
    about::{About, asked_for},
    api::{DOMAINS, SetConnectionDomains},
    frame::{At, show, step_head},
};
use crate::{
    features::domains::{self, state_badge},
    form::Filled,
    ssr,
    ui::{Card, Checkbox, Choices, CopyField, ErrorSummary, Field, Link},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::Step,
    domain::{self, Domain, State},
};
use words::t;

/// Whose people come by it.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn domains_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let all = domain::list(&can).await?;
    let attached: Vec<Domain> = all.iter().filter(|domain| connection.domains.contains(&domain.id)).cloned().collect();
    let to_prove = attached.iter().filter(|domain| domain.state() != State::Proven).map(|domain| proof(&about.org, domain)).collect_view();
    let content = if about.manages {
        let form = Filled::of(DOMAINS).await;
        chosen(&about, can.org().name.clone(), &all, &attached, &form)
    } else {
        only_read(&attached)
    };
    let page = view! {
        {step_head(t!(connections.domains.title), t!(connections.domains.text))}
        {content}
        {to_prove}
    };
    show(&can, &connection, At::Step(Step::Domains), page).await
}

fn chosen(about: &About, org: String, all: &[Domain], attached: &[Domain], form: &Filled) -> AnyView {
    let ticked = |domain: &Domain| match form.values("domains") {
        Some(typed) => typed.contains(&domain.id.to_string()),
        None => attached.iter().any(|one| one.id == domain.id),
    };
    let boxes = all.iter().map(|domain| {
        let badge = (domain.state() != State::Proven).then(|| state_badge(domain.state()));
        let (value, checked) = (domain.id.to_string(), ticked(domain));
        view! {
            <div class="flex flex-wrap items-center gap-x-3">
                <Checkbox name="domains[]" value label=domain.name.unicode() checked />
                {badge}
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let choices = (!all.is_empty()).then(|| view! { <Choices id="domains" label=t!(connections.domains.label, org = org)>{boxes}</Choices> });
    let label = if all.is_empty() { t!(connections.domains.add_first) } else { t!(connections.domains.add) };
    let error = form.flaw("names").map(words::flaw);
    let summary = error.clone().map(|error| view! { <ErrorSummary fields=vec![("names".to_owned(), label.to_owned(), error)] /> });
    let at_once = (!about.guided).then(|| view! { <p class="text-xs text-muted">{t!(connections.domains.at_once)}</p> });
    let (fields, foot, typed) = (about.fields(), about.foot(Step::Domains, None), form.value("names", ""));
    view! {
        {summary}
        <form method="post" action=SetConnectionDomains::url() class="grid gap-6">
            {fields}
            <Card>
                <div class="grid max-w-form gap-5">
                    {choices}
                    <Field
                        name="names"
                        label
                        hint=t!(connections.domains.add_hint)
                        placeholder="acme.com"
                        optional=true
                        value=typed
                        error
                    />
                    {at_once}
                </div>
            </Card>
            {foot}
        </form>
    }
    .into_any()
}

fn only_read(attached: &[Domain]) -> AnyView {
    if attached.is_empty() {
        return view! { <Card><p class="text-muted">{t!(connections.domains.none)}</p></Card> }.into_any();
    }
    let lines = attached.iter().map(|domain| {
        let (name, badge) = (domain.name.unicode(), state_badge(domain.state()));
        view! {
            <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-3 tablet:px-5">
                <span class="font-medium break-all">{name}</span>
                {badge}
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <Card flush=true><ul class="divide-y divide-line">{lines}</ul></Card> }.into_any()
}

/// What proves a domain that isn't proven yet: here, so that nobody has to leave.
fn proof(slug: &str, domain: &Domain) -> AnyView {
    let (short, value, more) = (domain.short_host(), domain.value(), domains::path::one(slug, domain.id));
    view! {
        <Card title=t!(connections.domains.prove, name = domain.name.unicode()) text=t!(connections.domains.prove_text)>
            <div class="grid gap-2">
                <CopyField label=t!(domains.publish.host) value=short />
                <CopyField label=t!(domains.publish.value) value=value />
            </div>
            <p>
                <Link href=more>{t!(connections.domains.more)}</Link>
            </p>
        </Card>
    }
    .into_any()
}
