use crate::ui::{Status, Tone};
use contract::Flaw;
use leptos::prelude::*;
use portal::invitation::{Fate, Planned};
use words::t;

/// What becomes of a row: in a word, and why where a word won't do.
pub fn told(planned: &Planned) -> AnyView {
    let (tone, word, why) = match &planned.fate {
        fate @ (Fate::New | Fate::Returning) if planned.over_seat_limit => {
            (Tone::Warn, t!(invitations.fate.over_seat), why(fate).or_else(|| Some(t!(invitations.fate.over_seat_why).to_owned())))
        }
        fate @ (Fate::New | Fate::Returning) => (Tone::Ok, t!(invitations.fate.new), why(fate)),
        fate @ (Fate::AlreadyMember | Fate::AlreadyInvited | Fate::Duplicate) => (Tone::Neutral, tally_name(fate.key()), why(fate)),
        fate => (Tone::Danger, tally_name(fate.key()), why(fate)),
    };
    view! {
        <span class="grid justify-items-start gap-1">
            <Status tone>{word}</Status>
            {why.map(|why| view! { <small class="min-w-40 tablet:min-w-64 text-xs text-muted">{why}</small> })}
        </span>
    }
    .into_any()
}

/// What a fate is called, where rows are counted by it.
pub fn tally_name(key: &str) -> &'static str {
    match key {
        "new" => t!(invitations.fate.new),
        "returning" => t!(invitations.fate.returning),
        "already_member" => t!(invitations.fate.already_member),
        "suspended" => t!(invitations.fate.suspended),
        "already_invited" => t!(invitations.fate.already_invited),
        "duplicate" => t!(invitations.fate.duplicate),
        "unknown_role" => t!(invitations.fate.unknown_role),
        "beyond_your_rights" => t!(invitations.fate.beyond_your_rights),
        _ => t!(invitations.fate.malformed),
    }
}

fn why(fate: &Fate) -> Option<String> {
    let why = match fate {
        Fate::New | Fate::AlreadyMember => return None,
        Fate::UnknownRole(role) => return Some(t!(invitations.fate.unknown_role_why, role = role.clone())),
        Fate::Returning => t!(invitations.fate.returning_why),
        Fate::Suspended => t!(invitations.fate.suspended_why),
        Fate::AlreadyInvited => t!(invitations.fate.already_invited_why),
        Fate::Duplicate => t!(invitations.fate.duplicate_why),
        Fate::Malformed(Flaw::Missing) => t!(invitations.fate.missing_why),
        Fate::Malformed(_) => t!(invitations.fate.malformed_why),
        Fate::BeyondYourRights => t!(invitations.fate.beyond_your_rights_why),
    };
    Some(why.to_owned())
}
