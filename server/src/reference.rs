//! The reference id of a request: what a person reads to support, and support finds in the log.

use app::ssr::Reference;
use http::HeaderName;
use portal::chance::Chance;

/// Where an answer names it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Crockford's base 32: no I, L, O and U, so it can be read out on the telephone.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Sixty random bits, such as `7K2M-9QXD-04TZ`.
pub fn make(chance: &Chance) -> Reference {
    let bits = u64::from_be_bytes(chance.bytes());
    let digits: Vec<char> = (0..12).map(|position| char::from(DIGITS[(bits >> (position * 5) & 31) as usize])).collect();
    Reference(digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_can_be_read_out() {
        let reference = make(&Chance::seeded(1)).0;
        assert_eq!(reference.len(), 14, "{reference}");
        assert!(reference.split('-').all(|group| group.len() == 4 && group.bytes().all(|digit| DIGITS.contains(&digit))), "{reference}");
        assert_ne!(reference, make(&Chance::seeded(2)).0);
    }
}
