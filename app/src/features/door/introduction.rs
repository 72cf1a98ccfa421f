use crate::{
    form::Filled,
    ssr,
    ui::{Asked, Checkbox, Field, Link, PasswordField},
};
use contract::Flaw;
use leptos::prelude::*;
use words::{rich, t};

/// Name, password and terms: what somebody new is asked, however they came. `address` tells password managers whose they are.
///
/// # Errors
/// `Internal` outside a request.
pub fn introduction(form: &Filled, address: &str, name: &str) -> portal::Result<AnyView> {
    let settings = ssr::portal()?.settings.clone();
    let terms_label = t!(door.sign_up.you.terms, vendor = settings.vendor.clone(), version = settings.terms_version.clone());
    let (terms_url, privacy_url) = (settings.terms_url.clone(), settings.privacy_url.clone());
    let terms = move |children: ChildrenFn| view! { <Link href=terms_url.clone()>{children()}</Link> };
    let privacy = move |children: ChildrenFn| view! { <Link href=privacy_url.clone()>{children()}</Link> };
    // Other terms are to be accepted anew.
    let accepted = form.typed("terms") == Some("true") && form.flaw("terms").is_none();
    Ok(view! {
        <input type="email" name="username" value=address.to_owned() autocomplete="username" readonly=true hidden=true />
        <input type="hidden" name="zone" data-zone />
        <input type="hidden" name="terms_version" value=settings.terms_version.clone() />
        <Field
            name="name"
            label=t!(door.sign_up.you.name)
            autocomplete="name"
            autofocus=form.problem().is_none() && name.is_empty()
            value=form.value("name", name)
            error=form.flaw("name").map(words::flaw)
        />
        <PasswordField
            name="password"
            label=t!(door.password)
            autocomplete="new-password"
            hint=t!(door.password_hint)
            error=form.flaw("password").map(words::flaw)
        />
        <div class="grid gap-2">
            <p class="text-sm text-soft">{rich!(door.sign_up.you.read, <terms> = terms, <privacy> = privacy)}</p>
            <Checkbox name="terms" label=terms_label required=true checked=accepted error=form.flaw("terms").map(terms_flaw) />
        </div>
    }
    .into_any())
}

fn terms_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Expired => t!(door.sign_up.you.terms_changed).to_owned(),
        _ => t!(door.sign_up.you.terms_missing).to_owned(),
    }
}

/// These fields, for the head of a form that came back.
pub fn introduction_fields() -> Vec<Asked> {
    vec![
        Asked::new("name", t!(door.sign_up.you.name)),
        Asked::new("password", t!(door.password)),
        Asked::new("terms", t!(door.sign_up.you.terms_short)).said(terms_flaw).at("terms-true"),
    ]
}
