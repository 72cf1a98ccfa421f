//! Pages of the door.

use app::{
    shell::{Door, DoorHeading, ProblemView},
    ui::{
        Button, Checkbox, Choice, CodeInput, ErrorSummary, Field, KeyValue, KeyValues, Kind, LINK, Link, Moment, PasswordField, Select, Steps, Told,
    },
};
use contract::{Problem, ProblemKind};
use leptos::prelude::*;
use time::macros::datetime;

const VENDOR: &str = "Northwind Cloud";

pub fn address() -> AnyView {
    view! {
        <Door vendor=VENDOR here="/sign-in">
            <DoorHeading title="Sign in">"With the address you use at work."</DoorHeading>
            <form method="post" action="/fn/x" class="grid gap-5">
                <Field name="address" label="Work e-mail address" kind="email" autocomplete="username" autofocus=true placeholder="you@company.example" />
                <Button kind=Kind::Primary>"Continue"</Button>
            </form>
            <p class="mt-6 text-center text-sm text-muted">"New here? "<Link href="/sign-up">"Create an organisation"</Link></p>
        </Door>
    }
    .into_any()
}

pub fn code() -> AnyView {
    view! {
        <Door vendor=VENDOR here="/sign-up/code">
            <Steps step=2 of=4 />
            <DoorHeading title="Check your mail">
                "We sent a six-digit code to " <strong class="font-semibold text-text">"ana@acme.example"</strong> ". It works for 10 minutes."
            </DoorHeading>
            <form method="post" action="/fn/x" class="grid gap-6">
                <CodeInput name="code" label="Code" autofocus=true />
                <Button kind=Kind::Primary>"Continue"</Button>
            </form>
            <form method="post" action="/fn/x" class="mt-6 text-center text-sm text-muted">
                "Nothing there? Look in the spam folder, or "
                <button data-wait="42" class=format!("{LINK} disabled:cursor-default disabled:text-muted disabled:no-underline")>"send it again"<span data-left /></button>"."
            </form>
            <form method="post" action="/fn/x" class="mt-10 grid gap-6">
                <CodeInput name="code2" label="Code" error="That was not the code. Three tries are left." />
            </form>
        </Door>
    }
    .into_any()
}

pub fn password() -> AnyView {
    let zones = ["Europe/Berlin", "Europe/London"].map(|zone| Choice::new(zone, zone));
    let wrong = "This would be guessed too soon. A few unrelated words make a strong password.".to_owned();
    view! {
        <Door vendor=VENDOR here="/sign-up/you">
            <Steps step=3 of=4 />
            <DoorHeading title="About you">"Your colleagues see your name."</DoorHeading>
            <ErrorSummary fields=vec![("password".into(), "Password".into(), wrong.clone())] />
            <form method="post" action="/fn/x" class="grid gap-5">
                <Field name="name" label="Your name" value="Ana Lindqvist" autocomplete="name" />
                <PasswordField name="password" label="Password" autocomplete="new-password" hint="At least 8 characters. Longer is better than odd." error=wrong />
                <Field name="slug" label="Address of the organisation" prefix="northwind.example/o/" value="acme-logistics" />
                <Select name="zone" label="Time zone" choices=zones.to_vec() value="Europe/Berlin" />
                <Checkbox name="terms" label="I accept the terms of 1 November 2026." required=true />
                <Button kind=Kind::Primary busy=true>"Continue"</Button>
            </form>
        </Door>
    }
    .into_any()
}

pub fn invitation() -> AnyView {
    view! {
        <Door vendor=VENDOR here="/invitation">
            <DoorHeading title="Join Acme Logistics">
                <strong class="font-semibold text-text">"Ana Lindqvist"</strong> " asks you to help run Acme Logistics on Northwind Cloud."
            </DoorHeading>
            <KeyValues>
                <KeyValue label="Your role">
                    <p class="font-semibold">"People administrator"</p>
                    <p class="text-soft">{words::role_meaning(contract::Role::PeopleAdministrator)}</p>
                </KeyValue>
                <KeyValue label="They will see">"your name, address and when you were last active"</KeyValue>
                <KeyValue label="Open until"><Moment at=datetime!(2026-11-30 16:00 UTC) told=Told::Exact /></KeyValue>
            </KeyValues>
            <form method="post" action="/fn/x" class="mt-6 grid gap-4 text-center">
                <Button kind=Kind::Primary>"Accept"</Button>
                <p class="text-sm text-muted">"You are " <strong class="font-semibold">"bo@acme.example"</strong> ". Not you? " <Link href="#">"Use another account"</Link></p>
            </form>
        </Door>
    }
    .into_any()
}

pub fn problem() -> AnyView {
    let problem = Problem { reference: Some("7Q4K-29FM-XA".into()), ..Problem::new(ProblemKind::Internal) };
    view! {
        <Door vendor=VENDOR here="/x">
            <ProblemView problem here="/o/acme/members?page=2" />
        </Door>
    }
    .into_any()
}
