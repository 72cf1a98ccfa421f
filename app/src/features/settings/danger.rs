use super::{
    api::{DELETE, KEEP, ScheduleDeletion},
    leave_page,
    leaving::keep_button,
};
use crate::{
    form::Filled,
    ui::{Asked, Button, ButtonLink, ConfirmByTyping, DangerAct, DangerZone, Dialog, DialogButton, DialogFoot, FormProblem, Kind},
};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    access::OrgContext,
    organization::{Deletion, FORTNIGHT, OrgSettings},
};
use words::{Reader, t};

const CONFIRMATION: &str = "confirmation";

/// Leaving, and the end of the organisation.
pub(super) async fn danger(here: &OrgContext, settings: &OrgSettings) -> AnyView {
    let deletes = here.may(Permission::DeleteOrganization);
    let (delete, keep) = (Filled::of(DELETE).await, Filled::of(KEEP).await);
    let leave = leave_page::path(settings.slug.as_str());
    // What was wrong with what was typed stands where it was typed.
    let (problem, end) = match &settings.deletion {
        _ if !deletes => (delete.problem().or(keep.problem()), None),
        Some(deletion) => (delete.problem().or(keep.problem()), Some(pending(settings, deletion))),
        None => (keep.problem(), Some(delete_act(settings, &delete))),
    };
    let problem = problem.cloned();
    view! {
        <FormProblem problem />
        <DangerZone title=t!(settings.danger.title)>
            <DangerAct title=t!(settings.leave.title) text=t!(settings.leave.text)>
                <ButtonLink href=leave>{t!(settings.leave.begin)}</ButtonLink>
            </DangerAct>
            {end}
        </DangerZone>
    }
    .into_any()
}

fn delete_act(settings: &OrgSettings, form: &Filled) -> AnyView {
    let (org, slug) = (settings.name.clone(), settings.slug.to_string());
    let (problem, asked) = (form.problem().cloned(), vec![Asked::new(CONFIRMATION, t!(settings.danger.label))]);
    let (open, typed, error) = (problem.is_some(), form.value(CONFIRMATION, ""), form.flaw(CONFIRMATION).map(words::flaw));
    let day = words::day(Reader::current().now + FORTNIGHT);
    view! {
        <DangerAct title=t!(settings.danger.delete) text=t!(settings.danger.delete_text)>
            <DialogButton opens="delete" kind=Kind::Danger>
                {t!(settings.danger.delete_button)}
            </DialogButton>
        </DangerAct>
        <Dialog id="delete" title=t!(settings.danger.dialog, org = org.clone()) open>
            <FormProblem problem fields=asked />
            <p class="text-soft">{t!(settings.danger.dialog_text, day = day, org = org.clone())} " " {t!(settings.danger.people_stay)}</p>
            <p class="text-soft">{t!(settings.danger.address_rests)}</p>
            <form method="post" action=ScheduleDeletion::url() class="grid gap-4">
                <input type="hidden" name="org" value=slug />
                <ConfirmByTyping name=CONFIRMATION phrase=org value=typed error />
                <DialogFoot closes="delete">
                    <Button kind=Kind::Danger>{t!(settings.danger.confirm)}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
    .into_any()
}

fn pending(settings: &OrgSettings, deletion: &Deletion) -> AnyView {
    let (since, after) = (words::exact(deletion.since), words::exact(deletion.after));
    let text = t!(settings.danger.pending_text, by = deletion.by.clone(), since = since, after = after);
    let keep = keep_button(settings.slug.as_str());
    view! {
        <DangerAct title=t!(settings.danger.pending) text>
            {keep}
        </DangerAct>
    }
    .into_any()
}
