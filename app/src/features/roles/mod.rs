//! The built-in roles: what they mean, who has them, and the whole matrix.

use super::{house, members::member_path};
use crate::{
    shell::Place,
    ssr,
    ui::{Cell, Column, Icon, Link, PageHeader, Row, Table},
};
use contract::{Permission, Role};
use leptos::prelude::*;
use portal::{
    Result,
    access::{permission, permission::SeeMembers},
    page::Count,
    role::{self, RoleInUse},
};
use words::{role_meaning, role_name, t};

/// Every role, and what it may do.
///
/// # Errors
/// As [`ssr::org`].
pub async fn page() -> Result<AnyView> {
    let can = ssr::org::<SeeMembers>(&ssr::param("org")).await?;
    let roles = role::list(&can).await?;
    let heads = std::iter::once(Column::new(t!(people.roles.may))).chain(Role::ALL.map(|role| Column::new(role_name(role)))).collect::<Vec<_>>();
    let cards = roles.into_iter().map(|role| card(role, can.org().slug.as_str())).collect_view();
    let page = view! {
        <PageHeader title=t!(people.roles.title) text=t!(people.roles.text) />
        <div class="mb-8 grid gap-3 tablet:grid-cols-2">{cards}</div>
        <Table name=t!(people.roles.matrix) columns=heads only_read=true>
            {Permission::ALL.into_iter().map(line).collect_view()}
        </Table>
    };
    house(&can, Place::Roles, page).await
}

fn card(RoleInUse { role, some, holders, .. }: RoleInUse, org: &str) -> AnyView {
    let all = match holders {
        Count::Exactly(holders) => some.len() >= holders as usize,
        Count::MoreThanCounted => false,
    };
    let names = some.into_iter().map(|(member, name)| (member_path(org, member), name));
    let more = (!all).then(|| (format!("{}?role={}", Place::Members.path(org), role.key()), t!(people.roles.and_more).to_owned()));
    let links = names.chain(more).enumerate().map(|(nth, (href, name))| view! { {(nth > 0).then_some(", ")} <Link href>{name}</Link> });
    let links = links.collect_view();
    let held_by = if links.is_empty() { t!(people.roles.nobody).into_any() } else { links.into_any() };
    view! {
        <section class="grid content-start gap-2 rounded-card border border-line bg-surface p-4">
            <h2 class="font-semibold">{role_name(role)}</h2>
            <p class="text-soft">{role_meaning(role)}</p>
            <p class="text-muted">{t!(people.roles.held_by)} ": " {held_by}</p>
        </section>
    }
    .into_any()
}

fn line(permission: Permission) -> impl IntoView {
    let ticks = Role::ALL.map(|role| {
        let may = permission::of(role).contains(&permission);
        let mark = if may {
            view! { <Icon glyph=icondata_lu::LuCheck class="size-4 text-ok" /> <span class="sr-only">{t!(people.roles.yes)}</span> }.into_any()
        } else {
            view! { <span class="text-muted" aria-hidden="true">"·"</span> <span class="sr-only">{t!(people.roles.no)}</span> }.into_any()
        };
        view! { <Cell>{mark}</Cell> }
    });
    view! {
        <Row>
            <Cell grows=true wraps=true>{words::permission(permission)}</Cell>
            {ticks.collect_view()}
        </Row>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Locale;
    use portal::mail::role_words;
    use words::Reader;

    #[test]
    fn mails_say_of_a_role_what_pages_say() {
        for locale in [Locale::En, Locale::De] {
            Owner::new().with(|| {
                provide_context(Reader { locale, ..Reader::current() });
                for role in Role::ALL {
                    assert_eq!(role_words(role, locale), (role_name(role), role_meaning(role)));
                }
            });
        }
    }
}
