//! What follows for a person whom a provider has proven. No look-up and no clock: everything is in the facts.
//!
//! A provider's word gives nobody rights. Whoever sets connections up could have any address of the domain asserted, and so be the owner that
//! somebody else is invited to be. An invitation to more than being a member is accepted by what accepts it without a provider: a factor of the
//! account's own; and where there is no account, or the connection knows it already, the link that was mailed, opened in the same browser, or the
//! code that a copied one asks for. Without that nothing happens at all: joining as a mere member would end the invitation, and its rights with it.

use super::model::{Decision, Refusal, RoleChange};
use crate::{access::permission::beyond_member, connection::Settings, member::Status};
use contract::{Arrival, MembershipId, Role};
use std::collections::BTreeSet;

/// Everything that decides.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    /// What the provider calls them.
    pub asserted_name: String,
    /// The provider vouches for the address being theirs.
    pub address_verified: bool,
    /// Whether the connection has met this subject before: then it is that person, whatever the address.
    pub known: bool,
    /// The person: whom the subject is of, else who has the address.
    pub account: Option<Account>,
    /// What a membership is that isn't active any more, of somebody who had this address then and has another one now.
    pub shut_out: Option<Status>,
    /// An open invitation to the address that was asserted, whose inviter may still invite to its roles.
    pub invitation: Option<Vec<Role>>,
    /// The connection knows the account by another identifier.
    pub another_subject: bool,
    /// This browser has the link that the invitation was mailed with, or its person has typed a code from that mailbox.
    pub has_opened: bool,
    /// A request of theirs is open.
    pub asked: bool,
    pub seat_free: bool,
    /// The organisation is about to be deleted.
    pub org_leaving: bool,
}

impl Facts {
    /// What a test may be told: the organisation's own. Its administrators could ask for one address after the other, and learn who has an
    /// account here and who is a member elsewhere (DECISIONS 1).
    pub(super) fn of_here(mut self) -> Self {
        let account = self.account.filter(|account| account.member.is_some());
        self.account = account.map(|account| Account { elsewhere: false, proven_themselves: false, ..account });
        self
    }
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub member: Option<Member>,
    /// Whether they are a member of any other organisation.
    pub elsewhere: bool,
    /// They have proven a factor of their own in this browser.
    pub proven_themselves: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    pub id: MembershipId,
    pub name: String,
    pub status: Status,
    /// Each with whether it was given by this connection's groups.
    pub roles: Vec<(Role, bool)>,
}

/// What follows, for a test as for a sign-in.
pub(super) fn decide(facts: &Facts, settings: &Settings, groups: &[String]) -> Decision {
    let account = facts.account.as_ref();
    let member = account.and_then(|account| account.member.as_ref());
    let decision = match (member, member.map(|member| member.status).or(facts.shut_out)) {
        (Some(member), Some(Status::Active)) => {
            let (id, name, roles) = (member.id, member.name.clone(), change(member, settings, groups));
            if facts.known { Decision::Enter { member: id, name, roles } } else { Decision::Link { member: id, name, roles } }
        }
        (_, Some(Status::Suspended)) => Decision::Refuse { because: Refusal::Suspended },
        (_, before) => arrive(facts, settings, groups, before.is_some()),
    };
    let gives_rights = matches!(decision, Decision::Accept { .. }) && facts.invitation.as_deref().is_some_and(beyond_member);
    let has_rights = member.is_some_and(|member| beyond_member(&member.roles.iter().map(|(role, _)| *role).collect::<Vec<_>>()));
    let proven = account.is_some_and(|account| account.proven_themselves);
    // Whom the connection doesn't know by their subject is whoever has the address: linking them takes more than the organisation's word
    // where somebody else's doors would open too, where more than a member's would, and where the provider itself isn't sure of the address.
    let must_prove = account
        .is_some_and(|account| !facts.known && (account.elsewhere || has_rights || gives_rights || facts.another_subject || !facts.address_verified));
    match decision {
        Decision::Refuse { .. } => decision,
        _ if must_prove && !proven => Decision::ProveFirst { name: member.map_or_else(|| facts.asserted_name.clone(), |member| member.name.clone()) },
        _ if gives_rights && !proven && !facts.has_opened => Decision::Refuse { because: Refusal::InvitationUnopened },
        _ => decision,
    }
}

/// Somebody who is no member, or none any more.
fn arrive(facts: &Facts, settings: &Settings, groups: &[String], removed: bool) -> Decision {
    if facts.org_leaving {
        return Decision::Refuse { because: Refusal::OrgLeaving };
    }
    let decision = match (&facts.invitation, settings.arrival) {
        (Some(invited), _) => Decision::Accept { roles: united(invited.clone(), given(settings, groups)) },
        (None, Arrival::Approved) => return Decision::Ask { already: facts.asked },
        (None, _) if removed => return Decision::Refuse { because: Refusal::Removed },
        (None, Arrival::Joins) => Decision::Join { roles: or_default(given(settings, groups), settings) },
        (None, Arrival::Invited) => return Decision::Refuse { because: Refusal::NotInvited },
    };
    if facts.seat_free { decision } else { Decision::Refuse { because: Refusal::NoSeat } }
}

/// The roles that the groups give. Never an owner's, whatever was saved.
pub(super) fn given(settings: &Settings, groups: &[String]) -> Vec<Role> {
    let matching = settings.mapping.roles.iter().filter(|one| groups.contains(&one.group)).map(|one| one.role);
    united(Vec::new(), matching.filter(|role| *role != Role::Owner).collect())
}

fn or_default(roles: Vec<Role>, settings: &Settings) -> Vec<Role> {
    let default = if settings.default_role == Role::Owner { Role::Member } else { settings.default_role };
    if roles.is_empty() { vec![default] } else { roles }
}

fn united(one: Vec<Role>, other: Vec<Role>) -> Vec<Role> {
    one.into_iter().chain(other).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A member's roles after their groups were heard: those that somebody gave them stay, those that the groups gave follow the groups. Whoever
/// would be left without any has the connection's usual one.
fn change(member: &Member, settings: &Settings, groups: &[String]) -> RoleChange {
    let before = united(member.roles.iter().map(|(role, _)| *role).collect(), Vec::new());
    let of_people: Vec<Role> = member.roles.iter().filter(|(_, by_groups)| !by_groups).map(|(role, _)| *role).collect();
    let after = united(of_people, given(settings, groups));
    RoleChange { before, after: or_default(after, settings) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::GroupRole;
    use contract::Protocol;
    use uuid::Uuid;

    const ME: MembershipId = MembershipId(Uuid::from_u128(1));

    fn settings(arrival: Arrival) -> Settings {
        let mut settings = Settings { arrival, ..Settings::fresh(Protocol::Saml) };
        settings.mapping.roles = vec![
            GroupRole { group: "IT".into(), role: Role::SignInAdministrator },
            GroupRole { group: "HR".into(), role: Role::PeopleAdministrator },
            GroupRole { group: "Chiefs".into(), role: Role::Owner },
        ];
        settings
    }

    fn facts() -> Facts {
        Facts {
            asserted_name: "Bo".into(),
            address_verified: true,
            known: false,
            account: None,
            shut_out: None,
            invitation: None,
            has_opened: false,
            another_subject: false,
            asked: false,
            seat_free: true,
            org_leaving: false,
        }
    }

    fn account(status: Option<Status>, elsewhere: bool, proven_themselves: bool) -> Option<Account> {
        let member = status.map(|status| Member { id: ME, name: "Bo".into(), status, roles: vec![(Role::Member, false)] });
        Some(Account { member, elsewhere, proven_themselves })
    }

    fn refused(because: Refusal) -> Decision {
        Decision::Refuse { because }
    }

    fn unchanged() -> RoleChange {
        RoleChange { before: vec![Role::Member], after: vec![Role::Member] }
    }

    /// Every state of a person under every rule of arrival, as one table.
    #[test]
    fn what_follows_for_whom() {
        let enter = || Decision::Enter { member: ME, name: "Bo".into(), roles: unchanged() };
        let link = || Decision::Link { member: ME, name: "Bo".into(), roles: unchanged() };
        let prove = || Decision::ProveFirst { name: "Bo".into() };
        let join = || Decision::Join { roles: vec![Role::Member] };
        let ask = || Decision::Ask { already: false };
        let accept = || Decision::Accept { roles: vec![Role::Auditor] };
        let (active, suspended, removed) = (Some(Status::Active), Some(Status::Suspended), Some(Status::Removed));
        // known by subject, account (membership, elsewhere, own factor), invited; then what follows when people are invited, approved, or join
        let no = || refused(Refusal::NotInvited);
        let gone = || refused(Refusal::Removed);
        let unopened = || refused(Refusal::InvitationUnopened);
        let table = [
            (false, None, false, [no(), ask(), join()]),
            (false, None, true, [unopened(), unopened(), unopened()]),
            (true, account(active, false, false), false, [enter(), enter(), enter()]),
            (true, account(active, true, false), false, [enter(), enter(), enter()]),
            (false, account(active, false, false), false, [link(), link(), link()]),
            (false, account(active, true, false), false, [prove(), prove(), prove()]),
            (false, account(active, true, true), false, [link(), link(), link()]),
            (false, account(suspended, true, false), false, [refused(Refusal::Suspended), refused(Refusal::Suspended), refused(Refusal::Suspended)]),
            (true, account(suspended, false, false), true, [refused(Refusal::Suspended), refused(Refusal::Suspended), refused(Refusal::Suspended)]),
            (true, account(removed, false, false), false, [gone(), ask(), gone()]),
            (true, account(removed, false, false), true, [unopened(), unopened(), unopened()]),
            (true, account(removed, false, true), true, [accept(), accept(), accept()]),
            (false, account(removed, true, false), false, [gone(), prove(), gone()]),
            (false, account(None, false, false), false, [no(), ask(), join()]),
            (false, account(None, true, false), false, [no(), prove(), prove()]),
            (false, account(None, false, false), true, [prove(), prove(), prove()]),
            (false, account(None, true, true), true, [accept(), accept(), accept()]),
            (true, account(None, true, false), false, [no(), ask(), join()]),
        ];
        for (known, account, invited, expected) in table {
            let facts = Facts { known, account, invitation: invited.then(|| vec![Role::Auditor]), ..facts() };
            for (arrival, expected) in [Arrival::Invited, Arrival::Approved, Arrival::Joins].into_iter().zip(expected) {
                assert_eq!(decide(&facts, &settings(arrival), &[]), expected, "{arrival:?} {facts:?}");
            }
        }
    }

    /// Linked in silence is who is a mere member here, is nobody elsewhere, and whose address the provider is sure of.
    #[test]
    fn whoever_may_do_something_proves_themselves_before_they_are_linked() {
        for (roles, address_verified, proven_themselves, links) in [
            (&[Role::Member][..], true, false, true),
            (&[Role::Member], false, false, false),
            (&[Role::Member], false, true, true),
            (&[Role::Auditor], true, false, false),
            (&[Role::Member, Role::Owner], true, false, false),
            (&[Role::Owner], true, true, true),
        ] {
            let member = Member { id: ME, name: "Bo".into(), status: Status::Active, roles: roles.iter().map(|role| (*role, false)).collect() };
            let account = Some(Account { member: Some(member), elsewhere: false, proven_themselves });
            let decision = decide(&Facts { address_verified, account, ..facts() }, &settings(Arrival::Joins), &[]);
            assert_eq!(matches!(decision, Decision::Link { .. }), links, "{roles:?} {address_verified} {proven_themselves}: {decision:?}");
            assert!(links || matches!(decision, Decision::ProveFirst { .. }), "{decision:?}");
        }
    }

    /// Nobody is made what they are invited to be by a provider's word, unless that is a mere member.
    #[test]
    fn an_invitation_to_rights_takes_the_proof_that_it_takes_without_a_provider() {
        let accepts = |roles: &[Role], known, account, has_opened| {
            let facts = Facts { known, account, has_opened, invitation: Some(roles.to_vec()), ..facts() };
            decide(&facts, &settings(Arrival::Joins), &[])
        };
        let (removed, mere) = (Some(Status::Removed), &[Role::Member][..]);
        for (known, account) in [(false, None), (false, account(None, false, false)), (true, account(removed, false, false))] {
            assert_eq!(accepts(mere, known, account, false), Decision::Accept { roles: mere.to_vec() });
        }
        for rights in [&[Role::Owner][..], &[Role::Auditor, Role::Member]] {
            let accepted = Decision::Accept { roles: rights.to_vec() };
            let unopened = refused(Refusal::InvitationUnopened);
            // The mailed link, where nobody has an account, or the connection knows it already.
            for (known, account) in [(false, None), (true, account(removed, true, false))] {
                assert_eq!(accepts(rights, known, account.clone(), false), unopened, "{rights:?} {account:?}");
                assert_eq!(accepts(rights, known, account, true), accepted);
            }
            // An account that it doesn't know proves itself, whatever was opened.
            for has_opened in [false, true] {
                assert_eq!(accepts(rights, false, account(None, false, false), has_opened), Decision::ProveFirst { name: "Bo".into() });
                assert_eq!(accepts(rights, false, account(None, true, true), has_opened), accepted);
            }
        }
    }

    #[test]
    fn a_test_tells_nothing_of_accounts_and_of_other_organisations() {
        for invitation in [None, Some(vec![Role::Member]), Some(vec![Role::Owner])] {
            for (address_verified, arrival) in [true, false].into_iter().flat_map(|sure| Arrival::ALL.iter().map(move |arrival| (sure, *arrival))) {
                let told = |account| {
                    let facts = Facts { account, address_verified, invitation: invitation.clone(), ..facts() };
                    decide(&facts.of_here(), &settings(arrival), &[])
                };
                for (elsewhere, proven_themselves) in [(false, false), (true, false), (true, true)] {
                    assert_eq!(told(account(None, elsewhere, proven_themselves)), told(None), "{arrival:?} {invitation:?}");
                    for status in [Status::Active, Status::Suspended, Status::Removed] {
                        let here = account(Some(status), elsewhere, proven_themselves);
                        assert_eq!(told(here), told(account(Some(status), false, false)), "{status:?} {arrival:?} {invitation:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_comes_back_under_the_address_at_which_they_were_shut_out() {
        for (status, because) in [(Status::Suspended, Refusal::Suspended), (Status::Removed, Refusal::Removed)] {
            // Nobody has the address now, or somebody new.
            for account in [None, account(None, false, false)] {
                assert_eq!(decide(&Facts { shut_out: Some(status), account, ..facts() }, &settings(Arrival::Joins), &[]), refused(because));
            }
        }
    }

    #[test]
    fn nobody_new_comes_where_there_is_no_seat_or_an_end_in_sight() {
        let full = Facts { seat_free: false, ..facts() };
        assert_eq!(decide(&full, &settings(Arrival::Joins), &[]), refused(Refusal::NoSeat));
        assert_eq!(decide(&full, &settings(Arrival::Approved), &[]), Decision::Ask { already: false });
        let leaving = Facts { org_leaving: true, invitation: Some(vec![Role::Member]), ..facts() };
        assert_eq!(decide(&leaving, &settings(Arrival::Joins), &[]), refused(Refusal::OrgLeaving));
        let member = Facts { seat_free: false, org_leaving: true, known: true, account: account(Some(Status::Active), false, false), ..facts() };
        assert!(matches!(decide(&member, &settings(Arrival::Invited), &[]), Decision::Enter { .. }));
    }

    #[test]
    fn groups_give_their_roles_and_take_their_own_again_and_never_make_an_owner() {
        let groups = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let settings = settings(Arrival::Joins);
        let roles_of = |roles: &[(Role, bool)], names: &[&str]| {
            let member = Member { id: ME, name: "Bo".into(), status: Status::Active, roles: roles.to_vec() };
            change(&member, &settings, &groups(names)).after
        };
        assert_eq!(
            decide(&facts(), &settings, &groups(&["IT", "HR", "Chiefs"])),
            Decision::Join { roles: vec![Role::PeopleAdministrator, Role::SignInAdministrator] }
        );
        assert_eq!(decide(&facts(), &settings, &groups(&["Chiefs"])), Decision::Join { roles: vec![Role::Member] });
        let given = [(Role::Auditor, false), (Role::SignInAdministrator, true)];
        assert_eq!(roles_of(&given, &["HR"]), [Role::PeopleAdministrator, Role::Auditor]);
        assert_eq!(roles_of(&given, &[]), [Role::Auditor]);
        assert_eq!(roles_of(&[(Role::SignInAdministrator, true)], &[]), [Role::Member]);
        assert_eq!(roles_of(&[(Role::Owner, false)], &["IT"]), [Role::Owner, Role::SignInAdministrator]);
        let as_owner = Settings { default_role: Role::Owner, ..settings.clone() };
        assert_eq!(decide(&facts(), &as_owner, &[]), Decision::Join { roles: vec![Role::Member] });
    }
}
