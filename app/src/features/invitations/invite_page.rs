use super::{
    api::{INVITE, Invite},
    path, terms,
    upload::{FILE, FILE_MEGABYTES},
};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{Asked, Button, ButtonLink, Card, ChipsField, FileField, FormFoot, FormProblem, Kind, LINK, PageHeader},
};
use contract::{DraftId, Flaw};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::{Can, permission, permission::InvitePeople},
    invitation::{self, MOST_AT_ONCE, Seats, Sheet, Terms},
};
use words::{number, t};

/// One or many to invite, typed or in a file. `?draft=` takes up a list again that was being looked over.
///
/// # Errors
/// As [`ssr::org`].
pub async fn invite_page() -> Result<AnyView> {
    let can = ssr::org::<InvitePeople>(&ssr::param("org")).await?;
    let seats = invitation::seats(&can).await?;
    let (typed, file) = (Filled::of(INVITE).await, Filled::of(FILE).await);
    let draft = ssr::asked("draft").or_else(|| typed.typed("draft").map(ToOwned::to_owned)).and_then(|id| id.parse().ok());
    let (draft, addresses, terms) = taken_up(&can, draft).await;
    let page = view! {
        <PageHeader title=t!(invitations.form.title) text=t!(invitations.form.text, org = can.org().name.clone()) />
        <div class="grid grid-cols-1 items-start gap-6 desk:grid-cols-[minmax(0,1fr)_20rem]">
            {by_hand(&can, draft, &addresses, &terms, &typed)}
            <div class="grid gap-6">
                {by_file(&can, &file)}
                {seats.limit.map(|limit| seats_card(&seats, limit))}
            </div>
        </div>
    };
    house(&can, Place::Members, page).await
}

/// A list that was being looked over, as it would be typed; or nobody yet, on the usual terms.
async fn taken_up(can: &Can<InvitePeople>, draft: Option<DraftId>) -> (Option<DraftId>, String, Terms) {
    let found = match draft {
        Some(id) => invitation::review(can, id).await.ok(),
        None => None,
    };
    match found.and_then(|(draft, _)| Some((draft.id, draft.sheet.as_typed()?, draft.terms))) {
        Some((id, typed, terms)) => (Some(id), typed, terms),
        None => (None, String::new(), Terms::usual(can.org().locale)),
    }
}

fn by_hand(can: &Can<InvitePeople>, draft: Option<DraftId>, addresses: &str, terms: &Terms, form: &Filled) -> AnyView {
    let flaw = form.flaw("addresses").map(|flaw| match flaw {
        Flaw::TooMany { most } => t!(invitations.form.too_many, most = number((*most).into())),
        other => words::flaw(other),
    });
    let asked = [vec![Asked::new("addresses", t!(invitations.form.addresses))], terms::asked()].concat();
    let slug = can.org().slug.to_string();
    let (cancel, typed) = (path::list(&slug), form.value("addresses", addresses));
    let (terms, problem) = (terms::fields(permission::grantable(can.roles()), terms, form), form.problem().cloned());
    view! {
        <Card>
            <FormProblem problem fields=asked />
            <form method="post" action=Invite::url() class="grid gap-5">
                <input type="hidden" name="org" value=slug />
                {draft.map(|id| view! { <input type="hidden" name="draft" value=id.to_string() /> })}
                <ChipsField
                    name="addresses"
                    label=t!(invitations.form.addresses)
                    hint=t!(invitations.form.addresses_hint, most = number(MOST_AT_ONCE.into()))
                    placeholder=t!(invitations.form.add)
                    value=typed
                    error=flaw
                />
                {terms}
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(invitations.form.send)}</Button>
                    <ButtonLink href=cancel kind=Kind::Quiet>
                        {t!(invitations.form.cancel)}
                    </ButtonLink>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}

fn by_file(can: &Can<InvitePeople>, form: &Filled) -> AnyView {
    let (error, problem) = (form.flaw("file").map(words::flaw), form.problem().cloned());
    let upload = path::upload(can.org().slug.as_str());
    let template = format!("/templates/people.{}.csv", words::Reader::current().locale.tag());
    view! {
        <Card title=t!(invitations.file.title) text=t!(invitations.file.text, most = number(Sheet::MOST.into()))>
            <FormProblem problem />
            <form method="post" action=upload enctype="multipart/form-data" class="grid gap-4">
                <FileField
                    name="file"
                    label=t!(invitations.file.label)
                    accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                    hint=t!(invitations.file.hint, megabytes = FILE_MEGABYTES)
                    error=error
                />
                <FormFoot>
                    <Button icon=icondata_lu::LuUpload>{t!(invitations.file.upload)}</Button>
                </FormFoot>
            </form>
            <p>
                <a href=template download=true class=LINK>
                    {t!(invitations.file.template)}
                </a>
            </p>
        </Card>
    }
    .into_any()
}

fn seats_card(seats: &Seats, limit: i32) -> AnyView {
    let left = u32::try_from(seats.left().unwrap_or_default()).unwrap_or(u32::MAX);
    let text = seats_in_words(seats, limit);
    view! {
        <Card title=t!(invitations.seats.title)>
            <div class="grid gap-1">
                <p class="font-medium">{t!(invitations.seats.left, count = left)}</p>
                <p class="text-muted">{text}</p>
            </div>
        </Card>
    }
    .into_any()
}

/// "12 of 20 are taken, and open invitations may come to take 3."
pub(super) fn seats_in_words(seats: &Seats, limit: i32) -> String {
    let count = |n: i64| number(u64::try_from(n).unwrap_or_default());
    t!(invitations.seats.text, taken = count(seats.taken.into()), limit = count(limit.into()), invited = count(seats.invited))
}
