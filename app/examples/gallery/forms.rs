//! What can be filled in, in every state.

use crate::house::nav;
use app::{
    shell::{House, Place},
    ui::{
        Button, ButtonLink, Card, Checkbox, ChipsField, Choice, Choices, CodeInput, ConfirmByTyping, CopyField, DangerAct, DangerZone, Dialog,
        DialogButton, DialogFoot, ErrorSummary, Field, FormFoot, IconButton, Kind, PageHeader, PasswordField, Radio, Select, Switch, TextArea,
    },
};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let error = || "Somebody else has this already. Choose another.".to_owned();
    let languages = [("en", "English"), ("de", "Deutsch")].map(|(value, label)| Choice::new(value, label));
    view! {
        <House nav=nav() place=Place::Settings here="/o/acme/settings">
            <PageHeader title="Settings" text="How Acme Logistics is called and what it allows." />
            <div class="grid max-w-prose gap-6">
                <ErrorSummary fields=vec![("slug".into(), "Web address".into(), error()), ("code".into(), "Code".into(), "Wrong.".into())] />
                <ErrorSummary text="An organisation always keeps an owner. Make somebody else an owner first." />
                <Card title="Buttons">
                    <div class="flex flex-wrap gap-2">
                        <Button kind=Kind::Primary>"Save"</Button> <Button>"Secondary"</Button> <Button kind=Kind::Quiet>"Quiet"</Button> <Button kind=Kind::Danger>"Delete"</Button>
                        <Button kind=Kind::Primary icon=icondata_lu::LuPlus>"Invite people"</Button> <Button kind=Kind::Primary busy=true>"Saving"</Button> <Button busy=true>"Saving"</Button> <Button kind=Kind::Primary disabled=true>"Disabled"</Button> <Button disabled=true>"Disabled"</Button>
                        <Button small=true>"Small"</Button> <ButtonLink href="#" small=true icon=icondata_lu::LuDownload>"Export"</ButtonLink> <IconButton name="More" glyph=icondata_lu::LuEllipsis />
                    </div>
                </Card>
                <form method="post" action="/fn/x">
                    <Card title="Fields" text="A sentence about what these are for.">
                        <Field name="name" label="Name" value="Acme Logistics" hint="As people know it." />
                        <Field name="slug" label="Web address" prefix="northwind.example/o/" value="acme" error=error() hint="Old addresses lead here for 90 days." />
                        <Field name="phone" label="Phone" optional=true placeholder="+49 30 1234567" />
                        <PasswordField name="password" label="Password" autocomplete="current-password" />
                        <Select name="language" label="Language" choices=languages.to_vec() value="de" hint="For mails to people who haven’t chosen one." />
                        <TextArea name="message" label="Message" optional=true value="Hello Bo,\nplease have a look." />
                        <ChipsField name="addresses" label="E-mail addresses" value="bo@acme.example\nchidinma@acme.example" hint="One a line, or separated by commas. Paste as many as you like." />
                        <CodeInput name="code" label="Code" />
                        <Choices id="roles" label="Roles" hint="They get what any of them allows.">
                            <Checkbox name="roles[]" value="auditor" label="Auditor" checked=true hint="Can see people, sign-in, settings and activity, and change nothing." />
                            <Checkbox name="roles[]" value="owner" label="Owner" disabled=true hint="Only owners make owners." />
                            <Checkbox name="terms" label="I accept the terms" error="Tick this box to go on." />
                        </Choices>
                        <Choices id="expiry" label="Open for">
                            <Radio name="expiry" value="7" label="7 days" checked=true />
                            <Radio name="expiry" value="30" label="30 days" />
                        </Choices>
                        <Switch name="asking" label="People may ask to join" checked=true hint="Those whose address has the domain of an owner." />
                        <Switch name="links" label="Invitation links may be copied" />
                        <FormFoot>
                            <Button kind=Kind::Primary>"Save"</Button>
                            <ButtonLink href="#" kind=Kind::Quiet>"Cancel"</ButtonLink>
                        </FormFoot>
                    </Card>
                </form>
                <Card title="For support">
                    <CopyField label="Organisation id" value="0193e1f2-7c1a-7bb2-9a52-0f7a1c2d3e4f" />
                </Card>
                <DangerZone title="Danger zone">
                    <DangerAct title="Leave Acme Logistics" text="You lose access at once. Somebody can invite you again."><Button>"Leave"</Button></DangerAct>
                    <DangerAct title="Delete Acme Logistics" text="Nobody can enter any more; after a fortnight everything is gone."><DialogButton opens="delete" kind=Kind::Danger>"Delete…"</DialogButton></DangerAct>
                </DangerZone>
            </div>
            <Dialog id="delete" title="Delete Acme Logistics?">
                <p class="text-soft">"Everybody loses access now. You can change your mind until 7 December; then everything is gone."</p>
                <form method="post" action="/fn/x" class="grid gap-4">
                    <ConfirmByTyping name="name" phrase="Acme Logistics" />
                    <DialogFoot closes="delete"><Button kind=Kind::Danger>"Delete"</Button></DialogFoot>
                </form>
            </Dialog>
        </House>
    }
    .into_any()
}
