use super::{known, taken::explained};
use crate::{
    features::connections::{
        about::About,
        api::{FILE, HAND, METADATA, OPTIONS, ReadConnectionMetadata, SetSamlOptions, SetSamlValues},
        guide::{self, BroughtBack, Instruction, Instructions},
        path,
        said::must_sign_name,
    },
    form::Filled,
    ui::{Asked, Button, Checkbox, Choice, Choices, Field, FileField, Fold, FormFoot, FormProblem, Kind, Radio, Select, TextArea},
};
use contract::Flaw;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::connection::{Connection, MetadataFrom, MustSign, NAME_ID_FORMATS, Saml, Step};
use words::t;

/// How large a file may be: metadata of a federation is larger, but then it is not one provider's.
pub const FILE_MEGABYTES: u32 = 1;

/// What to do there, and under its last number the one field for whatever the provider gives; then what it can't say: by hand, and
/// particulars.
pub(super) async fn fields(about: &About, connection: &Connection, saml: &Saml, instructions: Vec<Instruction>) -> AnyView {
    let (pasted, file, by_hand, particulars) =
        (Filled::of(METADATA).await, Filled::of(FILE).await, Filled::of(HAND).await, Filled::of(OPTIONS).await);
    let last = Some(bring(about, connection, saml, &pasted, &file));
    view! {
        <Instructions instructions last />
        {known::saml(about, connection, saml)}
        {hand(about, saml, &by_hand)}
        {options(about, saml, &particulars)}
        {about.go_on(Step::Exchange, t!(common.proceed))}
    }
    .into_any()
}

fn bring(about: &About, connection: &Connection, saml: &Saml, pasted: &Filled, file: &Filled) -> AnyView {
    let told = explained(pasted, &about.provider).or_else(|| explained(file, &about.provider));
    let several = [pasted, file].into_iter().find(|form| form.typed("taken") == Some("several"));
    let several = several.map(|form| choose(about, form));
    let BroughtBack::Saml { url, file: of_file, drawing } = guide::brought_back(connection.provider, connection.protocol) else {
        return ().into_any();
    };
    // The better one first: an address is asked again every day. Some consoles have only a file.
    let (first, second) = match url {
        Some(url) => {
            let (label, theirs) = (of_file.label, of_file.theirs);
            let hint = view! { <p class="text-soft">{of_file.hint}</p> };
            let upload = upload(about, file, label, theirs);
            (paste(about, saml, pasted, url), view! { <Folded title=t!(connections.exchange.file)>{hint} {upload}</Folded> }.into_any())
        }
        None => {
            let upload = upload(about, file, of_file.label, of_file.theirs);
            let first = view! { <p class="leading-6">{of_file.hint}</p> {upload} }.into_any();
            let other = guide::Field { label: t!(connections.exchange.content), theirs: false, hint: ().into_any(), example: of_file.example };
            let paste = paste(about, saml, pasted, other);
            (first, view! { <Folded title=t!(connections.exchange.or_paste)>{paste}</Folded> }.into_any())
        }
    };
    view! {
        <div class="grid grid-cols-1 gap-4">
            {told}
            {several}
            {drawing}
            {first}
            {second}
        </div>
    }
    .into_any()
}

fn paste(about: &About, saml: &Saml, form: &Filled, field: guide::Field) -> AnyView {
    let error = form.flaw("text").map(|flaw| if *flaw == Flaw::Missing { t!(connections.taken.empty).to_owned() } else { words::flaw(flaw) });
    let known = match &saml.metadata {
        MetadataFrom::Url { url, .. } => url.as_str(),
        MetadataFrom::Hand | MetadataFrom::Document => "",
    };
    let (fields, typed) = (about.fields(), form.value("text", known));
    let kind = if saml.entity_id.is_empty() { Kind::Primary } else { Kind::Secondary };
    let lang = field.theirs.then_some("en");
    view! {
        <p class="leading-6 empty:hidden">{field.hint}</p>
        <form method="post" action=ReadConnectionMetadata::url() class="grid gap-3">
            {fields}
            <TextArea
                name="text"
                label=field.label
                lang
                hint=t!(connections.exchange.paste_hint)
                rows=2
                placeholder=field.example
                value=typed
                error
            />
            <div>
                <Button kind>{t!(connections.exchange.read)}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn upload(about: &About, form: &Filled, label: &'static str, theirs: bool) -> AnyView {
    let action = format!("{}/file", path::step(&about.org, about.id, Step::Exchange));
    let error = form.flaw("file").map(words::flaw);
    let lang = theirs.then_some("en");
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="grid gap-3">
            <FileField
                name="file"
                label
                lang
                hint=t!(connections.exchange.file_hint, most = words::number(FILE_MEGABYTES.into()))
                accept=".xml,.pem,.cer,.crt,.der,.txt,text/xml,application/xml"
                error
            />
            <div>
                <Button>{t!(connections.exchange.upload)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The other way, behind its title.
#[component]
fn Folded(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <details class="group/fold">
            <summary class="w-fit cursor-pointer font-medium text-accent pointer-coarse:py-3">{title}</summary>
            <div class="grid grid-cols-1 gap-3 pt-3">{children()}</div>
        </details>
    }
    .into_any()
}

/// Which of several providers in one document it is.
fn choose(about: &About, form: &Filled) -> AnyView {
    let radios = form.told("providers").iter().map(|one| view! { <Radio name="chosen" value=one.clone() label=one.clone() /> });
    let (fields, radios, text) = (about.fields(), radios.collect_view(), form.value("text", ""));
    view! {
        <form method="post" action=ReadConnectionMetadata::url() class="grid gap-4 rounded-card border border-accent p-4">
            {fields}
            <input type="hidden" name="text" value=text />
            <Choices id="chosen" label=t!(connections.exchange.several.title)>
                {radios}
            </Choices>
            <FormFoot>
                <Button kind=Kind::Primary>{t!(connections.exchange.several.act)}</Button>
            </FormFoot>
        </form>
    }
    .into_any()
}

fn hand(about: &About, saml: &Saml, form: &Filled) -> AnyView {
    let problem = form.problem().cloned();
    let open = problem.is_some();
    let asked = vec![
        Asked::new("entity_id", t!(connections.exchange.hand.entity_id)),
        Asked::new("sso_location", t!(connections.exchange.hand.location)),
        Asked::new("certificates", t!(connections.exchange.hand.certificates)),
    ];
    let location = saml.redirect_location.as_deref().or(saml.post_location.as_deref()).unwrap_or_default();
    let (entity_id, location, certificates) =
        (form.value("entity_id", &saml.entity_id), form.value("sso_location", location), form.value("certificates", ""));
    let error = |field: &str| form.flaw(field).map(words::flaw);
    let (of_id, of_location, of_certificates) = (error("entity_id"), error("sso_location"), error("certificates"));
    let (fields, optional) = (about.fields(), !saml.certificates.is_empty());
    view! {
        <Fold title=t!(connections.exchange.hand.title) open>
            <FormProblem problem fields=asked />
            <form method="post" action=SetSamlValues::url() class="grid gap-5">
                {fields}
                <Field name="entity_id" label=t!(connections.exchange.hand.entity_id) value=entity_id error=of_id />
                <Field
                    name="sso_location"
                    kind="url"
                    label=t!(connections.exchange.hand.location)
                    value=location
                    error=of_location
                />
                <TextArea
                    name="certificates"
                    label=t!(connections.exchange.hand.certificates)
                    rows=5
                    placeholder="-----BEGIN CERTIFICATE-----"
                    optional
                    value=certificates
                    error=of_certificates
                />
                <FormFoot>
                    <Button>{t!(connections.wizard.save)}</Button>
                </FormFoot>
            </form>
        </Fold>
    }
    .into_any()
}

fn options(about: &About, saml: &Saml, form: &Filled) -> AnyView {
    let chosen = form.value("must_sign", saml.must_sign.key());
    let radios = MustSign::ALL.map(|one| {
        let checked = one.key() == chosen;
        view! { <Radio name="must_sign" value=one.key() label=must_sign_name(one) checked /> }
    });
    let formats = [Choice::new("", t!(connections.exchange.options.any_format))].into_iter();
    let formats = formats.chain(NAME_ID_FORMATS.iter().map(|format| Choice::new(*format, *format))).collect::<Vec<_>>();
    let format = form.value("name_id_format", saml.name_id_format.as_deref().unwrap_or_default());
    let radios = radios.into_iter().collect_view();
    let (fields, begins, problem) = (about.fields(), saml.begins_at_provider, form.problem().cloned());
    let open = problem.is_some();
    view! {
        <Fold title=t!(connections.exchange.options.title) open>
            <FormProblem problem />
            <form method="post" action=SetSamlOptions::url() class="grid gap-5">
                {fields}
                <Choices id="must_sign" label=t!(connections.exchange.options.must_sign)>
                    {radios}
                </Choices>
                <Select name="name_id_format" label=t!(connections.exchange.options.name_id_format) choices=formats value=format optional=true />
                <Checkbox
                    name="begins_at_provider"
                    label=t!(connections.exchange.options.begins)
                    hint=t!(connections.exchange.options.begins_hint)
                    checked=begins
                />
                <FormFoot>
                    <Button>{t!(connections.wizard.save)}</Button>
                </FormFoot>
            </form>
        </Fold>
    }
    .into_any()
}
