#![expect(clippy::too_many_arguments, reason = "the fields of a form, and an attribute on the function itself is lost in what `server` makes of it")]

use super::path;
use crate::{
    error::ApiError,
    features::bulk::bulk_path,
    form::{Done, Form},
    ssr,
};
use contract::{DraftId, InvitationId};
use leptos::prelude::*;
use portal::{
    Error, Fields,
    access::{Can, permission::InvitePeople},
    invitation::{self, Columns, Invited, Listing, Terms},
};
use words::t;

pub(super) const INVITE: &str = "invitations/invite";
pub(super) const CHANGE: &str = "invitations/change";
pub(super) const ACT: &str = "invitations/act";

/// Invites whoever stands in the form. `draft` is the list it takes the place of, if any.
///
/// # Errors
/// To scripts, as [`invitation::invite`].
#[server(prefix = "/fn", endpoint = "invitations/invite")]
pub async fn invite(
    #[server(default)] org: String,
    #[server(default)] draft: String,
    #[server(default)] addresses: String,
    #[server(default)] roles: Vec<String>,
    #[server(default)] locale: String,
    #[server(default)] message: String,
    #[server(default)] days: String,
) -> Result<(), ApiError> {
    let form = Form::new(INVITE, path::invite(&org)).keep("draft", &draft).keep("addresses", &addresses).keep_all("roles", &roles);
    let form = form.keep("locale", &locale).keep("message", &message).keep("days", &days);
    form.answer(async {
        let can = ssr::org::<InvitePeople>(&org).await?;
        let invited = invitation::invite(&can, &addresses, &roles, &locale, &message, &days).await?;
        if let Ok(replaced) = draft.parse() {
            invitation::discard(&can, replaced).await?;
        }
        Ok(on_their_way(&org, invited))
    })
    .await
}

/// Changes what the columns of a list say, and what everybody on it gets.
///
/// # Errors
/// To scripts, as [`invitation::change`], and by field.
#[server(prefix = "/fn", endpoint = "invitations/change")]
pub async fn change_list(
    #[server(default)] org: String,
    #[server(default)] draft: String,
    #[server(default)] address: String,
    #[server(default)] name: String,
    #[server(default)] last_name: String,
    #[server(default)] role: String,
    #[server(default)] roles: Vec<String>,
    #[server(default)] locale: String,
    #[server(default)] message: String,
    #[server(default)] days: String,
) -> Result<(), ApiError> {
    let form =
        List { address: &address, name: &name, last_name: &last_name, role: &role, roles: &roles, locale: &locale, message: &message, days: &days };
    form.kept(&org, &draft)
        .answer(async {
            let can = ssr::org::<InvitePeople>(&org).await?;
            form.apply(&can, draft_id(&draft)?).await?;
            Ok(Done::back().saying(t!(invitations.review.applied)))
        })
        .await
}

/// Changes a list as [`change_list`] does, and sends what can be sent of it: what somebody sees is what they send.
///
/// # Errors
/// To scripts, as [`invitation::change`] and [`invitation::send`], and by field.
#[server(prefix = "/fn", endpoint = "invitations/send")]
pub async fn send_list(
    #[server(default)] org: String,
    #[server(default)] draft: String,
    #[server(default)] address: String,
    #[server(default)] name: String,
    #[server(default)] last_name: String,
    #[server(default)] role: String,
    #[server(default)] roles: Vec<String>,
    #[server(default)] locale: String,
    #[server(default)] message: String,
    #[server(default)] days: String,
) -> Result<(), ApiError> {
    let form =
        List { address: &address, name: &name, last_name: &last_name, role: &role, roles: &roles, locale: &locale, message: &message, days: &days };
    form.kept(&org, &draft)
        .answer(async {
            let (can, id) = (ssr::org::<InvitePeople>(&org).await?, draft_id(&draft)?);
            form.apply(&can, id).await?;
            let sending = invitation::send(&can, id).await?;
            Ok(match (sending.left_out, sending.invited) {
                (None, invited) => on_their_way(&org, invited),
                (Some(rest), Invited::Sent(count)) => Done::to(path::left_out(&org, rest)).saying(t!(invitations.form.sent, count = count)),
                (Some(rest), Invited::Bulk(act)) => Done::to(format!("{}?rest={rest}", bulk_path(&org, act))),
                (Some(rest), Invited::Review(_)) => Done::to(path::left_out(&org, rest)),
            })
        })
        .await
}

/// The fields under a list: what its columns say, and what everybody on it gets.
struct List<'a> {
    address: &'a str,
    name: &'a str,
    last_name: &'a str,
    role: &'a str,
    roles: &'a [String],
    locale: &'a str,
    message: &'a str,
    days: &'a str,
}

impl List<'_> {
    fn kept(&self, org: &str, draft: &str) -> Form {
        let form =
            Form::new(CHANGE, path::review(org, draft)).keep("address", self.address).keep("name", self.name).keep("last_name", self.last_name);
        form.keep("role", self.role).keep_all("roles", self.roles).keep("locale", self.locale).keep("message", self.message).keep("days", self.days)
    }

    async fn apply(&self, can: &Can<InvitePeople>, draft: DraftId) -> portal::Result<()> {
        let mut fields = Fields::new();
        let terms = Terms::read(&mut fields, self.roles, self.locale, self.message, self.days).ok_or_else(|| fields.error())?;
        // A column is chosen from a list; what isn't on it is none.
        let columns = Columns {
            address: self.address.parse().unwrap_or_default(),
            name: self.name.parse().ok(),
            last_name: self.last_name.parse().ok(),
            role: self.role.parse().ok(),
        };
        invitation::change(can, draft, columns, &terms).await
    }
}

/// Forgets a list.
///
/// # Errors
/// To scripts, as [`invitation::discard`].
#[server(prefix = "/fn", endpoint = "invitations/discard")]
pub async fn discard_list(#[server(default)] org: String, #[server(default)] draft: String) -> Result<(), ApiError> {
    let form = Form::new(CHANGE, path::review(&org, &draft));
    form.answer(async {
        let can = ssr::org::<InvitePeople>(&org).await?;
        invitation::discard(&can, draft_id(&draft)?).await?;
        Ok(Done::to(path::invite(&org)).saying(t!(invitations.review.discarded)))
    })
    .await
}

/// Sends one again. `list` is the query of the list it was found in; without one it was its own page.
///
/// # Errors
/// To scripts, as [`invitation::resend`].
#[server(prefix = "/fn", endpoint = "invitations/resend")]
pub async fn resend_invitation(
    #[server(default)] org: String,
    #[server(default)] invitation: String,
    #[server(default)] list: Option<String>,
) -> Result<(), ApiError> {
    let page = list.map_or_else(|| path::one(&org, &invitation), |query| listed(&org, &query));
    let form = Form::new(ACT, page);
    form.answer(async {
        let can = ssr::org::<InvitePeople>(&org).await?;
        invitation::resend(&can, invitation_id(&invitation)?).await?;
        Ok(Done::back().saying(t!(invitations.resent)))
    })
    .await
}

/// Takes one back.
///
/// # Errors
/// To scripts, as [`invitation::revoke`].
#[server(prefix = "/fn", endpoint = "invitations/revoke")]
pub async fn revoke_invitation(#[server(default)] org: String, #[server(default)] invitation: String) -> Result<(), ApiError> {
    let form = Form::new(ACT, path::one(&org, &invitation));
    form.answer(async {
        let can = ssr::org::<InvitePeople>(&org).await?;
        invitation::revoke(&can, invitation_id(&invitation)?).await?;
        Ok(Done::to(path::list(&org)).saying(t!(invitations.revoke.done)))
    })
    .await
}

/// The list that a query stands for.
pub(super) fn listed(org: &str, query: &str) -> String {
    let path = path::list(org);
    match Listing::parse(query).to_string() {
        query if query.is_empty() => path,
        query => format!("{path}?{query}"),
    }
}

fn on_their_way(org: &str, invited: Invited) -> Done {
    match invited {
        Invited::Sent(count) => Done::to(path::list(org)).saying(t!(invitations.form.sent, count = count)),
        Invited::Review(draft) => Done::to(path::review(org, draft)),
        Invited::Bulk(act) => Done::to(bulk_path(org, act)),
    }
}

fn draft_id(text: &str) -> portal::Result<DraftId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn invitation_id(text: &str) -> portal::Result<InvitationId> {
    text.parse().map_err(|_| Error::NotFound)
}
