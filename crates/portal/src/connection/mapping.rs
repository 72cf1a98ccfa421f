use super::{
    change::{Part, edit_settings},
    model::{GroupRole, Mapping},
};
use crate::{
    Error, Fields, Result,
    access::{
        Can,
        permission::{ManageSignIn, covers},
    },
};
use contract::{Arrival, ConnectionId, Flaw, Role, Rule};

/// Of an attribute's or a group's name, in characters. Those of Microsoft's claims are addresses.
const LONGEST: usize = 256;
/// Of groups that give roles.
const MOST_GROUPS: usize = 100;

/// A [`Mapping`] as it is typed; what is left empty is looked for by its usual names.
#[derive(Debug, Clone, Default)]
pub struct MappingInput {
    pub email: String,
    pub name: String,
    pub first_name: String,
    pub last_name: String,
    pub groups: String,
    /// A group and the key of the role that it gives.
    pub roles: Vec<(String, String)>,
}

/// Says which attribute is what, and which group gives which role. Nobody gives by a mapping what they couldn't give by hand, and nobody
/// is made an owner (DECISIONS 3): what was mapped by somebody who could stays.
///
/// # Errors
/// Fields `email`, `name`, `first_name`, `last_name`, `groups` (`TooLong`, `Malformed`), `role` (those, `Missing`, `Unknown`, `TooMany`,
/// `AlreadyThere`) · `NotFound` · `Conflict(BeyondYourRights)`.
pub async fn set_mapping(can: &Can<ManageSignIn>, id: ConnectionId, input: MappingInput) -> Result<()> {
    let mapping = read(&input)?;
    edit_settings(can, id, Part::Mapping, |held, settings| {
        let given = mapping.roles.iter().filter(|given| !settings.mapping.roles.contains(given));
        may_give(&held.roles, given.map(|given| given.role))?;
        settings.mapping = mapping;
        Ok(())
    })
    .await
}

/// Says what becomes of somebody who comes for the first time: whether they are let in, and as what where no group says otherwise.
///
/// # Errors
/// Fields `arrival`, `default_role` (`Unknown`) · `NotFound` · `Conflict(BeyondYourRights)`.
pub async fn set_arrival(can: &Can<ManageSignIn>, id: ConnectionId, arrival: &str, default_role: &str) -> Result<()> {
    let mut fields = Fields::new();
    let arrival = fields.read("arrival", Arrival::from_key(arrival).ok_or(Flaw::Unknown));
    let role = fields.read("default_role", Role::from_key(default_role).ok_or(Flaw::Unknown));
    let (Some(arrival), Some(role)) = (arrival, role) else { return Err(fields.error()) };
    edit_settings(can, id, Part::Arrival, |held, settings| {
        may_give(&held.roles, (role != settings.default_role).then_some(role))?;
        settings.arrival = arrival;
        settings.default_role = role;
        Ok(())
    })
    .await
}

fn may_give(mine: &[Role], roles: impl IntoIterator<Item = Role>) -> Result<()> {
    let may = roles.into_iter().all(|role| role != Role::Owner && covers(mine, &[role]));
    if may { Ok(()) } else { Err(Error::Conflict(Rule::BeyondYourRights)) }
}

fn read(input: &MappingInput) -> Result<Mapping> {
    let mut fields = Fields::new();
    let mut named = |field: &'static str, text: &str| fields.read(field, read_name(text)).flatten();
    let mut mapping = Mapping {
        email: named("email", &input.email),
        name: named("name", &input.name),
        first_name: named("first_name", &input.first_name),
        last_name: named("last_name", &input.last_name),
        groups: named("groups", &input.groups),
        roles: Vec::new(),
    };
    if let Some(roles) = fields.read("role", read_roles(&input.roles)) {
        mapping.roles = roles;
    }
    if fields.is_clean() { Ok(mapping) } else { Err(fields.error()) }
}

/// Kept to the letter but for blanks around it: that is how the provider sends it.
fn read_name(text: &str) -> Result<Option<String>, Flaw> {
    let text = text.trim();
    match text.chars().count() {
        0 => Ok(None),
        count if count > LONGEST => Err(Flaw::TooLong { most: u32::try_from(LONGEST).unwrap_or(u32::MAX) }),
        _ if text.chars().any(char::is_control) => Err(Flaw::Malformed),
        _ => Ok(Some(text.to_owned())),
    }
}

fn read_roles(pairs: &[(String, String)]) -> Result<Vec<GroupRole>, Flaw> {
    if pairs.len() > MOST_GROUPS {
        return Err(Flaw::TooMany { most: u32::try_from(MOST_GROUPS).unwrap_or(u32::MAX) });
    }
    let mut roles: Vec<GroupRole> = Vec::new();
    for (group, role) in pairs {
        let group = read_name(group)?.ok_or(Flaw::Missing)?;
        let one = GroupRole { group, role: Role::from_key(role).ok_or(Flaw::Unknown)? };
        if roles.contains(&one) {
            return Err(Flaw::AlreadyThere);
        }
        roles.push(one);
    }
    Ok(roles)
}
