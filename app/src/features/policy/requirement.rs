use super::{
    api::{REQUIRE, RequireSingleSignOn, StopRequiring},
    preflight,
};
use crate::{
    features::door::went_wrong,
    form::Filled,
    ui::{Asked, Banner, Button, Card, Checkbox, Choices, DangerAct, FormFoot, FormProblem, Kind, Moment, Radio, Told, Tone},
};
use contract::Permission;
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    access::{Can, permission::SeeSignIn},
    sign_in_policy::{DomainLine, Notice, Preflight, Requirement},
};
use words::{rich, t};

/// Whether single sign-on is required, of whom, and the way there or back.
pub(super) async fn requirement(can: &Can<SeeSignIn>, requirement: Requirement, preflight: &Preflight) -> AnyView {
    let manages = can.may(Permission::ManageSignIn);
    let form = Filled::of(REQUIRE).await;
    let slug = can.org().slug.to_string();
    let state = state(requirement);
    let concerned = preflight::concerned(preflight, requirement);
    let acts = match (manages, requirement) {
        (false, _) => ().into_any(),
        (true, Requirement::Off) if !preflight.obstacles.is_empty() => preflight::obstacles(preflight, &slug),
        (true, Requirement::Off) => require(preflight, &form, &slug),
        (true, _) => stop(requirement, &slug),
    };
    view! {
        <Card title=t!(policy.require.title) text=t!(policy.require.text)>
            {went_wrong(&form)}
            {state}
            {concerned}
            {acts}
        </Card>
    }
    .into_any()
}

fn state(requirement: Requirement) -> AnyView {
    let day = |at| move || view! { <Moment at told=Told::Exact /> };
    match requirement {
        Requirement::Off => view! { <p class="text-muted">{t!(policy.require.is_off)}</p> }.into_any(),
        Requirement::Announced { from } => {
            view! { <Banner tone=Tone::Info title=t!(policy.require.is_announced)>{rich!(policy.require.is_announced_text, <day> = day(from))}</Banner> }
                .into_any()
        }
        Requirement::InForce { since } => {
            view! { <Banner tone=Tone::Ok title=t!(policy.require.is_in_force)>{rich!(policy.require.is_in_force_text, <day> = day(since))}</Banner> }
                .into_any()
        }
    }
}

fn require(preflight: &Preflight, form: &Filled, slug: &str) -> AnyView {
    let chosen = form.values("domains").map(<[String]>::to_vec);
    let domains = preflight.domains.iter().filter(|line| line.is_proven && !line.connections.is_empty()).cloned();
    let boxes = domains.map(|DomainLine { id, name, .. }| {
        let id = id.to_string();
        let checked = chosen.as_ref().is_none_or(|chosen| chosen.contains(&id));
        view! { <Checkbox name="domains[]" value=id label=name checked /> }
    });
    let boxes = boxes.collect_view();
    let notice = form.value("notice", Notice::ThreeDays.key());
    let notices = Notice::ALL.map(|one| {
        let label = match one {
            Notice::Day => t!(policy.require.notice.day),
            Notice::ThreeDays => t!(policy.require.notice.three_days),
            Notice::Week => t!(policy.require.notice.week),
        };
        view! { <Radio name="notice" value=one.key() label checked={notice == one.key()} /> }
    });
    let flaw = |field: &str| form.flaw(field).map(words::flaw);
    let asked = vec![Asked::new("domains", t!(policy.require.domains)), Asked::new("notice", t!(policy.require.notice.label))];
    view! {
        <FormProblem problem=form.problem().cloned() fields=asked />
        <form method="post" action=RequireSingleSignOn::url() class="grid gap-5">
            <input type="hidden" name="org" value=slug.to_owned() />
            <Choices id="domains" label=t!(policy.require.domains) hint=t!(policy.require.domains_hint) error=flaw("domains")>
                {boxes}
            </Choices>
            <Choices id="notice" label=t!(policy.require.notice.label) hint=t!(policy.require.notice.hint) error=flaw("notice")>
                {notices.into_iter().collect_view()}
            </Choices>
            <FormFoot>
                <Button kind=Kind::Primary>{t!(policy.require.act)}</Button>
            </FormFoot>
        </form>
    }
    .into_any()
}

fn stop(requirement: Requirement, slug: &str) -> AnyView {
    let slug = slug.to_owned();
    let (title, text) = match requirement {
        Requirement::InForce { .. } => (t!(policy.require.stop), t!(policy.require.stop_text)),
        _ => (t!(policy.require.call_off), t!(policy.require.call_off_text)),
    };
    view! {
        <DangerAct title text>
            <form method="post" action=StopRequiring::url()>
                <input type="hidden" name="org" value=slug />
                <Button>{title}</Button>
            </form>
        </DangerAct>
    }
    .into_any()
}
