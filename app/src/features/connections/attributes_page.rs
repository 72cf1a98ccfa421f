use super::{
    about::{About, asked_for},
    api::{ATTRIBUTES, SetConnectionAttributes},
    exchange::worked_at,
    frame::{At, show, step_head},
    guide::{self, Chapter, Instructions, Ours},
    lab::received,
    said::{arrival_name, roles_in_words},
    settings::facts_of_mapping,
    values::ours,
};
use crate::{
    form::Filled,
    ssr,
    ui::{Asked, Badge, Card, Choice, Choices, Field, Fold, FormProblem, Radio, Select, Tone},
};
use contract::{Arrival, IdentityProvider, Protocol, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::permission::SeeSignIn,
    connection::{Connection, Settings, Step},
    federation::{self, Preview, Report, tests},
};
use words::{role_name, t};

/// Room for so many groups more than there are.
const BLANK_ROWS: usize = 3;
/// Among so many tests the last that somebody came back from is looked for.
const LOOKED_THROUGH: i64 = 10;

/// Which attribute is what, which group gives which role, and what becomes of newcomers.
///
/// # Errors
/// `NotFound`, and as [`ssr::org`].
pub async fn attributes_page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let connection = asked_for(&can).await?;
    let about = About::of(&can, &connection);
    let last = tests::recent(&can, connection.id, LOOKED_THROUGH).await?.into_iter().find_map(|test| test.report);
    let settings = worked_at(&connection);
    let content = match settings {
        Some(settings) if about.manages => {
            let form = Filled::of(ATTRIBUTES).await;
            fields(&about, &connection, &settings, last.as_ref(), &form)
        }
        Some(settings) => view! { <Card flush=true>{facts_of_mapping(&settings)}</Card> }.into_any(),
        None => ().into_any(),
    };
    let instructions = match about.manages.then(|| ours(&connection)).transpose()? {
        Some(ours) => told(&about, &connection, &ours),
        None => ().into_any(),
    };
    let page = view! {
        {step_head(t!(connections.attributes.title), t!(connections.attributes.text))}
        {instructions}
        {content}
        {received(&about, last.as_ref())}
    };
    show(&can, &connection, At::Step(Step::Attributes), page).await
}

/// What to set there, so that it is sent: at hand in the wizard, folded away afterwards.
fn told(about: &About, connection: &Connection, ours: &Ours) -> AnyView {
    let instructions = guide::instructions(connection.provider, connection.protocol, Chapter::Attributes, ours);
    match (instructions.is_empty(), about.guided) {
        (true, _) => ().into_any(),
        (false, true) => view! { <Instructions instructions /> }.into_any(),
        (false, false) => {
            let title = t!(connections.configuration.guide, provider = about.provider.clone());
            view! { <Fold title><div class="-m-px"><Instructions instructions /></div></Fold> }.into_any()
        }
    }
}

fn fields(about: &About, connection: &Connection, settings: &Settings, last: Option<&Report>, form: &Filled) -> AnyView {
    let problem = form.problem().cloned();
    let asked = vec![
        Asked::new("email", t!(connections.attributes.email)),
        Asked::new("name", t!(connections.attributes.name)),
        Asked::new("first_name", t!(connections.attributes.first_name)),
        Asked::new("last_name", t!(connections.attributes.last_name)),
        Asked::new("groups", t!(connections.attributes.groups)),
        Asked::new("role", t!(connections.attributes.groups_title)),
        Asked::new("default_role", t!(connections.attributes.default_role)),
    ];
    let (own, foot) = (about.fields(), about.foot(Step::Attributes, Some(t!(connections.attributes.save_here))));
    view! {
        <FormProblem problem fields=asked />
        <form method="post" action=SetConnectionAttributes::url() class="grid gap-6">
            {own}
            {suggestions(last)}
            {names(about, connection, settings, last, form)}
            {groups(connection, settings, last, form)}
            {arrival(settings, form)}
            {foot}
        </form>
    }
    .into_any()
}

/// The names that the last test received, for the browser to offer.
fn suggestions(last: Option<&Report>) -> AnyView {
    let names = last.map(|report| report.attributes.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    view! { <datalist id="received-names">{names.into_iter().map(|name| view! { <option value=name /> }).collect_view()}</datalist> }.into_any()
}

fn names(about: &About, connection: &Connection, settings: &Settings, last: Option<&Report>, form: &Filled) -> AnyView {
    let mapping = &settings.mapping;
    let field = |name: &'static str, label: &'static str, now: Option<&str>| {
        let value = form.value(name, now.unwrap_or_default());
        let hint = last.filter(|_| !value.is_empty()).map(|report| came(report, &value));
        let error = form.flaw(name).map(words::flaw);
        view! {
            <Field
                name
                label
                hint
                optional=true
                unmarked=true
                placeholder=t!(connections.attributes.usual)
                value
                error
                list="received-names"
            />
        }
        .into_any()
    };
    let title = match connection.protocol {
        Protocol::Saml => t!(connections.attributes.names),
        Protocol::Oidc => t!(connections.attributes.claims),
    };
    let fields = [
        field("email", t!(connections.attributes.email), mapping.email.as_deref()),
        field("name", t!(connections.attributes.name), mapping.name.as_deref()),
        field("first_name", t!(connections.attributes.first_name), mapping.first_name.as_deref()),
        field("last_name", t!(connections.attributes.last_name), mapping.last_name.as_deref()),
        field("groups", t!(connections.attributes.groups), mapping.groups.as_deref()),
    ];
    let fields = fields.into_iter().collect_view();
    view! {
        <Card title text=t!(connections.attributes.names_text, provider = about.provider.clone())>
            <div class="grid gap-5 tablet:grid-cols-2">{fields}</div>
        </Card>
    }
    .into_any()
}

fn came(report: &Report, name: &str) -> String {
    match report.attributes.get(name) {
        Some(values) => t!(connections.attributes.came, value = values.join(", ")),
        None => t!(connections.attributes.came_not).to_owned(),
    }
}

fn groups(connection: &Connection, settings: &Settings, last: Option<&Report>, form: &Filled) -> AnyView {
    let rows = rows(settings, form);
    let of_person = last.map(|report| federation::preview(settings, report));
    let offered = of_person.as_ref().map(|preview| preview.groups.clone()).unwrap_or_default();
    let offered = offered.into_iter().map(|group| view! { <option value=group /> }).collect_view();
    let lines = rows.into_iter().zip(1..).map(|((group, role), nth): ((String, String), usize)| {
        let choices = [Choice::new("", t!(connections.attributes.no_role))].into_iter().chain(roles()).collect::<Vec<_>>();
        view! {
            <div class="grid gap-3 phone:grid-cols-2">
                <Field
                    id=format!("group-{nth}")
                    name="group[]"
                    label=t!(connections.attributes.nth_group, nth = nth)
                    optional=true
                    unmarked=true
                    value=group
                    list="received-groups"
                />
                <Select id=format!("role-{nth}") name="role[]" label=t!(connections.attributes.nth_role, nth = nth) choices value=role optional=true unmarked=true />
            </div>
        }
    });
    let (lines, preview) = (lines.collect_view(), preview(settings, of_person));
    let error = form.flaw("role").map(words::flaw).map(|text| view! { <p class="text-xs text-danger">{text}</p> });
    let entra =
        (connection.provider == IdentityProvider::EntraId).then(|| view! { <p class="text-muted">{t!(connections.attributes.groups_entra)}</p> });
    view! {
        <Card title=t!(connections.attributes.groups_title) text=t!(connections.attributes.groups_text)>
            {entra}
            {error}
            <datalist id="received-groups">{offered}</datalist>
            <div id="role" class="grid gap-4">{lines}</div>
            <p class="text-xs text-muted">{t!(connections.attributes.more_rows)}</p>
            {preview}
        </Card>
    }
    .into_any()
}

fn rows(settings: &Settings, form: &Filled) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = match (form.values("group"), form.values("role")) {
        (Some(groups), Some(roles)) => groups.iter().cloned().zip(roles.iter().cloned()).filter(|row| *row != Default::default()).collect(),
        _ => settings.mapping.roles.iter().map(|one| (one.group.clone(), one.role.key().to_owned())).collect(),
    };
    rows.extend(std::iter::repeat_n(Default::default(), BLANK_ROWS));
    rows
}

/// What nobody is given by a group: being an owner.
fn roles() -> impl Iterator<Item = Choice> {
    Role::ALL.into_iter().filter(|role| *role != Role::Owner).map(|role| Choice::new(role.key(), role_name(role)))
}

/// What the person of the last test would be by what is saved now.
fn preview(settings: &Settings, of_person: Option<Preview>) -> AnyView {
    let Some(Preview { groups, roles }) = of_person else {
        return view! { <p class="rounded-control bg-sunken px-3.5 py-3 text-muted">{t!(connections.attributes.preview_none)}</p> }.into_any();
    };
    let said = match &roles[..] {
        [] => t!(connections.attributes.by_default, role = role_name(settings.default_role)),
        roles => roles_in_words(roles),
    };
    let groups = if groups.is_empty() {
        t!(connections.attributes.preview_no_groups).into_any()
    } else {
        let groups = groups.into_iter().map(|group| view! { <Badge>{group}</Badge> " " }).collect_view();
        view! { {t!(connections.attributes.preview_groups)} " " {groups} }.into_any()
    };
    view! {
        <div class="grid gap-2 rounded-control bg-sunken px-3.5 py-3">
            <p class="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                {t!(connections.attributes.preview)} <Badge tone=Tone::Accent>{said}</Badge>
            </p>
            <p class="text-muted">{groups}</p>
        </div>
    }
    .into_any()
}

fn arrival(settings: &Settings, form: &Filled) -> AnyView {
    let chosen = form.value("arrival", settings.arrival.key());
    let radios = [Arrival::Joins, Arrival::Approved, Arrival::Invited].map(|arrival| {
        let hint = match arrival {
            Arrival::Joins => t!(connections.attributes.joins_hint),
            Arrival::Approved => t!(connections.attributes.approved_hint),
            Arrival::Invited => t!(connections.attributes.invited_hint),
        };
        let checked = arrival.key() == chosen;
        view! { <Radio name="arrival" value=arrival.key() label=arrival_name(arrival) hint checked /> }
    });
    let role = form.value("default_role", settings.default_role.key());
    let error = form.flaw("default_role").map(words::flaw);
    let radios = radios.into_iter().collect_view();
    view! {
        <Card>
            <div class="grid max-w-form gap-5">
                <Choices id="arrival" label=t!(connections.attributes.arrival)>
                    {radios}
                </Choices>
                <Select name="default_role" label=t!(connections.attributes.default_role) choices=roles().collect() value=role error />
            </div>
        </Card>
    }
    .into_any()
}
