use super::room::{Section, room};
use crate::{
    ssr,
    ui::{ButtonLink, Card, EmptyState, Moment, Timeline, TimelineEntry},
};
use icondata_core::Icon as Glyph;
use leptos::prelude::*;
use portal::{
    account::{self, Recorded},
    audit::PersonEvent,
    session::Proof,
};
use words::t;

/// What was done with one's account.
///
/// # Errors
/// `Unauthenticated`.
pub async fn record_page() -> portal::Result<AnyView> {
    let before = ssr::asked("before").and_then(|id| id.parse().ok());
    let record = account::record(&ssr::portal()?, &ssr::visitor(), before).await?;
    let older = record.older.map(|id| format!("{}?before={id}", Section::Record.path()));
    let lines = if record.lines.is_empty() {
        view! { <EmptyState glyph=icondata_lu::LuHistory title=t!(account.record.empty) text=t!(account.record.empty_text) /> }.into_any()
    } else {
        view! { <Timeline>{record.lines.into_iter().map(line).collect_view()}</Timeline> }.into_any()
    };
    let page = view! {
        <Card title=t!(account.record.title) text=t!(account.record.text)>
            {lines}
            {older.map(|href| view! { <div><ButtonLink href>{t!(account.record.older)}</ButtonLink></div> })}
        </Card>
    };
    room(Section::Record, page).await
}

fn line(line: Recorded) -> AnyView {
    let (glyph, said) = said(line.event);
    let place = line.place.map(|block| t!(account.sessions.place, block = block.to_string()));
    let from = [Some(line.device).filter(|device| !device.is_empty()), place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let at = line.at;
    view! {
        <TimelineEntry glyph said=move || said when=move || view! { <Moment at /> }>
            <p class="text-xs text-muted">{from}</p>
        </TimelineEntry>
    }
    .into_any()
}

fn said(event: PersonEvent) -> (Glyph, String) {
    match event {
        PersonEvent::SignedUp => (icondata_lu::LuUserPlus, t!(account.record.signed_up).to_owned()),
        PersonEvent::SignedIn { by: Proof::Code } => (icondata_lu::LuLogIn, t!(account.record.signed_in_code).to_owned()),
        PersonEvent::SignedIn { by: Proof::Password } => (icondata_lu::LuLogIn, t!(account.record.signed_in_password).to_owned()),
        PersonEvent::SignedIn { by: Proof::SingleSignOn } => (icondata_lu::LuLogIn, t!(account.record.signed_in_single_sign_on).to_owned()),
        PersonEvent::SignedOut => (icondata_lu::LuLogOut, t!(account.record.signed_out).to_owned()),
        PersonEvent::SignedOutEverywhere => (icondata_lu::LuLogOut, t!(account.record.signed_out_everywhere).to_owned()),
        PersonEvent::SessionRevoked { device } => (icondata_lu::LuMonitorX, t!(account.record.session_revoked, device = device)),
        PersonEvent::PasswordChanged => (icondata_lu::LuKeyRound, t!(account.record.password_changed).to_owned()),
        PersonEvent::PasswordRecovered => (icondata_lu::LuKeyRound, t!(account.record.password_recovered).to_owned()),
        PersonEvent::AddressChanged { before, after } => (icondata_lu::LuMail, t!(account.record.address_changed, before = before, after = after)),
        PersonEvent::ProfileChanged => (icondata_lu::LuCircleUser, t!(account.record.profile_changed).to_owned()),
    }
}
