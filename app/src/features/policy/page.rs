use super::{owners::owners, requirement::requirement, ways_in::ways_in};
use crate::{features::house, shell::Place, ssr, ui::PageHeader};
use leptos::prelude::*;
use portal::{Result, access::permission::SeeSignIn, sign_in_policy};
use words::t;

/// What is asked of those who come in: to be read, and by those who manage it to be changed.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeSignIn>(&ssr::param("org")).await?;
    let policy = sign_in_policy::policy(&can).await?;
    let preflight = sign_in_policy::preflight(&can).await?;
    let requirement = requirement(&can, policy.requirement, &preflight).await;
    let owners = owners(&can, &preflight).await;
    let ways_in = ways_in(&can, policy).await;
    let page = view! {
        <PageHeader title=t!(policy.title) text=t!(policy.text, org = can.org().name.clone()) />
        <div class="grid max-w-[46rem] gap-6">{requirement} {owners} {ways_in}</div>
    };
    house(&can, Place::Policy, page).await
}
