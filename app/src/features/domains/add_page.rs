use super::{
    api::{ADD, AddDomains},
    path,
};
use crate::{
    features::house,
    form::Filled,
    shell::Place,
    ssr,
    ui::{Asked, Button, ButtonLink, Card, ErrorSummary, FormFoot, FormProblem, Kind, PageHeader, TextArea},
};
use contract::Flaw;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{Result, access::permission::ManageSignIn, domain};
use words::{number, t};

/// One or many domains to add.
///
/// # Errors
/// As [`ssr::org`].
pub async fn add_page() -> Result<AnyView> {
    let can = ssr::org::<ManageSignIn>(&ssr::param("org")).await?;
    let form = Filled::of(ADD).await;
    let slug = can.org().slug.to_string();
    let typed = form.value("names", "");
    let flaws = flaws(&form, &typed);
    let error = match form.flaw("names") {
        Some(Flaw::TooMany { most }) => Some(t!(domains.add.too_many, most = number((*most).into()))),
        Some(flaw) => Some(words::flaw(flaw)),
        None => (!flaws.is_empty()).then(|| t!(domains.add.nothing).to_owned()),
    };
    let summary = if flaws.is_empty() {
        view! { <FormProblem problem=form.problem().cloned() fields=vec![Asked::new("names", t!(domains.add.label))] /> }.into_any()
    } else {
        view! { <ErrorSummary fields=flaws /> }.into_any()
    };
    let most = u64::try_from(domain::MOST_AT_ONCE).unwrap_or(u64::MAX);
    let page = view! {
        <PageHeader title=t!(domains.add.title) text=t!(domains.add.text) />
        <div class="max-w-prose">
            <Card>
                {summary}
                <form method="post" action=AddDomains::url() class="grid gap-5">
                    <input type="hidden" name="org" value=slug.clone() />
                    <TextArea
                        name="names"
                        label=t!(domains.add.label)
                        hint=t!(domains.add.hint, most = number(most))
                        rows=6
                        placeholder="acme.com"
                        value=typed
                        error
                    />
                    <FormFoot>
                        <Button kind=Kind::Primary>{t!(domains.add.act)}</Button>
                        <ButtonLink href=path::list(&slug) kind=Kind::Quiet>
                            {t!(domains.add.cancel)}
                        </ButtonLink>
                    </FormFoot>
                </form>
            </Card>
        </div>
    };
    house(&can, Place::Domains, page).await
}

/// What is wrong with which of the things typed: the field's id, the thing itself, and why.
fn flaws(form: &Filled, typed: &str) -> Vec<(String, String, String)> {
    let entries = domain::entries(typed);
    let fields = form.problem().map(|problem| problem.fields.as_slice()).unwrap_or_default();
    let flaws = fields.iter().filter_map(|problem| {
        let place: usize = problem.field.strip_prefix("names.")?.parse().ok()?;
        Some(("names".to_owned(), (*entries.get(place)?).to_owned(), words::flaw(&problem.flaw)))
    });
    flaws.collect()
}
