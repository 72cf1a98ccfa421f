use crate::Error;
use contract::{Flaw, Rule};

/// What a violated constraint says to a person. Constraints are named after their rules; the text of an error is never read.
pub(crate) fn refusal(constraint: &str) -> Option<Error> {
    Some(match constraint {
        "membership_is_one_per_person" => Error::Conflict(Rule::AlreadyMember),
        "invitation_is_one_per_address" => Error::Conflict(Rule::AlreadyInvited),
        "join_request_is_one_per_person" => Error::Conflict(Rule::AlreadyRequested),
        "organization_has_a_seat" => Error::Conflict(Rule::NoSeat),
        "person_address_is_one_persons" => Error::Conflict(Rule::AddressTaken),
        "domain_is_proven_once" => Error::Conflict(Rule::DomainHeld),
        "domain_is_added_once" => Error::field("names", Flaw::AlreadyThere),
        "org_slug_pkey" => Error::field("slug", Flaw::Taken),
        _ => return None,
    })
}
