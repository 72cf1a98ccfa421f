use super::api::listed;
use crate::{
    error::ApiError,
    features::bulk::bulk_path,
    form::{Done, Filled, Form},
    islands::{Selection, SelectionWords},
    ssr,
    ui::{AllMatching, BulkBar, Button, ChosenCount, Dialog, DialogButton, DialogFoot, Kind},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error,
    access::permission::InvitePeople,
    bulk::{self, InvitationAct},
    invitation::Filter,
};
use words::t;

/// The form that the rows' boxes belong to.
pub const FORM: &str = "bulk";
const REVOKE: &str = "revoke-many";
pub(super) const START: &str = "invitations/bulk";

/// Does one thing to the ticked invitations, or to all that match the list's query. Where it leads shows how far it is.
///
/// # Errors
/// To scripts, as [`bulk::on_invitations`].
#[server(prefix = "/fn", endpoint = "invitations/bulk")]
pub async fn act_on_invitations(
    #[server(default)] org: String,
    #[server(default)] act: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] all_matching: bool,
    #[server(default)] list: String,
) -> Result<(), ApiError> {
    let form = Form::new(START, listed(&org, &list)).keep_all("ids", &ids).keep("all_matching", &all_matching.to_string());
    form.answer(async {
        let can = ssr::org::<InvitePeople>(&org).await?;
        let act = match act.as_str() {
            "resend" => InvitationAct::Resend,
            "revoke" => InvitationAct::Revoke,
            _ => return Err(Error::NotFound),
        };
        let selection = if all_matching {
            bulk::Selection::Matching(Filter::parse(&list))
        } else {
            bulk::Selection::These(ids.iter().filter_map(|id| id.parse().ok()).collect())
        };
        let id = bulk::on_invitations(&can, act, &selection).await?;
        Ok(Done::to(bulk_path(&org, id)))
    })
    .await
}

/// What is done to many, below the list.
pub fn bar(org: &str, list: String, matching: &str, more: bool, form: &Filled) -> AnyView {
    let words = SelectionWords {
        chosen: t!(invitations.bulk.chosen).to_owned(),
        choose_all: t!(invitations.bulk.choose_all, count = matching),
        all_chosen: t!(invitations.bulk.all_chosen, count = matching),
    };
    let (org, all, everybody) = (org.to_owned(), t!(invitations.bulk.all, count = matching), form.ticked("all_matching", false));
    view! {
        <BulkBar id=FORM>
            <input type="hidden" name="org" value=org />
            <input type="hidden" name="list" value=list />
            <Selection form=FORM.to_owned() more all=everybody words />
            <AllMatching label=all checked=everybody />
            <Button small=true attr:formaction=ActOnInvitations::url() attr:name="act" attr:value="resend">{t!(invitations.resend)}</Button>
            <DialogButton opens=REVOKE small=true>{t!(invitations.revoke_ask)}</DialogButton>
        </BulkBar>
    }
    .into_any()
}

/// What is asked before many are taken back.
pub fn revoke_dialog() -> AnyView {
    view! {
        <Dialog id=REVOKE title=t!(invitations.bulk.revoke_title)>
            <ChosenCount />
            <p class="text-soft">{t!(invitations.bulk.revoke_text)}</p>
            <DialogFoot closes=REVOKE>
                <Button kind=Kind::Danger attr:form=FORM attr:formaction=ActOnInvitations::url() attr:name="act" attr:value="revoke">
                    {t!(invitations.revoke.act)}
                </Button>
            </DialogFoot>
        </Dialog>
    }
    .into_any()
}
