use super::{
    MOST_AT_ONCE,
    entry::{self, Entry},
};
use crate::spreadsheet;
use contract::{EmailAddress, Flaw, PersonName};
use serde::{Deserialize, Serialize};

/// A list of people as it was read: its cells, and what each column is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The columns' headings; empty when there were none.
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub columns: Columns,
}

/// Which column, counted from 0, says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Columns {
    pub address: usize,
    /// The whole name, or the first where the last stands apart.
    pub name: Option<usize>,
    pub last_name: Option<usize>,
    pub role: Option<usize>,
}

impl Sheet {
    /// The most people at once.
    pub const MOST: u32 = 10_000;

    /// Reads what was typed or pasted into a field.
    ///
    /// # Errors
    /// `Missing`, `TooMany`.
    pub fn typed(text: &str, most: u32) -> Result<Self, Flaw> {
        let rows: Vec<Vec<String>> = entry::split(text).into_iter().map(|(name, address)| vec![address, name]).collect();
        if rows.is_empty() {
            return Err(Flaw::Missing);
        }
        if rows.len() > most as usize {
            return Err(Flaw::TooMany { most });
        }
        Ok(Self { headings: Vec::new(), rows, columns: Columns { address: 0, name: Some(1), ..Columns::default() } })
    }

    /// Reads a CSV file and guesses what its columns are.
    ///
    /// # Errors
    /// `Missing`, `NotCsv`, `TooMany`.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        // One more for the headings.
        let mut rows = spreadsheet::read(bytes, Self::MOST + 1).map_err(|flaw| match flaw {
            Flaw::TooMany { .. } => Flaw::TooMany { most: Self::MOST },
            other => other,
        })?;
        let is_heading = rows.first().is_some_and(|first| !first.iter().any(|cell| is_address(cell)));
        let headings = if is_heading { rows.remove(0) } else { Vec::new() };
        if rows.is_empty() {
            return Err(Flaw::Missing);
        }
        if rows.len() > Self::MOST as usize {
            return Err(Flaw::TooMany { most: Self::MOST });
        }
        let columns = guess(&headings, &rows);
        Ok(Self { headings, rows, columns })
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.rows.iter().chain([&self.headings]).map(Vec::len).max().unwrap_or_default()
    }

    /// As somebody would type it, a person a line; `None` for what can't be typed: roles of their own, or too many people.
    pub fn as_typed(&self) -> Option<String> {
        if self.columns.role.is_some() || self.rows.len() > MOST_AT_ONCE as usize {
            return None;
        }
        let line = |entry: Entry| match entry.name {
            Some(name) => format!("\"{}\" <{}>", name.as_str().replace('"', ""), entry.text),
            None => entry.text,
        };
        Some(self.entries().into_iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.rows.iter().map(|row| self.entry(row)).collect()
    }

    fn entry(&self, row: &[String]) -> Entry {
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).map(String::as_str).unwrap_or_default();
        let Columns { address, name, last_name, role } = self.columns;
        let text = cell(Some(address));
        Entry {
            text: if text.is_empty() { row.join(" ").trim().chars().take(120).collect() } else { text.to_owned() },
            address: EmailAddress::parse(text),
            // A name we wouldn't take from the person themselves is left for them to write.
            name: PersonName::parse(&format!("{} {}", cell(name), cell(last_name))).ok(),
            roles: entry::asked_roles(cell(role)),
        }
    }
}

fn is_address(cell: &str) -> bool {
    EmailAddress::parse(cell).is_ok()
}

/// By the headings in English and German; the address, where none says so, is the column with the most addresses in it.
fn guess(headings: &[String], rows: &[Vec<String>]) -> Columns {
    let headings: Vec<String> =
        headings.iter().map(|heading| heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()).collect();
    let find = |words: &[&str]| headings.iter().position(|heading| words.contains(&heading.as_str()));
    let addresses = |column: usize| rows.iter().take(200).filter(|row| row.get(column).is_some_and(|cell| is_address(cell))).count();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let fullest = (0..width).rev().max_by_key(|column| addresses(*column)).unwrap_or_default();
    let named = find(&[
        "email",
        "emailaddress",
        "mail",
        "mailaddress",
        "address",
        "emailadresse",
        "mailadresse",
        "adresse",
        "useremail",
        "username",
        "login",
    ]);
    let first = find(&["firstname", "givenname", "forename", "vorname", "first"]);
    let last = find(&["lastname", "surname", "familyname", "nachname", "familienname", "zuname", "last"]);
    let whole = find(&["name", "fullname", "displayname", "person", "member", "vollständigername", "anzeigename", "vorundnachname", "mitarbeiter"]);
    Columns {
        address: named.filter(|column| addresses(*column) > 0).unwrap_or(fullest),
        // "Name" beside "Vorname" is the last name.
        name: first.or(whole),
        last_name: if first.is_some() { last.or(whole) } else { last },
        role: find(&["role", "roles", "rolle", "rollen", "permission", "berechtigung"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invitation::entry::AskedRoles;
    use contract::Role;

    fn sheet(text: &str) -> Sheet {
        Sheet::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn columns_are_guessed_in_english_and_german() {
        let english = sheet("First name,Last name,E-mail address,Role\nAna,Lindqvist,ana@acme.example,Auditor\n");
        assert_eq!(english.columns, Columns { address: 2, name: Some(0), last_name: Some(1), role: Some(3) });
        let entry = &english.entries()[0];
        assert_eq!((entry.name.as_ref().unwrap().as_str(), &entry.roles), ("Ana Lindqvist", &AskedRoles::Own(vec![Role::Auditor])));
        let german = sheet("Abteilung;Name;Vorname;E-Mail-Adresse;Rolle\nIT;Müller;Jürgen;j@acme.example;\n");
        assert_eq!(german.columns, Columns { address: 3, name: Some(2), last_name: Some(1), role: Some(4) });
        assert_eq!(german.entries()[0].name.as_ref().unwrap().as_str(), "Jürgen Müller");
        assert_eq!(german.entries()[0].roles, AskedRoles::Usual);
        assert_eq!(sheet("Name\tMail\nAna\tana@acme.example").columns, Columns { address: 1, name: Some(0), last_name: None, role: None });
    }

    #[test]
    fn without_headings_the_addresses_are_where_they_are() {
        let plain = sheet("Ana;ana@acme.example\nBo;bo@acme.example\n");
        assert_eq!((plain.headings.len(), plain.rows.len(), plain.columns.address), (0, 2, 1));
        let misleading = sheet("Address,Contact\n1 High Street,ana@acme.example\n");
        assert_eq!(misleading.columns.address, 1);
        assert_eq!(Sheet::read(b"Name,E-mail\n"), Err(Flaw::Missing));
    }

    #[test]
    fn a_row_that_makes_no_sense_is_shown_as_it_is() {
        let odd = sheet("E-mail,Name\nana@acme,Ana\n,Bo\nwin@x.example,visit https://x.example\n");
        let entries = odd.entries();
        assert_eq!((entries[0].text.as_str(), &entries[0].address), ("ana@acme", &Err(Flaw::Malformed)));
        assert_eq!((entries[1].text.as_str(), &entries[1].address), ("Bo", &Err(Flaw::Missing)));
        assert_eq!(entries[2].name, None);
    }

    #[test]
    fn a_column_that_is_not_there_is_empty() {
        let mut odd = sheet("a@acme.example\n");
        odd.columns = Columns { address: 7, name: Some(9), last_name: None, role: Some(usize::MAX) };
        assert_eq!(odd.entries()[0].address, Err(Flaw::Missing));
    }

    #[test]
    fn a_list_can_be_taken_up_again_where_it_was_typed() {
        let typed = Sheet::typed("\"Lindqvist, Ana\" <ana@acme.example>; bo@acme.example, nobody", 500).unwrap();
        assert_eq!(typed.as_typed().unwrap(), "\"Lindqvist, Ana\" <ana@acme.example>\nbo@acme.example\nnobody");
        assert_eq!(Sheet::typed(&typed.as_typed().unwrap(), 500).unwrap(), typed);
        assert_eq!(sheet("Mail,Role\nana@acme.example,Auditor").as_typed(), None);
    }

    #[test]
    fn a_list_has_its_limit() {
        let many = "x@acme.example,".repeat(501);
        assert_eq!(Sheet::typed(&many, 500), Err(Flaw::TooMany { most: 500 }));
        assert_eq!(Sheet::typed(" , ", 500), Err(Flaw::Missing));
        let file = "e-mail\n".to_owned() + &"x@acme.example\n".repeat(10_000);
        assert_eq!(Sheet::read(file.as_bytes()).unwrap().rows.len(), 10_000);
        let file = file + "x@acme.example\n";
        assert_eq!(Sheet::read(file.as_bytes()), Err(Flaw::TooMany { most: 10_000 }));
        let file = file + "x@acme.example\n";
        assert_eq!(Sheet::read(file.as_bytes()), Err(Flaw::TooMany { most: 10_000 }));
    }
}
