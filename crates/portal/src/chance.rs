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
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// The same run of values for the same seed. For tests and generated worlds only.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
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
            Self::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A UUIDv7 (RFC 9562, section 5.7) of that instant.
    pub fn id(&self, now: OffsetDateTime) -> Uuid {
        self.id_in_row(now, 0)
    }

    /// A UUIDv7 whose order among those of the same instant is `position` (its `rand_a` is a counter, RFC 9562, section 6.2).
    pub fn id_in_row(&self, now: OffsetDateTime, position: u16) -> Uuid {
        let millis = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
        let mut random: [u8; 10] = self.bytes();
        if position > 0 {
            [random[0], random[1]] = position.to_be_bytes();
        } else {
            random[0] = 0;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
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
}
