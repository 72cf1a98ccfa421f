use super::{Sheet, Terms, entry::AskedRoles, sql};
use crate::{Result, access::permission};
use contract::{EmailAddress, Flaw, OrgId, PersonName, Role};
use sqlx::PgConnection;
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;

/// What would become of a list if it were sent now: the dry run.
#[derive(Debug, Clone)]
pub struct Plan {
    pub rows: Vec<Planned>,
    pub seats: Seats,
}

/// One row's part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// As it stood in the list.
    pub text: String,
    pub address: Option<EmailAddress>,
    pub name: Option<PersonName>,
    pub roles: Vec<Role>,
    pub fate: Fate,
    /// It would be sent, though if all before it accept there will be no seat: a warning, as invitations reserve none (DECISIONS 4).
    pub over_seat_limit: bool,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    New,
    /// Was removed once, and would be let in again.
    Returning,
    AlreadyMember,
    /// A member, though suspended: to be reactivated rather than invited.
    Suspended,
    AlreadyInvited,
    /// The same address stands further up.
    Duplicate,
    Malformed(Flaw),
    /// Its role's column says a word that is no role.
    UnknownRole(String),
    /// Its roles are more than the inviter holds.
    BeyondYourRights,
}

impl Fate {
    pub const fn is_sent(&self) -> bool {
        matches!(self, Self::New | Self::Returning)
    }

    /// The word in URLs.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Returning => "returning",
            Self::AlreadyMember => "already_member",
            Self::Suspended => "suspended",
            Self::AlreadyInvited => "already_invited",
            Self::Duplicate => "duplicate",
            Self::Malformed(_) => "malformed",
            Self::UnknownRole(_) => "unknown_role",
            Self::BeyondYourRights => "beyond_your_rights",
        }
    }
}

/// How an organisation stands with its seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    pub taken: i32,
    /// `None`: no limit.
    pub limit: Option<i32>,
    /// Open invitations, each of which may come to take one.
    pub invited: i64,
}

impl Seats {
    /// How many more may be invited before somebody could find no seat; `None`: any number.
    pub fn left(&self) -> Option<i64> {
        self.limit.map(|limit| (i64::from(limit) - i64::from(self.taken) - self.invited).max(0))
    }
}

impl Plan {
    pub fn sent(&self) -> impl Iterator<Item = &Planned> {
        self.rows.iter().filter(|row| row.fate.is_sent())
    }

    /// Whether it can be sent without a further look: nobody is left out, returns, or may find no seat.
    pub fn is_plain(&self) -> bool {
        self.rows.iter().all(|row| row.fate == Fate::New && !row.over_seat_limit)
    }

    /// How many rows have each fate, by its key, in order of appearance.
    pub fn tally(&self) -> Vec<(&'static str, usize)> {
        let mut tally: Vec<(&'static str, usize)> = Vec::new();
        for key in self.rows.iter().map(|row| row.fate.key()) {
            match tally.iter_mut().find(|(seen, _)| *seen == key) {
                Some((_, count)) => *count += 1,
                None => tally.push((key, 1)),
            }
        }
        tally
    }
}

/// Where an address stands with an organisation already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Member,
    Suspended,
    Removed,
    Invited,
}

pub(super) async fn plan(db: &mut PgConnection, org: OrgId, mine: &[Role], sheet: &Sheet, terms: &Terms, now: OffsetDateTime) -> Result<Plan> {
    let entries = sheet.entries();
    let addresses: Vec<String> = entries.iter().filter_map(|entry| entry.address.as_ref().ok().map(ToString::to_string)).collect();
    let standings: HashMap<String, Standing> = sql::standings(&mut *db, org, &addresses, now).await?.into_iter().collect();
    let seats = sql::seats(db, org, now).await?;
    let (mut seen, mut left, mut rows) = (HashSet::new(), seats.left(), Vec::with_capacity(entries.len()));
    for entry in entries {
        let (roles, unknown) = match entry.roles {
            AskedRoles::Usual => (terms.roles.clone(), None),
            AskedRoles::Own(roles) => (roles, None),
            AskedRoles::Unknown(word) => (Vec::new(), Some(word)),
        };
        let fate = match (&entry.address, unknown) {
            (Err(flaw), _) => Fate::Malformed(flaw.clone()),
            (Ok(address), _) if !seen.insert(address.clone()) => Fate::Duplicate,
            (Ok(_), Some(word)) => Fate::UnknownRole(word),
            (Ok(_), None) if !permission::covers(mine, &roles) => Fate::BeyondYourRights,
            (Ok(address), None) => match standings.get(address.as_str()) {
                Some(Standing::Member) => Fate::AlreadyMember,
                Some(Standing::Suspended) => Fate::Suspended,
                Some(Standing::Invited) => Fate::AlreadyInvited,
                Some(Standing::Removed) => Fate::Returning,
                None => Fate::New,
            },
        };
        let over_seat_limit = fate.is_sent()
            && left.as_mut().is_some_and(|left| {
                *left -= 1;
                *left < 0
            });
        rows.push(Planned { text: entry.text, address: entry.address.ok(), name: entry.name, roles, fate, over_seat_limit });
    }
    Ok(Plan { rows, seats })
}
