use crate::ui::{Banner, Tone};
use leptos::prelude::*;
use portal::sign_up::Challenge;
use words::t;

/// Proof of work, where one's address block is crowded: the door script has altcha's worker solve it and fills in `work`; without
/// script the ticket is good once its wait is over.
#[component]
pub fn ChallengeFields(challenge: Challenge) -> impl IntoView {
    let seconds = challenge.wait.whole_seconds();
    view! {
        <Banner tone=Tone::Info title=t!(door.sign_up.robot.title)>
            <span class="noscript:hidden">{t!(door.sign_up.robot.work)}</span>
            <noscript>{(seconds > 0).then(|| t!(door.sign_up.robot.wait, count = seconds))}</noscript>
        </Banner>
        <input type="hidden" name="work" data-challenge=challenge.work />
        <input type="hidden" name="ticket" value=challenge.ticket />
    }
    .into_any()
}
