//! What a version says, as facts: to be read, and to be held against another's.

use super::said::{arrival_name, must_sign_name};
use crate::ui::{Change, KeyValue, KeyValues};
use leptos::prelude::*;
use portal::connection::{Credential, Mapping, MetadataFrom, Oidc, Provider, Saml, Settings};
use words::{role_name, t};

/// A fact and its value; `None`: nothing.
type Fact = (String, Option<String>);

/// Everything, to be read.
pub(super) fn facts(settings: &Settings) -> AnyView {
    listed(all(settings))
}

/// What is said of people, to be read.
pub(super) fn facts_of_mapping(settings: &Settings) -> AnyView {
    listed(of_people(settings))
}

fn listed(facts: Vec<Fact>) -> AnyView {
    let lines = facts
        .into_iter()
        .filter_map(|(label, value)| value.map(|value| view! { <KeyValue label><span class="wrap-anywhere">{value}</span></KeyValue> }));
    view! { <KeyValues bare=true>{lines.collect_view()}</KeyValues> }.into_any()
}

/// What one changes of the other. The client secret is told by its being another one, never by itself.
pub(super) fn changes(before: &Settings, after: &Settings) -> Vec<Change> {
    let (was, is) = (all(before), all(after));
    let of = |facts: &[Fact], label: &str| facts.iter().find(|(one, _)| one == label).and_then(|(_, value)| value.clone());
    let mut labels: Vec<&String> = was.iter().map(|(label, _)| label).collect();
    labels.extend(is.iter().map(|(label, _)| label).filter(|label| !was.iter().any(|(one, _)| one == *label)));
    let changed = labels.into_iter().map(|label| Change { label: label.clone(), before: of(&was, label), after: of(&is, label) });
    let mut changes: Vec<Change> = changed.filter(|change| change.before != change.after).collect();
    if let (Provider::Oidc(was), Provider::Oidc(is)) = (&before.provider, &after.provider)
        && let (Credential::Secret(old), Credential::Secret(new)) = (was.credential, is.credential)
        && old != new
    {
        changes.push(Change {
            label: t!(connections.fact.credential).to_owned(),
            before: Some(t!(connections.fact.secret).to_owned()),
            after: Some(t!(connections.fact.secret_other).to_owned()),
        });
    }
    changes
}

fn all(settings: &Settings) -> Vec<Fact> {
    let mut facts = match &settings.provider {
        Provider::Saml(saml) => of_saml(saml),
        Provider::Oidc(oidc) => of_oidc(oidc),
    };
    facts.extend(of_people(settings));
    facts
}

fn of_saml(saml: &Saml) -> Vec<Fact> {
    let certificates = saml.fingerprints().into_iter().map(|fingerprint| shortened(&fingerprint.to_string())).collect::<Vec<_>>();
    let metadata = match &saml.metadata {
        MetadataFrom::Hand => t!(connections.fact.by_hand).to_owned(),
        MetadataFrom::Document => t!(connections.fact.document).to_owned(),
        MetadataFrom::Url { url, .. } => url.clone(),
    };
    vec![
        (t!(connections.fact.entity_id).to_owned(), some(&saml.entity_id)),
        (t!(connections.fact.redirect_location).to_owned(), saml.redirect_location.clone()),
        (t!(connections.fact.post_location).to_owned(), saml.post_location.clone()),
        (t!(connections.fact.certificates).to_owned(), some(&certificates.join(", "))),
        (t!(connections.fact.metadata).to_owned(), Some(metadata)),
        (t!(connections.fact.must_sign).to_owned(), Some(must_sign_name(saml.must_sign).to_owned())),
        (t!(connections.fact.name_id_format).to_owned(), saml.name_id_format.clone()),
        (t!(connections.fact.begins).to_owned(), Some(yes_or_no(saml.begins_at_provider).to_owned())),
    ]
}

fn of_oidc(oidc: &Oidc) -> Vec<Fact> {
    let credential = match oidc.credential {
        Credential::None => None,
        Credential::Secret(_) => Some(t!(connections.fact.secret).to_owned()),
        Credential::PrivateKey => Some(t!(connections.fact.key).to_owned()),
    };
    vec![
        (t!(connections.fact.issuer).to_owned(), oidc.discovered.as_ref().map(|found| found.issuer.to_string())),
        (t!(connections.fact.client_id).to_owned(), some(&oidc.client_id)),
        (t!(connections.fact.credential).to_owned(), credential),
        (t!(connections.fact.scopes).to_owned(), some(&oidc.scopes.join(" "))),
        (t!(connections.fact.user_info).to_owned(), Some(yes_or_no(oidc.asks_user_info).to_owned())),
    ]
}

fn of_people(settings: &Settings) -> Vec<Fact> {
    let Mapping { email, name, first_name, last_name, groups, roles } = &settings.mapping;
    let mut facts = vec![
        (t!(connections.fact.email).to_owned(), email.clone()),
        (t!(connections.fact.name).to_owned(), name.clone()),
        (t!(connections.fact.first_name).to_owned(), first_name.clone()),
        (t!(connections.fact.last_name).to_owned(), last_name.clone()),
        (t!(connections.fact.groups).to_owned(), groups.clone()),
    ];
    facts.extend(roles.iter().map(|one| (t!(connections.fact.group, group = one.group.clone()), Some(role_name(one.role).to_owned()))));
    facts.push((t!(connections.fact.arrival).to_owned(), Some(arrival_name(settings.arrival).to_owned())));
    facts.push((t!(connections.fact.default_role).to_owned(), Some(role_name(settings.default_role).to_owned())));
    facts
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Enough of a fingerprint to tell it from another.
fn shortened(fingerprint: &str) -> String {
    match fingerprint.char_indices().nth(16) {
        Some((end, _)) => format!("{}…", &fingerprint[..end]),
        None => fingerprint.to_owned(),
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { t!(connections.fact.yes) } else { t!(connections.fact.no) }
}
