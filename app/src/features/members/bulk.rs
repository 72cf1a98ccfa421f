//! One act on many members: the bar below the list, its questions, and what it sends.

use super::{api::read_roles, filters::address};
use crate::{
    error::ApiError,
    features::{bulk::bulk_path, count_in_words},
    form::{Done, Filled, Form},
    islands::{Selection, SelectionWords},
    shell::Place,
    ssr,
    ui::{AllMatching, BulkBar, Button, Checkbox, Choices, ChosenCount, Dialog, DialogButton, DialogFoot, ErrorSummary, FormProblem, Kind, Radio},
};
use contract::{Flaw, OrgSlug, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Error, Result as Answer,
    access::{OrgContext, permission, permission::ManageMembers},
    bulk::{self, MemberAct, Selection as Chosen},
    member::{Listing, RoleChange},
    page::Count,
};
use words::{role_meaning, role_name, t};

/// The bar's form, which the rows' boxes belong to.
pub(super) const BULK: &str = "bulk";
const START: &str = "members/bulk";

/// Begins an act on the members that were ticked, or on all that match the list's filter.
///
/// # Errors
/// To scripts, as [`bulk::on_members`]; field `act`: `Unknown`.
#[server(prefix = "/fn", endpoint = "members/bulk")]
pub async fn start_on_members(
    #[server(default)] org: String,
    #[server(default)] act: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] all_matching: String,
    #[server(default)] query: String,
    #[server(default)] how: String,
    #[server(default)] roles: Vec<String>,
) -> Result<(), ApiError> {
    let listing = Listing::parse(&query);
    let page = OrgSlug::parse(&org).map_or_else(|_| "/".to_owned(), |org| address(&Place::Members.path(org.as_str()), &listing));
    Form::new(START, page)
        .keep_all("ids", &ids)
        .keep("all_matching", &all_matching)
        .keep("how", &how)
        .keep_all("roles", &roles)
        .answer(async {
            let can = ssr::org::<ManageMembers>(&org).await?;
            let act = read_act(&act, &how, &roles)?;
            let chosen = if all_matching == "true" {
                Chosen::Matching(listing.filter)
            } else {
                Chosen::These(ids.iter().map(|id| id.parse()).collect::<Result<_, _>>().map_err(|_| Error::field("ids", Flaw::Unknown))?)
            };
            let started = bulk::on_members(&can, act, &chosen).await?;
            Ok(Done::to(bulk_path(can.org().slug.as_str(), started)))
        })
        .await
}

fn read_act(act: &str, how: &str, roles: &[String]) -> Answer<MemberAct> {
    let change = || {
        let roles = read_roles(roles)?;
        match how {
            "add" => Ok(RoleChange::Add(roles)),
            "take" => Ok(RoleChange::Take(roles)),
            "set" => Ok(RoleChange::Set(roles)),
            _ => Err(Error::field("how", Flaw::Unknown)),
        }
    };
    match act {
        "roles" => change().map(MemberAct::ChangeRoles),
        "suspend" => Ok(MemberAct::Suspend),
        "reactivate" => Ok(MemberAct::Reactivate),
        "remove" => Ok(MemberAct::Remove),
        _ => Err(Error::field("act", Flaw::Unknown)),
    }
}

/// What came back of an act that didn't begin.
pub(super) async fn came_back() -> Filled {
    Filled::of(START).await
}

/// What was wrong with it; what was wrong with the roles stands where they were chosen.
pub fn went_wrong(form: &Filled) -> AnyView {
    let Some(problem) = form.problem() else { return ().into_any() };
    match problem.field("ids") {
        Some(Flaw::TooMany { .. }) => view! { <ErrorSummary text=t!(member.bulk.too_many) /> }.into_any(),
        Some(_) => view! { <ErrorSummary text=t!(member.bulk.nobody) /> }.into_any(),
        None => view! { <FormProblem problem=Some(problem.clone()) /> }.into_any(),
    }
}

/// The bar that shows while somebody is ticked.
pub(super) fn bar(here: &OrgContext, listing: &Listing, shown: usize, count: Count, form: &Filled) -> AnyView {
    let counted = count_in_words(count);
    let more = !matches!(count, Count::Exactly(all) if all as usize <= shown);
    let words = SelectionWords {
        chosen: t!(member.list.selected).to_owned(),
        choose_all: t!(member.list.choose_all, count = counted.clone()),
        all_chosen: t!(member.list.all_chosen, count = counted.clone()),
    };
    let export = format!("{}/export", Place::Members.path(here.org().slug.as_str()));
    let (org, query, roles) = (here.org().slug.to_string(), listing.to_string(), roles(here, form));
    let (all, everybody) = (t!(member.list.all_chosen, count = counted), form.ticked("all_matching", false));
    let questions = [
        question("bulk-suspend", "suspend", t!(member.bulk.suspend_question), t!(member.bulk.suspend_text), t!(member.suspend.act), Kind::Danger),
        question(
            "bulk-reactivate",
            "reactivate",
            t!(member.bulk.reactivate_question),
            t!(member.bulk.reactivate_text),
            t!(member.reactivate.act),
            Kind::Primary,
        ),
        question("bulk-remove", "remove", t!(member.bulk.remove_question), t!(member.bulk.remove_text), t!(member.remove.act), Kind::Danger),
    ];
    view! {
        <BulkBar id=BULK attr:action=StartOnMembers::url()>
            <input type="hidden" name="org" value=org />
            <input type="hidden" name="query" value=query />
            <Selection form=BULK.to_owned() more all=everybody words />
            <AllMatching label=all checked=everybody />
            <DialogButton opens="bulk-roles" small=true>{t!(member.bulk.roles)}</DialogButton>
            <DialogButton opens="bulk-suspend" small=true>{t!(member.suspend.act)}</DialogButton>
            <DialogButton opens="bulk-reactivate" small=true>{t!(member.reactivate.act)}</DialogButton>
            <DialogButton opens="bulk-remove" small=true>{t!(member.remove.act)}</DialogButton>
            <Button small=true attr:formaction=export attr:data-file="">{t!(member.list.export)}</Button>
            {roles}
            {questions.collect_view()}
        </BulkBar>
    }
    .into_any()
}

fn question(id: &'static str, act: &'static str, title: &'static str, text: &'static str, name: &'static str, kind: Kind) -> AnyView {
    view! {
        <Dialog id title>
            <ChosenCount />
            <p class="text-soft">{text}</p>
            <p class="text-muted">{t!(member.bulk.each)}</p>
            <DialogFoot closes=id>
                <Button kind attr:name="act" attr:value=act>
                    {name}
                </Button>
            </DialogFoot>
        </Dialog>
    }
    .into_any()
}

fn roles(here: &OrgContext, form: &Filled) -> AnyView {
    let typed = form.values("roles").unwrap_or_default();
    let boxes = permission::grantable(here.roles()).into_iter().map(|role: Role| {
        let checked = typed.iter().any(|key| key == role.key());
        view! { <Checkbox name="roles[]" label=role_name(role) value=role.key() checked hint=role_meaning(role) /> }
    });
    let boxes = boxes.collect_view();
    let (how, error) = (form.value("how", "add"), form.flaw("roles").map(|_| t!(member.bulk.no_roles).to_owned()));
    let (open, flaws) = (error.is_some(), error.clone().map(|error| ("roles[]".to_owned(), t!(member.bulk.which).to_owned(), error)));
    let flaws: Vec<_> = flaws.into_iter().collect();
    view! {
        <Dialog id="bulk-roles" title=t!(member.bulk.roles_question) open>
            <ErrorSummary fields=flaws />
            <ChosenCount />
            <Choices id="how" label=t!(member.bulk.how)>
                <Radio name="how" value="add" label=t!(member.bulk.add) checked={how == "add"} />
                <Radio name="how" value="take" label=t!(member.bulk.take) checked={how == "take"} />
                <Radio name="how" value="set" label=t!(member.bulk.set) checked={how == "set"} />
            </Choices>
            <Choices id="roles[]" label=t!(member.bulk.which) error>
                {boxes}
            </Choices>
            <p class="text-muted">{t!(member.bulk.each)}</p>
            <DialogFoot closes="bulk-roles">
                <Button kind=Kind::Primary attr:name="act" attr:value="roles">
                    {t!(member.bulk.apply)}
                </Button>
            </DialogFoot>
        </Dialog>
    }
    .into_any()
}
