use crate::{
    features::connections::said::roles_in_words,
    ui::{Banner, Tone},
};
use leptos::prelude::*;
use portal::federation::{Decision, Refusal, RoleChange};
use words::{rich, t};

/// What a test says would become of its person.
pub(in super::super) fn would_happen(decision: &Decision) -> AnyView {
    let tone = if matches!(decision, Decision::Refuse { .. }) { Tone::Warn } else { Tone::Neutral };
    let more = [roles(decision), perhaps_more(decision).map(str::to_owned)].into_iter().flatten();
    let (said, more) = (said(decision), more.map(|more| format!(" {more}")).collect_view());
    view! { <Banner tone title=t!(connections.decision.title)>{said} {more}</Banner> }.into_any()
}

/// What may come before, and is none of the organisation's business: whether there is an account, and what else it opens.
fn perhaps_more(decision: &Decision) -> Option<&'static str> {
    let is_met = matches!(decision, Decision::Link { .. } | Decision::Accept { .. } | Decision::Join { .. } | Decision::Ask { .. });
    is_met.then(|| t!(connections.decision.once))
}

fn said(decision: &Decision) -> AnyView {
    match decision {
        Decision::Enter { name, .. } => {
            rich!(connections.decision.enter, name = name.clone(), <b> = <strong class="font-medium text-text" />).into_any()
        }
        Decision::Link { name, .. } => {
            rich!(connections.decision.link, name = name.clone(), <b> = <strong class="font-medium text-text" />).into_any()
        }
        Decision::ProveFirst { name } => {
            rich!(connections.decision.prove_first, name = name.clone(), <b> = <strong class="font-medium text-text" />).into_any()
        }
        Decision::Accept { roles } => t!(connections.decision.accept, roles = roles_in_words(roles)).into_any(),
        Decision::Join { roles } => t!(connections.decision.join, roles = roles_in_words(roles)).into_any(),
        Decision::Ask { already: false } => t!(connections.decision.ask).into_any(),
        Decision::Ask { already: true } => t!(connections.decision.ask_already).into_any(),
        Decision::Refuse { because } => refusal(*because).into_any(),
    }
}

fn roles(decision: &Decision) -> Option<String> {
    let (Decision::Enter { roles: RoleChange { before, after }, .. } | Decision::Link { roles: RoleChange { before, after }, .. }) = decision else {
        return None;
    };
    Some(if before == after {
        t!(connections.decision.kept, roles = roles_in_words(after))
    } else {
        t!(connections.decision.changed, after = roles_in_words(after), before = roles_in_words(before))
    })
}

fn refusal(because: Refusal) -> &'static str {
    match because {
        Refusal::NotInvited => t!(connections.decision.refuse.not_invited),
        Refusal::InvitationUnopened => t!(connections.decision.refuse.unopened),
        Refusal::Removed => t!(connections.decision.refuse.removed),
        Refusal::Suspended => t!(connections.decision.refuse.suspended),
        Refusal::NoSeat => t!(connections.decision.refuse.no_seat),
        Refusal::OrgLeaving => t!(connections.decision.refuse.org_leaving),
    }
}
