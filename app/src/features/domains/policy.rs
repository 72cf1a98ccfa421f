use super::{
    api::{POLICY, SetDomainPolicy},
    state::policy_name,
};
use crate::{
    form::Filled,
    shell::Place,
    ui::{Asked, Button, Card, Choice, Choices, FormFoot, FormProblem, Link, Radio, Select},
};
use contract::{Permission, Role};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    Result,
    access::{
        Can,
        permission::{self, SeeSignIn},
    },
    domain::{Domain, Policy, State},
    join_request,
};
use words::{role_name, t};

/// What people with an address at the domain may do: to be chosen by who manages it, to be read by others.
///
/// # Errors
/// When the organisation's own switch can't be asked for.
pub async fn policy(can: &Can<SeeSignIn>, domain: &Domain) -> Result<AnyView> {
    let form = Filled::of(POLICY).await;
    let org = can.org().name.clone();
    let chosen = form.value("policy", domain.policy.key());
    let remark = remark(can, domain).await?;
    if !can.may(Permission::ManageSignIn) {
        let name = policy_name(domain.policy);
        return Ok(view! { <Card title=t!(domains.policy.title)><p>{name}</p> {remark}</Card> }.into_any());
    }
    if domain.policy == Policy::RequireSso {
        let elsewhere = to_policy(can);
        return Ok(view! { <Card title=t!(domains.policy.title)><p>{t!(domains.policy.require_sso)}</p> {elsewhere}</Card> }.into_any());
    }
    let choices = Policy::ALL.into_iter().filter(|policy| *policy != Policy::RequireSso).map(|policy| {
        let hint = match policy {
            Policy::AskToJoin => t!(domains.policy.ask_to_join_hint, org = org.clone()),
            Policy::Join => t!(domains.policy.join_hint, org = org.clone()),
            Policy::RequireSso | Policy::Nothing => t!(domains.policy.nothing_hint, org = org.clone()),
        };
        let checked = chosen == policy.key();
        view! { <Radio name="policy" value=policy.key() label=policy_name(policy) hint checked /> }
    });
    let choices = choices.collect_view();
    let roles = permission::grantable(can.roles()).into_iter().filter(|role| *role != Role::Owner).rev();
    let roles: Vec<Choice> = roles.map(|role| Choice::new(role.key(), role_name(role))).collect();
    let role = form.value("role", domain.join_role.key());
    let (slug, id) = (can.org().slug.to_string(), domain.id.to_string());
    let error = form.flaw("policy").map(words::flaw);
    let problem = form.problem().cloned();
    let elsewhere = to_policy(can);
    let asked = vec![Asked::new("policy", t!(domains.policy.label)), Asked::new("role", t!(domains.policy.role))];
    Ok(view! {
        <Card title=t!(domains.policy.title)>
            <FormProblem problem fields=asked />
            {remark}
            <form method="post" action=SetDomainPolicy::url() class="grid gap-5">
                <input type="hidden" name="org" value=slug />
                <input type="hidden" name="domain" value=id />
                <Choices id="policy" label=t!(domains.policy.label) error>
                    {choices}
                </Choices>
                <Select name="role" label=t!(domains.policy.role) hint=t!(domains.policy.role_hint) choices=roles value=role error=form.flaw("role").map(words::flaw) />
                <FormFoot>
                    <Button>{t!(domains.policy.save)}</Button>
                </FormFoot>
            </form>
            {elsewhere}
        </Card>
    }
    .into_any())
}

/// Where single sign-on is required, or not any more.
fn to_policy(can: &Can<SeeSignIn>) -> AnyView {
    let href = Place::Policy.path(can.org().slug.as_str());
    view! {
        <p class="text-muted">
            {t!(domains.policy.require_sso_text)} " " <Link href>{t!(domains.policy.to_policy)}</Link>
        </p>
    }
    .into_any()
}

/// Why the choice has no effect now, where it has none.
async fn remark(can: &Can<SeeSignIn>, domain: &Domain) -> Result<Option<AnyView>> {
    if domain.state() != State::Proven {
        return Ok(Some(view! { <p class="text-muted">{t!(domains.policy.later)}</p> }.into_any()));
    }
    if domain.policy != Policy::AskToJoin || join_request::may_be_asked(&can.can()?).await? {
        return Ok(None);
    }
    let settings = can.may(Permission::ManageSettings).then(|| {
        let href = Place::Settings.path(can.org().slug.as_str());
        view! { " " <Link href>{t!(domains.policy.off_settings)}</Link> }
    });
    Ok(Some(view! { <p class="text-muted">{t!(domains.policy.off)} {settings}</p> }.into_any()))
}
