//! An invitation, opened: by the link of its mail, or from a person's own list. A page for every state, each with what to do next.

mod api;
mod page;
mod parts;
mod refusal;
mod ways_in;

pub use page::{link_page, own_page};

use crate::shell::DoorHeading;
use leptos::prelude::*;
use portal::invitation::Offer;
use words::{rich, t};

/// Who asks, and for what.
fn heading(offer: &Offer, vendor: &str) -> AnyView {
    let (inviter, org, vendor) = (offer.inviter.clone(), offer.org_name.clone(), vendor.to_owned());
    view! {
        <DoorHeading title=t!(acceptance.title, org = org.clone())>
            {rich!(acceptance.asks, inviter = inviter, org = org, vendor = vendor, <b> = <strong class="font-semibold text-text" />)}
        </DoorHeading>
    }
    .into_any()
}
