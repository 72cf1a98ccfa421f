use crate::{
    features::settings,
    form::Filled,
    shell::{House, Invited, OrgChoice, OrgNav, PersonNav, Place, Waiting},
    ssr,
};
use contract::Permission;
use leptos::prelude::*;
use portal::{
    Result,
    access::OrgContext,
    page::Count,
    switcher::{self, Counts, MyOrganization, Rail},
};
use std::sync::Arc;
use words::{role_names, t};

/// A page of the house, in this organisation.
///
/// # Errors
/// What keeps the rail from being asked for.
pub async fn house(here: &Arc<OrgContext>, place: Place, page: impl IntoView + 'static) -> Result<AnyView> {
    let rail = switcher::rail(here, &ssr::visitor()).await?;
    house_knowing(here, rail, place, move |_| page).await
}

/// The same for a page that has asked what the rail shows, and shows what it counts.
///
/// # Errors
/// `Unauthenticated`.
pub async fn house_knowing<V: IntoView + 'static>(
    here: &Arc<OrgContext>,
    (mine, counts): Rail,
    place: Place,
    page: impl FnOnce(Option<Counts>) -> V,
) -> Result<AnyView> {
    let visitor = ssr::visitor();
    let person = visitor.anybody()?;
    let nav = OrgNav {
        name: here.org().name.clone(),
        slug: here.org().slug.to_string(),
        role: role_names(here.roles()),
        may: Permission::ALL.into_iter().filter(|permission| here.may(*permission)).collect(),
        members: counts.map(|counts| count_in_words(counts.members)),
        waiting: counts.map(|counts| counts.requests).filter(|waiting| !waiting.is_zero()).map(waiting),
        person: PersonNav { name: person.name.clone(), address: person.address.to_string() },
        others: mine.organizations.into_iter().filter(|org| org.open && org.id != here.org().id).map(choice).collect(),
        invitations: mine
            .invitations
            .into_iter()
            .map(|invitation| Invited { href: format!("/invitations/{}", invitation.invitation), org: invitation.org_name })
            .collect(),
    };
    let (notice, page) = (Filled::notice().await, page(counts));
    let leaving = settings::leaving(here);
    Ok(view! {
        <House nav place here=ssr::here()>
            {notice}
            {leaving}
            {page}
        </House>
    }
    .into_any())
}

fn waiting(requests: Count) -> Waiting {
    let words = match requests {
        Count::Exactly(count) => t!(shell.requests, count = count),
        Count::MoreThanCounted => t!(home.waiting.many_requests).to_owned(),
    };
    Waiting { count: count_in_words(requests), words }
}

fn choice(org: MyOrganization) -> OrgChoice {
    OrgChoice { name: org.name, slug: org.slug, role: role_names(&org.roles) }
}

/// "412", "1,000+".
pub fn count_in_words(count: Count) -> String {
    match count {
        Count::Exactly(counted) => words::number(counted.into()),
        Count::MoreThanCounted => format!("{}+", words::number(1_000)),
    }
}
