use super::{
    api::{ADDRESS, ADDRESS_CODES, CancelAddressChange, ChangeAddress, ConfirmAddress, MailAddressCodes},
    room::{Section, room},
};
use crate::{
    features::door::{address_flaw, code_flaw, first_of},
    form::Filled,
    ssr,
    ui::{Asked, Button, Card, CodeInput, Field, FormFoot, FormProblem, Icon, Kind},
};
use leptos::{prelude::*, server_fn::ServerFn};
use portal::{
    account::{self, AddressChange, Proofs},
    flow::Again,
};
use words::{rich, t};

/// The address, and moving to another one.
///
/// # Errors
/// `Unauthenticated`.
pub async fn address_page() -> portal::Result<AnyView> {
    let (portal, visitor) = (ssr::portal()?, ssr::visitor());
    let address = visitor.person()?.address.to_string();
    let page = match account::resume_address_change(&portal, &visitor).await? {
        AddressChange::Settled => settled(address, first_of(&[ADDRESS, ADDRESS_CODES]).await),
        AddressChange::Proving(proofs) => proving(address, proofs, Filled::of(ADDRESS_CODES).await),
    };
    room(Section::Address, page).await
}

fn settled(address: String, form: Filled) -> AnyView {
    view! {
        <Card title=t!(account.address.title)>
            <p>{rich!(account.address.text, address = address, <b> = <strong class="font-semibold" />)}</p>
            <FormProblem problem=form.problem().cloned() fields=vec![Asked::new("address", t!(account.address.new)).said(address_flaw)] />
            <form method="post" action=ChangeAddress::url() class="grid gap-5">
                <Field
                    name="address"
                    label=t!(account.address.new)
                    kind="email"
                    autocomplete="email"
                    value=form.value("address", "")
                    error=form.flaw("address").map(address_flaw)
                />
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(account.address.change)}</Button>
                </FormFoot>
            </form>
        </Card>
    }
    .into_any()
}

fn proving(before: String, proofs: Proofs, form: Filled) -> AnyView {
    let after = proofs.moving_to.to_string();
    let again = sooner(proofs.current, proofs.new);
    let said = rich!(account.address.proving, before = before.clone(), after = after.clone(), <b> = <strong class="font-semibold" />);
    let fields = [("current_code", &before), ("code", &after)].map(|(name, address)| Asked::new(name, label(address)).said(code_flaw)).to_vec();
    view! {
        <Card title=t!(account.address.title)>
            <p>{said}</p>
            <FormProblem problem=form.problem().cloned() fields />
            <form method="post" action=ConfirmAddress::url() data-room="door" class="grid max-w-door gap-6">
                {code("current_code", &before, proofs.current, &form)}
                {code("code", &after, proofs.new, &form)}
                <FormFoot>
                    <Button kind=Kind::Primary>{t!(account.address.confirm)}</Button>
                </FormFoot>
            </form>
            <div class="flex flex-wrap gap-2 border-t border-line pt-4">
                <form method="post" action=MailAddressCodes::url()>
                    <button data-wait=again class=crate::ui::look(Kind::Secondary, false, "")>
                        {t!(account.address.again)}
                        <span data-left></span>
                    </button>
                </form>
                <form method="post" action=CancelAddressChange::url()>
                    <Button kind=Kind::Quiet>{t!(account.address.cancel)}</Button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

/// The field for one address's code, or that it is proven.
fn code(name: &'static str, address: &str, again: Option<Again>, form: &Filled) -> AnyView {
    if again.is_none() {
        return view! {
            <p class="flex items-center gap-2 text-ok">
                <Icon glyph=icondata_lu::LuCircleCheck />
                {t!(account.address.proven, address = address.to_owned())}
            </p>
        }
        .into_any();
    }
    view! { <CodeInput name label=label(address) error=form.flaw(name).map(code_flaw) /> }.into_any()
}

fn label(address: &str) -> String {
    t!(account.address.code, address = address.to_owned())
}

/// In how many seconds one of the unproven addresses may have a further mail; nothing when one may now.
fn sooner(current: Option<Again>, new: Option<Again>) -> Option<String> {
    let left = [current, new].into_iter().flatten().map(|again| match again {
        Again::Now => 0,
        Again::In(left) | Again::Never(left) => left.whole_seconds() + 1,
    });
    left.min().filter(|seconds| *seconds > 0).map(|seconds| seconds.to_string())
}
