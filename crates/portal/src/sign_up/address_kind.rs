use contract::EmailAddress;
use std::{collections::HashSet, sync::LazyLock};

/// What kind of mailbox an address is: said kindly at sign-up, for only a work address can ever own a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    Work,
    /// Of a provider where anybody can have a mailbox.
    Consumer,
    /// Made to be thrown away.
    Disposable,
}

/// Providers where anybody can have a mailbox, a line each. There is no kept crate of them as there is of throw-away ones.
static CONSUMER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("consumer_domains.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

pub fn address_kind(address: &EmailAddress) -> AddressKind {
    if CONSUMER.contains(address.domain()) {
        AddressKind::Consumer
    } else if mailchecker::is_valid(&format!("somebody@{}", address.domain())) {
        AddressKind::Work
    } else {
        AddressKind::Disposable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(address: &str) -> AddressKind {
        address_kind(&EmailAddress::parse(address).unwrap())
    }

    #[test]
    fn mailboxes_are_told_apart_by_their_domain() {
        assert_eq!(kind("ana@acme.example"), AddressKind::Work);
        assert_eq!(kind("ana@gmail.com"), AddressKind::Consumer);
        assert_eq!(kind("ana@gmx.de"), AddressKind::Consumer);
        assert_eq!(kind("ana@mailinator.com"), AddressKind::Disposable);
        assert_eq!(kind("ana@any.mailinator.com"), AddressKind::Disposable);
    }

    #[test]
    fn the_list_is_kept_in_order() {
        let listed: Vec<&str> = include_str!("consumer_domains.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(listed.is_sorted() && listed.iter().all(|line| *line == line.trim().to_lowercase()));
    }
}
