//! What is asked before something is done to a member. Each question is a dialog of the member's page; `?do=suspend` opens it
//! with the page, which is how a list's row menu leads to it without script.

use super::api::{ChangeMemberRoles, ReactivateMember, RemoveMember, SuspendMember};
use crate::{
    features::door::roles_flaw,
    form::Filled,
    ui::{Banner, Button, Checkbox, Choices, Dialog, DialogFoot, ErrorSummary, FormProblem, Kind, Tone},
};
use contract::{MembershipId, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::member::{Acts, Detail};
use words::{role_meaning, role_name, t};

/// Whom the questions are about, and where.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub org: String,
    pub org_name: String,
    pub member: MembershipId,
    pub name: String,
    /// The question that the address asks to open.
    pub asked: Option<String>,
}

impl About {
    fn is_asked(&self, question: &str) -> bool {
        self.asked.as_deref() == Some(question)
    }

    fn fields(&self) -> AnyView {
        view! {
            <input type="hidden" name="org" value=self.org.clone() />
            <input type="hidden" name="member" value=self.member.to_string() />
        }
        .into_any()
    }
}

pub(super) fn suspend(about: &About) -> AnyView {
    let text = t!(member.suspend.consequence, name = about.name.clone(), org = about.org_name.clone());
    question(
        about,
        "suspend",
        t!(member.suspend.question, name = about.name.clone()),
        text,
        SuspendMember::url(),
        t!(member.suspend.act),
        Kind::Danger,
    )
}

pub(super) fn reactivate(about: &About) -> AnyView {
    let text = t!(member.reactivate.consequence, name = about.name.clone(), org = about.org_name.clone());
    let title = t!(member.reactivate.question, name = about.name.clone());
    question(about, "reactivate", title, text, ReactivateMember::url(), t!(member.reactivate.act), Kind::Primary)
}

pub(super) fn remove(about: &About) -> AnyView {
    let text = t!(member.remove.consequence, name = about.name.clone(), org = about.org_name.clone());
    question(about, "remove", t!(member.remove.question, name = about.name.clone()), text, RemoveMember::url(), t!(member.remove.act), Kind::Danger)
}

fn question(about: &About, id: &'static str, title: String, text: String, action: &'static str, act: &'static str, kind: Kind) -> AnyView {
    let (open, fields) = (about.is_asked(id), about.fields());
    view! {
        <Dialog id title open>
            <p class="text-soft">{text}</p>
            <form method="post" action=action>
                {fields}
                <DialogFoot closes=id>
                    <Button kind>{act}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
    .into_any()
}

/// Every role: those that the viewer can't give are there and say why.
pub(super) fn roles(about: &About, them: &Detail, acts: &Acts, own: bool, form: &Filled) -> AnyView {
    let held: Vec<String> = match form.values("roles") {
        Some(typed) => typed.to_vec(),
        None => them.roles.iter().map(|(role, ..)| role.key().to_owned()).collect(),
    };
    let boxes = Role::ALL.map(|role| {
        let checked = held.iter().any(|key| key == role.key());
        if role == Role::Owner && acts.last_owner {
            // What is disabled isn't sent.
            return view! {
                <input type="hidden" name="roles[]" value=role.key() />
                <Checkbox name="kept" label=role_name(role) value=role.key() checked=true disabled=true hint=t!(member.roles.last_owner) />
            }
            .into_any();
        }
        let grantable = acts.grantable.contains(&role);
        let hint = if grantable { role_meaning(role) } else { t!(member.roles.beyond) };
        view! { <Checkbox name="roles[]" label=role_name(role) value=role.key() checked disabled=!grantable hint /> }.into_any()
    });
    let problem = form.problem().map(|problem| match problem.field("roles") {
        Some(flaw) => view! { <ErrorSummary text=roles_flaw(flaw) /> }.into_any(),
        None => view! { <FormProblem problem=Some(problem.clone()) /> }.into_any(),
    });
    let (open, fields, boxes) = (about.is_asked("roles"), about.fields(), boxes.collect_view());
    view! {
        <Dialog id="roles" title=t!(member.roles.question, name = about.name.clone()) open>
            {problem}
            {own.then(|| view! { <Banner tone=Tone::Warn>{t!(member.roles.own_warning)}</Banner> })}
            <form method="post" action=ChangeMemberRoles::url() class="grid gap-4">
                {fields}
                <Choices id="roles[]" label=t!(member.roles.title)>
                    {boxes}
                </Choices>
                <DialogFoot closes="roles">
                    <Button kind=Kind::Primary>{t!(member.roles.save)}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
    .into_any()
}
