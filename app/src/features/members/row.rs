use super::{
    bulk::BULK,
    said::{member_path, role_badge, source_name, status_badge},
};
use crate::{
    form::Filled,
    ui::{Cell, Menu, MenuCell, MenuLink, MenuRule, Moment, Row, SelectCell, Shows, Told, Who},
};
use contract::{MembershipId, Permission};
use leptos::prelude::*;
use portal::{
    access::{OrgContext, permission},
    member::{Member, Status},
};
use words::t;

/// Who looks at the list.
pub(super) struct Viewer {
    pub membership: MembershipId,
    pub org: String,
    /// Whether they act on members at all.
    pub manages: bool,
    /// Whom they had ticked for an act that didn't begin.
    pub ticked: Vec<String>,
}

impl Viewer {
    pub(super) fn of(here: &OrgContext, form: &Filled) -> Self {
        Self {
            membership: here.membership(),
            org: here.org().slug.to_string(),
            manages: here.may(Permission::ManageMembers),
            ticked: form.values("ids").unwrap_or_default().to_vec(),
        }
    }
}

pub(super) fn row(member: Member, viewer: &Viewer, here: &OrgContext) -> AnyView {
    let own = member.id == viewer.membership;
    let path = member_path(&viewer.org, member.id);
    let note = own.then(|| t!(people.members.you).to_owned());
    let active = member.last_active_at.map_or_else(|| t!(people.members.never).into_any(), |at| view! { <Moment at /> }.into_any());
    // Whom one may not act on has no acts in their menu; their page says why.
    let acts = viewer.manages && member.status != Status::Removed && permission::covers(here.roles(), &member.roles);
    let menu = viewer.manages.then(|| menu(&path, &member, acts, own));
    let id = member.id.to_string();
    let checked = viewer.ticked.contains(&id);
    let select = viewer.manages.then(|| view! { <SelectCell form=BULK value=id name=member.name.clone() checked /> });
    view! {
        <Row>
            {select}
            <Cell grows=true>
                <Who name=member.name detail=member.address href=path note />
            </Cell>
            <Cell wraps=true shows=Shows::Tablet>
                <span class="flex flex-wrap gap-1">{member.roles.into_iter().map(role_badge).collect_view()}</span>
            </Cell>
            <Cell>{status_badge(member.status)}</Cell>
            <Cell shows=Shows::Desk>{source_name(member.source)}</Cell>
            <Cell shows=Shows::Desk>{active}</Cell>
            <Cell shows=Shows::Desk>
                <Moment at=member.joined_at told=Told::Day />
            </Cell>
            {menu}
        </Row>
    }
    .into_any()
}

fn menu(path: &str, member: &Member, acts: bool, own: bool) -> AnyView {
    let ask = |question: &str| format!("{path}?do={question}");
    let (id, about, path) = (format!("m-{}", member.id.0.simple()), member.name.clone(), path.to_owned());
    let roles = acts.then(|| view! { <MenuLink href=ask("roles")>{t!(member.list.change_roles)}</MenuLink> });
    let (in_or_out, remove) = (ask(if member.status == Status::Suspended { "reactivate" } else { "suspend" }), ask("remove"));
    let in_or_out_name = if member.status == Status::Suspended { t!(member.reactivate.menu) } else { t!(member.suspend.menu) };
    let standing = (acts && !own).then(|| {
        view! {
            <MenuRule />
            <MenuLink href=in_or_out>{in_or_out_name}</MenuLink>
            <MenuLink href=remove danger=true>
                {t!(member.remove.menu)}
            </MenuLink>
        }
    });
    view! {
        <MenuCell>
            <Menu id about>
                <MenuLink href=path>{t!(member.list.view)}</MenuLink>
                {roles}
                {standing}
            </Menu>
        </MenuCell>
    }
    .into_any()
}
