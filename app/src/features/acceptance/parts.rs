use crate::ui::{KeyValue, KeyValues, Kind, Moment, Told, look};
use leptos::prelude::*;
use portal::invitation::Offer;
use words::{role_meaning, role_name, t};

/// A button whose label holds a name, which may be long: it takes a second line.
pub(super) const WRAPS: &str = "h-auto min-h-11 py-2 whitespace-normal wrap-anywhere";

/// What is offered, in plain words: as what, who sees what, until when, and what the inviter writes.
pub(super) fn facts(offer: &Offer) -> AnyView {
    let count = offer.roles.len();
    let roles = offer.roles.clone().into_iter().map(|role| {
        view! {
            <div class="not-last:mb-2">
                <p class="font-medium">{role_name(role)}</p>
                <p class="text-soft">{role_meaning(role)}</p>
            </div>
        }
    });
    let (inviter, message) = (offer.inviter.clone(), offer.message.clone());
    let message = (!message.is_empty()).then(|| {
        view! {
            <KeyValue label=t!(acceptance.facts.writes, inviter = inviter)>
                <p class="whitespace-pre-line break-words">{message}</p>
            </KeyValue>
        }
    });
    let (org, address, until) = (offer.org_name.clone(), offer.address.to_string(), offer.expires_at);
    view! {
        <div class="mb-6">
            <KeyValues>
                {message}
                <KeyValue label=t!(acceptance.facts.role, count = count)>{roles.collect_view()}</KeyValue>
                <KeyValue label=t!(acceptance.facts.sees)>{t!(acceptance.facts.sees_text, org = org)}</KeyValue>
                <KeyValue label=t!(acceptance.facts.sent_to)>
                    <span class="break-words">{address}</span>
                </KeyValue>
                <KeyValue label=t!(acceptance.facts.until)>
                    <Moment at=until told=Told::Exact />
                </KeyValue>
            </KeyValues>
        </div>
    }
    .into_any()
}

/// A button that writes a mail to the inviter.
pub(super) fn write_to_inviter(offer: &Offer, kind: Kind) -> AnyView {
    // An address of ours has nothing in it that would have to be escaped there (RFC 6068) but the percent sign.
    let href = format!("mailto:{}", offer.inviter_address.replace('%', "%25"));
    view! {
        <a href=href class=look(kind, false, WRAPS)>
            {t!(acceptance.write, inviter = offer.inviter.clone())}
        </a>
    }
    .into_any()
}
