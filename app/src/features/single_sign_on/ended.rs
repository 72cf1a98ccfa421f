use crate::{
    cookie,
    features::door::room,
    shell::DoorHeading,
    ssr,
    ui::{ButtonLink, CopyField, Kind},
};
use leptos::prelude::*;
use portal::{Result, federation};
use words::t;

/// A sign-in that was refused: one text whatever was wrong, and what those who may know more need to find it (DECISIONS 26).
///
/// # Errors
/// `Internal` outside a request.
pub async fn refused_page() -> Result<AnyView> {
    let origin = ssr::portal()?.settings.origin.clone();
    // Of our making, and nothing else: it is shown, and mailed.
    let reference = ssr::cookie(cookie::REFUSED).filter(|text| text.len() < 20 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let found = reference.map(|reference| {
        let link = format!("{origin}/sso/log/{reference}");
        let mail = mail_to(&reference, &link);
        view! {
            <div class="grid gap-3">
                <CopyField label=t!(federation.refused.reference) value=reference />
                <CopyField label=t!(federation.refused.link) value=link />
                <p class="text-sm text-soft">{t!(federation.refused.tell)}</p>
                <div class="flex flex-wrap gap-2">
                    <ButtonLink href=mail kind=Kind::Primary>{t!(federation.refused.mail)}</ButtonLink>
                    <ButtonLink href="/sign-in">{t!(federation.refused.again)}</ButtonLink>
                </div>
            </div>
        }
    });
    room(view! {
        <DoorHeading title=t!(federation.refused.title)>{t!(federation.refused.text)}</DoorHeading>
        {found}
    })
}

/// A mail to nobody yet (RFC 6068).
fn mail_to(reference: &str, link: &str) -> String {
    let plain = |text: &str| {
        text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect::<String>()
    };
    let (subject, body) =
        (t!(federation.refused.mail_subject, reference = reference.to_owned()), t!(federation.refused.mail_body, link = link.to_owned()));
    format!("mailto:?subject={}&body={}", plain(&subject), plain(&body))
}

/// They asked to join by coming.
///
/// # Errors
/// `Internal` outside a request.
pub async fn asked_page() -> Result<AnyView> {
    room(view! {
        <DoorHeading title=t!(federation.asked.title)>{t!(federation.asked.text)}</DoorHeading>
        <div>
            <ButtonLink href="/sign-in">{t!(federation.asked.back)}</ButtonLink>
        </div>
    })
}

/// They are invited to more than their provider's word gives anybody: what does, they have in their mailbox.
///
/// # Errors
/// `Internal` outside a request.
pub async fn invited_page() -> Result<AnyView> {
    room(view! {
        <DoorHeading title=t!(federation.invited.title)>{t!(federation.invited.text)}</DoorHeading>
        <p class="mb-6 text-soft">{t!(federation.invited.lost)}</p>
        <div>
            <ButtonLink href="/sign-in">{t!(federation.invited.back)}</ButtonLink>
        </div>
    })
}

/// Leads from the reference that a person saw to the log that says what was wrong.
///
/// # Errors
/// As [`federation::log::lead`].
pub async fn log() -> Result<AnyView> {
    let reference = ssr::param("reference");
    let (slug, connection) = federation::log::lead(&ssr::portal()?, &ssr::visitor(), &reference).await?;
    ssr::see_other(&format!("/o/{slug}/connections/{connection}/log?reference={reference}"));
    Ok(().into_any())
}
