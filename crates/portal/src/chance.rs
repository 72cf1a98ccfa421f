use rand::{
    Rng, SeedableRng, TryRng,
    rngs::{StdRng, SysRng},
};
use std::sync::{Arc, Mutex, PoisonError};
use time::OffsetDateTime;
use uuid::Uuid;

/// Where randomness comes from: the system's generator, or a seeded one in tests.
#[derive(Debug, Clone, Default)]
pub enum Chance {
    #[default]
    System,
    Seeded(Arc<Mutex<Seeded>>),
}

/// The same run of values every time; ids keep the order they were made in, even while a test's clock stands still.
#[derive(Debug)]
pub struct Seeded {
    rng: StdRng,
    ids: u32,
}

impl Chance {
    /// The same run of values for the same seed. For tests and generated worlds only.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(Seeded { rng: StdRng::seed_from_u64(seed), ids: 0 })))
    }

    /// `N` bytes fit for secrets.
    #[expect(clippy::panic, reason = "without randomness nothing here may go on; the kernel's generator does not fail once seeded")]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => {
                if let Err(error) = SysRng.try_fill_bytes(&mut bytes) {
                    panic!("the system's random generator failed: {error}");
                }
            }
            Self::Seeded(seeded) => seeded.lock().unwrap_or_else(PoisonError::into_inner).rng.fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A UUIDv7 (RFC 9562, section 5.7) of that instant.
    pub fn id(&self, now: OffsetDateTime) -> Uuid {
        v7(now, self.next_in_row(), self.bytes())
    }

    /// A UUIDv7 whose order among those of the same instant is `position` (a counter after the milliseconds, RFC 9562, section 6.2).
    pub fn id_in_row(&self, now: OffsetDateTime, position: u16) -> Uuid {
        v7(now, self.next_in_row().or(Some(position.into())), self.bytes())
    }

    /// A six-digit code, evenly distributed.
    pub fn code(&self) -> String {
        loop {
            let candidate = u32::from_be_bytes(self.bytes()) >> 12; // 20 bits: 0 to 1,048,575
            if candidate < 1_000_000 {
                return format!("{candidate:06}");
            }
        }
    }

    /// What is read out on the telephone to find something by, of sixty bits: `7K2M-9QXD-04TZ`.
    pub fn reference(&self) -> String {
        self.groups(3)
    }

    /// So many groups of four digits, three at most, in Crockford's base 32, which has no I, L, O and U: twenty bits each.
    pub(crate) fn groups(&self, count: u32) -> String {
        const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let bits = u64::from_be_bytes(self.bytes());
        let digits: Vec<char> = (0..4 * count).map(|position| char::from(DIGITS[(bits >> (position * 5) & 31) as usize])).collect();
        digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
    }

    fn next_in_row(&self) -> Option<u32> {
        let Self::Seeded(seeded) = self else { return None };
        let mut seeded = seeded.lock().unwrap_or_else(PoisonError::into_inner);
        seeded.ids = seeded.ids.wrapping_add(1);
        Some(seeded.ids)
    }
}

/// Milliseconds, then 26 bits of the counter where there is one, then random ones.
fn v7(now: OffsetDateTime, counter: Option<u32>, mut random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
    if let Some(counter) = counter {
        // The version takes the upper half of the first byte, the variant the upper quarter of the third.
        let last_byte = |shifted: u32| shifted.to_be_bytes()[3];
        random[..4].copy_from_slice(&[last_byte(counter >> 22), last_byte(counter >> 14), last_byte(counter >> 8) & 0x3f, last_byte(counter)]);
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_can_be_read_out() {
        let reference = Chance::seeded(1).reference();
        assert_eq!(reference.len(), 14, "{reference}");
        let is_digit = |digit: u8| digit.is_ascii_digit() || digit.is_ascii_uppercase() && !b"ILOU".contains(&digit);
        assert!(reference.split('-').all(|group| group.len() == 4 && group.bytes().all(is_digit)), "{reference}");
        assert_ne!(reference, Chance::seeded(2).reference());
    }

    #[test]
    fn ids_of_one_instant_keep_their_row() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let ids: Vec<Uuid> = (0..u16::MAX).map(|position| Chance::System.id_in_row(now, position)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        let chance = Chance::seeded(1);
        let ids: Vec<Uuid> = (0..u16::MAX).map(|_| chance.id(now)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
