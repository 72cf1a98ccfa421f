use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without marks, so that "wojcik" finds Wójcik and Émile stands beside Emil. Also the key that names sort by.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
    folded
}

/// Everything a member is found by, each by its beginning: every word of the name, whole and in its parts, as written and as
/// Germans write it without umlauts; the address, its domain and the parts of what stands before it.
pub(crate) fn words_of(name: &str, address: &str) -> Vec<String> {
    let mut words = BTreeSet::new();
    for spelling in [fold(name), fold(&without_umlauts(name))] {
        for word in spelling.split_whitespace() {
            words.insert(word.to_owned());
            words.insert(word.trim_start_matches('@').to_owned()); // as `sought` reads it
            words.extend(word.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        }
    }
    words.insert(address.to_owned());
    if let Some((local, domain)) = address.rsplit_once('@') {
        words.insert(domain.to_owned());
        words.extend(local.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned));
    }
    words.remove("");
    words.into_iter().collect()
}

/// What somebody typed into a search field, as beginnings of words that must all be there. At most eight.
pub(crate) fn sought(text: &str) -> Vec<String> {
    let beginnings: BTreeSet<String> =
        fold(text).split_whitespace().map(|word| word.trim_start_matches('@').to_owned()).filter(|word| !word.is_empty()).collect();
    beginnings.into_iter().take(8).collect()
}

fn without_umlauts(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for c in name.nfc() {
        match c {
            'ä' | 'Ä' => spelled.push_str("ae"),
            'ö' | 'Ö' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            c => spelled.push(c),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(typed: &str, name: &str, address: &str) -> bool {
        let words = words_of(name, address);
        sought(typed).iter().all(|beginning| words.iter().any(|word| word.starts_with(beginning.as_str())))
    }

    #[test]
    fn people_are_found_by_any_word_however_it_is_typed() {
        let chidinma = ("Chidinma Okonkwo-Fairweather", "chidinma.of@acme.example");
        for typed in ["chid", "OKONKWO", "fairw", "okonkwo-fair", "fair chid", "of", "@acme", "acme.ex", "chidinma.of@acme"] {
            assert!(finds(typed, chidinma.0, chidinma.1), "{typed}");
        }
        assert!(!finds("weather", chidinma.0, chidinma.1));
        assert!(!finds("chid bo", chidinma.0, chidinma.1));
        for typed in ["wojcik", "Wójcik", "WÓJ"] {
            assert!(finds(typed, "Dariusz Wójcik", "d@acme.example"), "{typed}");
        }
        for typed in ["müller", "muller", "mueller", "Gross", "groß"] {
            assert!(finds(typed, "Jürgen Müller-Groß", "j@acme.example"), "{typed}");
        }
        assert!(finds("李", "李小龍", "li@acme.example"));
        assert!(finds("o'ne", "St.Mary O'Neill", "m@acme.example"));
    }

    proptest! {
        #[test]
        fn everybody_is_found_by_their_own_name(name in "\\PC{1,40}") {
            prop_assert!(finds(&name, &name, "x@acme.example"));
        }
    }
}
