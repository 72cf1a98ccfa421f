//! Before and after, in words.

use super::kind::aspect_name;
use crate::ui::{Change, language};
use contract::IdentityProvider;
use portal::audit::{self, Aspect, Value};
use words::{role_names, t};

pub(super) fn change(change: audit::Change) -> Change {
    let say = |value: Option<Value>| value.map(|value| in_words(change.what, value)).filter(|text| !text.is_empty());
    Change { label: aspect_name(change.what).to_owned(), before: say(change.before), after: say(change.after) }
}

fn in_words(what: Aspect, value: Value) -> String {
    match value {
        Value::Text(text) if what == Aspect::Zone => text.replace('_', " "),
        Value::Text(text) if what == Aspect::Filter && text.is_empty() => t!(activity.everything).to_owned(),
        Value::Text(text) => text,
        Value::Word(word) => our_word(what, &word).map_or(word.clone(), str::to_owned),
        Value::Switch(on) => if on { t!(activity.yes) } else { t!(activity.no) }.to_owned(),
        Value::Language(locale) => language(locale).to_owned(),
        Value::Roles(roles) => role_names(&roles),
        Value::Instant(at) => words::exact(at),
        Value::Number(number) => number.to_string(),
    }
}

/// A word that the record keeps the same for every reader; `None` for one that a newer version wrote.
fn our_word(what: Aspect, word: &str) -> Option<&'static str> {
    Some(match (what, word) {
        (Aspect::Status, "active") => t!(activity.status.active),
        (Aspect::Status, "suspended") => t!(activity.status.suspended),
        (Aspect::Status, "removed") => t!(activity.status.removed),
        (Aspect::Status, "pending") => t!(activity.status.pending),
        (Aspect::Status, "revoked") => t!(activity.status.revoked),
        (Aspect::Status, "accepted") => t!(activity.status.accepted),
        (Aspect::Status, "approved") => t!(activity.status.approved),
        (Aspect::Status, "declined") => t!(activity.status.declined),
        (Aspect::Status, "withdrawn") => t!(activity.status.withdrawn),
        (Aspect::Status, "proven") => t!(activity.status.proven),
        (Aspect::Status, "missing") => t!(activity.status.missing),
        (Aspect::Status, "lost") => t!(activity.status.lost),
        (Aspect::Status, "off") => t!(activity.status.off),
        (Aspect::Provider, "other_saml") => t!(activity.provider.other_saml),
        (Aspect::Provider, "other_oidc") => t!(activity.provider.other_oidc),
        (Aspect::Provider, key) => IdentityProvider::from_key(key)?.name(),
        (Aspect::Protocol, "saml") => "SAML 2.0",
        (Aspect::Protocol, "oidc") => "OpenID Connect",
        (Aspect::Part, "provider") => t!(activity.part.provider),
        (Aspect::Part, "mapping") => t!(activity.part.mapping),
        (Aspect::Part, "arrival") => t!(activity.part.arrival),
        (Aspect::Part, "options") => t!(activity.part.options),
        (Aspect::Source, "dns") => t!(activity.source.dns),
        (Aspect::Source, "file") => t!(activity.source.file),
        (Aspect::Policy, "nothing") => t!(activity.policy.nothing),
        (Aspect::Policy, "ask_to_join") => t!(activity.policy.ask_to_join),
        (Aspect::Policy, "join") => t!(activity.policy.join),
        (Aspect::Policy, "require_sso") => t!(activity.policy.require_sso),
        (Aspect::Source, "founder") => t!(activity.source.founder),
        (Aspect::Source, "invitation") => t!(activity.source.invitation),
        (Aspect::Source, "request") => t!(activity.source.request),
        (Aspect::Source, "single_sign_on") => t!(activity.source.single_sign_on),
        (Aspect::Source, "domain") => t!(activity.source.domain),
        (Aspect::Act, "change_roles") => t!(activity.act.change_roles),
        (Aspect::Act, "suspend") => t!(activity.act.suspend),
        (Aspect::Act, "reactivate") => t!(activity.act.reactivate),
        (Aspect::Act, "remove") => t!(activity.act.remove),
        (Aspect::Act, "resend") => t!(activity.act.resend),
        (Aspect::Act, "revoke") => t!(activity.act.revoke),
        (Aspect::Act, "invite") => t!(activity.act.invite),
        _ => return None,
    })
}
