use contract::{EmailAddress, Flaw, PersonName, Role};

/// One person to invite, as somebody typed it or a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it stood there, to be shown.
    pub text: String,
    pub address: Result<EmailAddress, Flaw>,
    /// What they are called, if that can be used.
    pub name: Option<PersonName>,
    pub roles: AskedRoles,
}

/// Which roles an entry asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedRoles {
    /// Those of the whole list.
    Usual,
    Own(Vec<Role>),
    /// A word that is no role's name.
    Unknown(String),
}

/// Addresses as people type and paste them, one cell each: separated by commas, semicolons, line breaks or spaces, with or
/// without a name (`Ana <ana@acme.example>`, `"Lindqvist, Ana" <ana@…>`, `Ana Lindqvist ana@…`). Answers pairs of name and address.
pub(super) fn split(text: &str) -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    let (mut piece, mut quoted, mut in_brackets) = (String::new(), false, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' => {
                // A forgotten quote spoils one line, not the list.
                (quoted, in_brackets) = (false, false);
                pieces.push(std::mem::take(&mut piece));
            }
            ',' | ';' if !quoted && !in_brackets => pieces.push(std::mem::take(&mut piece)),
            // What can't be seen parts words, as a tab does.
            c if c.is_control() => piece.push(' '),
            c => {
                match c {
                    '<' => in_brackets = true,
                    '>' => in_brackets = false,
                    _ => {}
                }
                piece.push(c);
            }
        }
    }
    pieces.push(piece);
    pieces.iter().flat_map(|piece| people(piece.trim())).collect()
}

fn people(piece: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = piece;
    while let Some((name, (address, after))) = rest.split_once('<').and_then(|(name, tail)| Some((name, tail.split_once('>')?))) {
        found.push((name.trim().trim_matches('\'').to_owned(), address.trim().to_owned()));
        rest = after.trim();
    }
    // Copied from a sheet, a name stands before its address with nothing but space between.
    let mut name = Vec::new();
    for word in rest.split_whitespace() {
        if word.contains('@') {
            found.push((std::mem::take(&mut name).join(" "), word.to_owned()));
        } else {
            name.push(word);
        }
    }
    if !name.is_empty() {
        found.push((String::new(), name.join(" ")));
    }
    found
}

/// The roles in a cell, by key or by name in any language of ours.
pub(super) fn asked_roles(cell: &str) -> AskedRoles {
    let mut roles = Vec::new();
    for word in cell.split([',', ';', '/', '|', '+']).map(str::trim).filter(|word| !word.is_empty()) {
        match role(word) {
            Some(role) => roles.push(role),
            None => return AskedRoles::Unknown(word.to_owned()),
        }
    }
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() { AskedRoles::Usual } else { AskedRoles::Own(roles) }
}

fn role(word: &str) -> Option<Role> {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match letters.as_str() {
        "owner" | "inhaber" | "inhaberin" | "eigentümer" | "eigentümerin" => Role::Owner,
        "administrator" | "administratorin" | "admin" => Role::Administrator,
        "peopleadministrator" | "peopleadmin" | "personenverwaltung" => Role::PeopleAdministrator,
        "signinadministrator" | "signinadmin" | "anmeldeverwaltung" => Role::SignInAdministrator,
        "auditor" | "revision" | "revisor" | "revisorin" => Role::Auditor,
        "member" | "mitglied" | "user" | "benutzer" | "nutzer" => Role::Member,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        split(text)
    }

    fn pair(name: &str, address: &str) -> (String, String) {
        (name.to_owned(), address.to_owned())
    }

    #[test]
    fn a_list_is_read_however_it_was_pasted() {
        let (ana, bo) = (pair("", "ana@acme.example"), pair("", "bo@acme.example"));
        for text in [
            "ana@acme.example, bo@acme.example",
            "ana@acme.example;bo@acme.example;",
            "ana@acme.example\r\n\r\nbo@acme.example\n",
            " ana@acme.example bo@acme.example ",
            "ana@acme.example\tbo@acme.example",
            "ana@acme.example\0bo@acme.example\u{1b}",
            "<ana@acme.example>, <bo@acme.example>",
        ] {
            assert_eq!(pairs(text), [ana.clone(), bo.clone()], "{text:?}");
        }
        assert_eq!(
            pairs("\"Lindqvist, Ana\" <ana@acme.example>; Bo Nakamura <bo@acme.example> Cy <cy@acme.example>\n'Di' <di@acme.example>"),
            [
                pair("Lindqvist, Ana", "ana@acme.example"),
                pair("Bo Nakamura", "bo@acme.example"),
                pair("Cy", "cy@acme.example"),
                pair("Di", "di@acme.example")
            ]
        );
        assert_eq!(pairs("Ana Lindqvist, \"bo@acme.example\n\"cy"), [pair("", "Ana Lindqvist"), bo, pair("", "cy")]);
        assert_eq!(pairs(" ,;\n "), []);
    }

    #[test]
    fn roles_are_known_by_name() {
        assert_eq!(asked_roles(" People administrator / auditor "), AskedRoles::Own(vec![Role::PeopleAdministrator, Role::Auditor]));
        assert_eq!(asked_roles("Personenverwaltung; Mitglied"), AskedRoles::Own(vec![Role::PeopleAdministrator, Role::Member]));
        assert_eq!(asked_roles("sign_in_administrator"), AskedRoles::Own(vec![Role::SignInAdministrator]));
        assert_eq!(asked_roles(" "), AskedRoles::Usual);
        assert_eq!(asked_roles("member, boss"), AskedRoles::Unknown("boss".into()));
        for role in Role::ALL {
            assert_eq!(asked_roles(role.key()), AskedRoles::Own(vec![role]));
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_split(text in "\\PC{0,200}|[a-z@.<>\", ;\\r\\n\\x00]{0,120}") {
            for (name, address) in split(&text) {
                prop_assert!(!name.chars().chain(address.chars()).any(char::is_control));
            }
        }
    }
}
