use crate::{
    features::door::roles_flaw,
    form::Filled,
    ui::{Asked, Checkbox, Choices, Field, Select, TextArea, languages},
};
use contract::Role;
use leptos::prelude::*;
use portal::invitation::Terms;
use words::{role_meaning, role_name, t};

/// The fields of [`Terms`]: roles, language, message, days; as they came back, or else as they are.
pub fn fields(mine: Vec<Role>, terms: &Terms, form: &Filled) -> AnyView {
    let chosen: Vec<String> = match form.values("roles") {
        Some(chosen) => chosen.to_vec(),
        None => terms.roles.iter().map(|role| role.key().to_owned()).collect(),
    };
    // The least first: it is what most people come as.
    let boxes = mine.into_iter().rev().map(|role| {
        let checked = chosen.iter().any(|key| key == role.key());
        view! { <Checkbox name="roles[]" value=role.key() label=role_name(role) hint=role_meaning(role) checked /> }
    });
    let boxes = boxes.collect_view();
    let flaw = |field: &str| form.flaw(field).map(words::flaw);
    view! {
        <Choices id="roles" label=t!(invitations.form.roles) hint=t!(invitations.form.roles_hint) error=form.flaw("roles").map(roles_flaw)>
            {boxes}
        </Choices>
        <TextArea
            name="message"
            label=t!(invitations.form.message)
            hint=t!(invitations.form.message_hint)
            optional=true
            value=form.value("message", terms.message.as_str())
            error=flaw("message")
        />
        <div class="grid items-start gap-5 tablet:grid-cols-2">
            <Select
                name="locale"
                label=t!(invitations.form.language)
                hint=t!(invitations.form.language_hint)
                choices=languages()
                value=form.value("locale", terms.locale.tag())
                error=flaw("locale")
            />
            <Field
                name="days"
                kind="number"
                label=t!(invitations.form.days)
                hint=t!(invitations.form.days_hint)
                value=form.value("days", &terms.days.to_string())
                error=flaw("days")
            />
        </div>
    }
    .into_any()
}

/// These fields for the head of a form that came back.
pub fn asked() -> Vec<Asked> {
    vec![
        Asked::new("roles", t!(invitations.form.roles)).said(roles_flaw),
        Asked::new("message", t!(invitations.form.message)),
        Asked::new("locale", t!(invitations.form.language)),
        Asked::new("days", t!(invitations.form.days)),
    ]
}
