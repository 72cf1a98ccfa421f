//! Names for many.

use crate::member;

const FIRST: [&str; 37] = [
    "Abena",
    "Aisling",
    "Amara",
    "Anneliese",
    "Beatriz",
    "Błażej",
    "Camille",
    "Chen",
    "Daniela",
    "Dmitri",
    "Élodie",
    "Emeka",
    "Fatima",
    "Gareth",
    "Hana",
    "Ibrahim",
    "Ingrid",
    "Jamal",
    "João",
    "Katarzyna",
    "Kwame",
    "Leila",
    "Lukas",
    "Mairéad",
    "Matteo",
    "Nadia",
    "Nguyễn",
    "Oisín",
    "Priya",
    "Rafael",
    "Saoirse",
    "Sven",
    "Tomás",
    "Uchenna",
    "Vera",
    "Wei",
    "Zoë",
];

const LAST: [&str; 41] = [
    "Achterberg",
    "Adeyemi",
    "Almeida",
    "Baumgartner",
    "Bianchi",
    "Björk",
    "Castellanos",
    "Chaudhry",
    "Çelik",
    "D'Souza",
    "Delacroix",
    "Eriksen",
    "Fernández",
    "Fitzgerald",
    "Gallagher",
    "Haugen",
    "Ibáñez",
    "Ivanova",
    "Jansen",
    "Kaczmarek",
    "Kim",
    "Kowalczyk",
    "Lefèvre",
    "Li",
    "MacLeod",
    "Müller",
    "Nakagawa",
    "Ní Bhriain",
    "O'Connell",
    "Okafor",
    "Papadopoulos",
    "Quispe",
    "Rahman",
    "Sjöberg",
    "Szabó",
    "Takahashi",
    "Ueda",
    "Van der Meer",
    "Wójcik",
    "Yılmaz",
    "Zhang",
];

/// Names that a layout should have seen, the longest of them as long as a name may be.
const LONG: [&str; 6] = [
    "Maria del Carmen Inmaculada Concepción Fernández de Córdoba y Álvarez de Toledo",
    "Wolfgang Amadeus Maximilian Freiherr von und zu Hohenlohe-Waldenburg-Schillings",
    "Donaudampfschifffahrtsgesellschaftskapitänin",
    "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff",
    "Adaeze Oluwatobiloba Chukwuemeka-Nwachukwu-Ogunbanjo",
    "Thuỳ Dương Nguyễn-Phạm Thị Minh Khai Hoàng",
];

/// What the n-th of a crowd is called: nobody as another, one in sixty at length.
pub(super) fn name(n: usize) -> String {
    match LONG.get(n / 60) {
        Some(long) if n % 60 == 30 => (*long).to_owned(),
        _ => format!("{} {}", FIRST[n % FIRST.len()], LAST[(n * 5 + n / FIRST.len()) % LAST.len()]),
    }
}

/// Where somebody of that name has their mail.
pub(super) fn address(name: &str, domain: &str) -> String {
    let folded = member::fold(name);
    let words = folded.split_whitespace().map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let local: String = words.collect::<Vec<_>>().join(".").chars().take(60).collect();
    format!("{}@{domain}", local.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{EmailAddress, PersonName};
    use std::collections::HashSet;

    #[test]
    fn four_hundred_people_are_four_hundred_people() {
        let addresses: HashSet<String> = (0..420).map(|n| address(&name(n), "meridian.example")).collect();
        assert_eq!(addresses.len(), 420);
        assert!(addresses.iter().all(|address| EmailAddress::parse(address).is_ok()), "{addresses:?}");
        for n in 0..420 {
            assert!(PersonName::parse(&name(n)).is_ok(), "{}", name(n));
        }
    }
}
