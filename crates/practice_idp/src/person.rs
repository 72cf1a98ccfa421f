use crate::accent::GroupForm;
use crate::chance::uuid;
use crate::place::Place;

/// Whose addresses the people of a new place have, until somebody says otherwise.
pub(crate) const DOMAIN: &str = "acme.example";

/// Somebody who can be signed in; there are no passwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// A UUID: what stays when the name changes.
    pub(crate) id: String,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    /// What they sign in with, which is their e-mail address if they have a mailbox.
    pub(crate) address: String,
    pub(crate) mailbox: bool,
    /// Whether they may use the application.
    pub(crate) assigned: bool,
    pub(crate) groups: Vec<String>,
}

impl Person {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    pub(crate) fn with_domain(&self, domain: &str) -> Self {
        let local = self.address.split('@').next().unwrap_or_default();
        Self { address: format!("{local}@{domain}"), ..self.clone() }
    }

    /// As the accent tells them.
    pub(crate) fn groups(&self, form: GroupForm, place: &Place) -> Vec<String> {
        match form {
            GroupForm::Names => self.groups.clone(),
            GroupForm::Ids => self.groups.iter().map(|group| uuid(place.digest(&["group", group]))).collect(),
            GroupForm::Paths => self.groups.iter().map(|group| format!("/{group}")).collect(),
            GroupForm::Joined if self.groups.is_empty() => Vec::new(),
            GroupForm::Joined => vec![self.groups.join(";")],
        }
    }
}

/// The people of a new place: one for each thing to try.
pub(crate) fn given(place: &Place) -> Vec<Person> {
    let person = |given_name: &str, family_name: &str, groups: &[&str]| {
        let local = given_name.to_ascii_lowercase();
        Person {
            id: uuid(place.digest(&["person", &local])),
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            address: format!("{local}@{DOMAIN}"),
            mailbox: true,
            assigned: true,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        }
    };
    vec![
        person("Ana", "Almeida", &["Board", "Everyone"]),
        person("Ben", "Okafor", &["Engineering", "Everyone"]),
        person("Chiara", "Rossi", &["Sales", "Everyone"]),
        Person { mailbox: false, ..person("Dmitri", "Sokolov", &["Everyone"]) },
        Person { assigned: false, ..person("Nora", "Lindqvist", &[]) },
    ]
}
