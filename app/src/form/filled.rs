use super::answer::NOTICE;
use crate::{
    cookie, ssr,
    ui::{Button, Flash, Kind},
};
use contract::{Flaw, Problem};
use http::header;
use leptos::prelude::*;
use portal::{
    Portal, Result,
    form_return::{self, Kept, Undo},
};
use words::t;

/// What a page's form is filled with: what came back, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Filled(Kept);

impl Filled {
    /// What came back of this form, once; empty when nothing did. Asks the database only when the browser says there is
    /// something, and never on a speculative request.
    pub async fn of(form: &'static str) -> Self {
        if ssr::cookie(cookie::FORM).as_deref() != Some(form) || ssr::visitor().prefetch {
            return Self::default();
        }
        let Ok(portal) = ssr::portal() else { return Self::default() };
        ssr::set_cookie(cookie::FORM, "", Some(0));
        match take(&portal, form).await {
            Ok(kept) => {
                let kept = kept.unwrap_or_default();
                if let Some(problem) = &kept.problem {
                    say_later(problem);
                }
                Self(kept)
            }
            Err(error) => {
                // The page is worth more than what was typed.
                ssr::problem(error);
                Self::default()
            }
        }
    }

    /// What went well just before this page, if anything, to be shown on it. The rooms ask; pages needn't.
    pub async fn notice() -> Option<AnyView> {
        let Kept { notice, undo, .. } = Self::of(NOTICE).await.0;
        notice.map(|text| view! { <Flash text>{undo.map(undo_form)}</Flash> }.into_any())
    }

    /// What was typed, or `None` when the form is fresh.
    pub fn typed(&self, field: &str) -> Option<&str> {
        self.0.fields.get(field).and_then(|values| values.first()).map(String::as_str)
    }

    /// What was typed, or else what is there to begin with.
    pub fn value(&self, field: &str, fresh: &str) -> String {
        self.typed(field).unwrap_or(fresh).to_owned()
    }

    /// Whether a box was ticked, or else is to begin with.
    pub fn ticked(&self, field: &str, fresh: bool) -> bool {
        self.typed(field).map_or(fresh, |typed| typed == "true")
    }

    /// All values of a field that may come several times; `None` when the form is fresh.
    pub fn values(&self, field: &str) -> Option<&[String]> {
        self.0.problem.as_ref()?;
        Some(self.0.fields.get(field).map_or(&[], Vec::as_slice))
    }

    /// All that was told of a form that went neither well nor wrong.
    pub fn told(&self, field: &str) -> &[String] {
        self.0.fields.get(field).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with a field.
    pub fn flaw(&self, field: &str) -> Option<&Flaw> {
        self.problem()?.field(field)
    }

    /// What was wrong.
    pub fn problem(&self) -> Option<&Problem> {
        self.0.problem.as_ref()
    }
}

fn undo_form(undo: Undo) -> AnyView {
    let fields = undo.fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form method="post" action=undo.action>
            {fields}
            <Button kind=Kind::Quiet small=true>{t!(common.undo)}</Button>
        </form>
    }
    .into_any()
}

/// A page that tells somebody to come back later tells programs too: what answered the form led here by a 303, which can't.
fn say_later(problem: &Problem) {
    if let Some(seconds) = problem.retry_after {
        ssr::set_status(problem.status);
        ssr::set_header(header::RETRY_AFTER, &seconds.to_string());
    }
}

/// What waits under the session, or under the visit: there the form's that signed in just now.
async fn take(portal: &Portal, form: &str) -> Result<Option<Kept>> {
    let visitor = ssr::visitor();
    for holder in [visitor.holder(), visitor.visit].into_iter().flatten() {
        if let Some(kept) = form_return::take(portal, holder, form).await? {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}
