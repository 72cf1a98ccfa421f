use super::{Password, PasswordHash};
use crate::{Error, Result, chance::Chance, throttle::Key};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::{
    collections::HashMap,
    fmt,
    num::NonZeroUsize,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// Checked for people that don't exist: the same work as for those who do, and never right.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cG9ydGljbyBub2JvZHkncw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
/// How many may wait for each core, in each share. About 18 ms each: the last one waits a little over half a second.
const WAITING_PER_CORE: usize = 32;
/// How many of one account may be under way in the share of known browsers: a person presses a button, and perhaps once more. Without it one
/// account with the right password would fill that share, for what is right is never counted.
const OF_ONE_ACCOUNT: usize = 2;
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Whose work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Anybody's.
    Strangers,
    /// Of a browser that has signed in to this account before, or of somebody whose address is proven: the account's or address's key.
    Known(Key),
}

/// Hashes and checks passwords: as many at once as there are cores, the rest in a short queue, beyond which the answer is
/// "not now". Strangers may use every core while nobody else needs one, but at most a core's worth of them ever waits in
/// front of a known browser (DECISIONS 11).
#[derive(Clone)]
pub struct Pool(Arc<Inner>);

struct Inner {
    /// One permit a core, given in order of arrival.
    cores: Arc<Semaphore>,
    /// What a stranger holds before they may even queue for a core.
    strangers_turns: Arc<Semaphore>,
    strangers_places: Arc<Semaphore>,
    known_places: Arc<Semaphore>,
    known_accounts: Mutex<HashMap<Key, usize>>,
    /// OWASP's least for argon2id: 19 MiB, two passes, one lane (RFC 9106 has the algorithm). A test holds the crate to it.
    argon2: Argon2<'static>,
    runs: AtomicU64,
}

impl Pool {
    /// A pool for that many cores.
    pub fn new(cores: NonZeroUsize) -> Self {
        let cores = cores.get();
        Self(Arc::new(Inner {
            cores: Arc::new(Semaphore::new(cores)),
            strangers_turns: Arc::new(Semaphore::new(cores)),
            strangers_places: Arc::new(Semaphore::new(cores * (WAITING_PER_CORE + 1))),
            known_places: Arc::new(Semaphore::new(cores * (WAITING_PER_CORE + 1))),
            known_accounts: Mutex::default(),
            argon2: Argon2::default(),
            runs: AtomicU64::new(0),
        }))
    }

    /// Hashes a chosen password.
    ///
    /// # Errors
    /// `Unavailable` when the queue is full, or an account has its part of it.
    pub async fn hash(&self, password: Password, share: Share, chance: &Chance) -> Result<PasswordHash> {
        let salt: [u8; 16] = chance.bytes();
        self.run(share, move |argon2| hash(argon2, password.as_bytes(), &salt)).await?
    }

    /// Whether it is the password behind the hash. Without a hash it takes as long, and is never right.
    ///
    /// # Errors
    /// `Unavailable` when the queue is full, or an account has its part of it.
    pub async fn check(&self, password: Password, against: Option<PasswordHash>, share: Share) -> Result<bool> {
        let exists = against.is_some();
        let against = against.unwrap_or_else(|| PasswordHash(NOBODYS.to_owned()));
        let right = self.run(share, move |argon2| argon2.verify_password(password.as_bytes(), against.as_str()).is_ok()).await?;
        Ok(right && exists)
    }

    /// How often argon2 has run since the start.
    pub fn runs(&self) -> u64 {
        self.0.runs.load(Ordering::Relaxed)
    }

    fn known_accounts(&self) -> MutexGuard<'_, HashMap<Key, usize>> {
        self.0.known_accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn run<T: Send + 'static>(&self, share: Share, work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static) -> Result<T> {
        let inner = &self.0;
        let places = match share {
            Share::Strangers => &inner.strangers_places,
            Share::Known(_) => &inner.known_places,
        };
        let place = place(places)?;
        let part = match share {
            Share::Strangers => None,
            Share::Known(account) => Some(Part::of(self, account)?),
        };
        let turn = match share {
            Share::Strangers => Some(inner.strangers_turns.clone().acquire_owned().await.map_err(Error::internal)?),
            Share::Known(_) => None,
        };
        let core = inner.cores.clone().acquire_owned().await.map_err(Error::internal)?;
        inner.runs.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("portico_argon2_total").increment(1);
        let pool = self.clone();
        tokio::task::spawn_blocking(move || {
            // Held here: a request that is given up must not free a core that is still at work.
            let _held = (place, part, turn, core);
            work(&pool.0.argon2)
        })
        .await
        .map_err(Error::internal)
    }
}

fn place(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    places.clone().try_acquire_owned().map_err(|full| match full {
        TryAcquireError::NoPermits => Error::Unavailable(RETRY_AFTER),
        TryAcquireError::Closed => Error::internal(full),
    })
}

/// An account's part of the share of known browsers, while it is held.
struct Part {
    pool: Pool,
    account: Key,
}

impl Part {
    fn of(pool: &Pool, account: Key) -> Result<Self> {
        let mut accounts = pool.known_accounts();
        let held = accounts.entry(account).or_default();
        if *held >= OF_ONE_ACCOUNT {
            return Err(Error::Unavailable(RETRY_AFTER));
        }
        *held += 1;
        drop(accounts);
        Ok(Self { pool: pool.clone(), account })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let mut accounts = self.pool.known_accounts();
        if let Some(held) = accounts.get_mut(&self.account) {
            *held -= 1;
            if *held == 0 {
                accounts.remove(&self.account);
            }
        }
    }
}

fn hash(argon2: &Argon2<'static>, password: &[u8], salt: &[u8]) -> Result<PasswordHash> {
    Ok(PasswordHash(argon2.hash_password_with_salt(password, salt).map_err(Error::internal)?.to_string()))
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("runs", &self.runs()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text).unwrap()
    }

    fn known(address: &str) -> Share {
        Share::Known(Key::address(&contract::EmailAddress::parse(address).unwrap()))
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_nothing_else_is() {
        let (pool, chance) = (Pool::new(NonZeroUsize::MIN), Chance::seeded(1));
        let kept = pool.hash(password("correct horse battery staple"), known("ana@acme.example"), &chance).await.unwrap();
        assert!(kept.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", kept.as_str());
        assert!(pool.check(password("correct horse battery staple"), Some(kept.clone()), Share::Strangers).await.unwrap());
        assert!(!pool.check(password("correct horse battery stapler"), Some(kept), Share::Strangers).await.unwrap());
        assert_eq!(pool.runs(), 3);
    }

    #[tokio::test]
    async fn nobody_has_a_password_but_it_takes_as_long() {
        let pool = Pool::new(NonZeroUsize::MIN);
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODYS).is_ok());
        assert!(!pool.check(password("nobody's password"), None, Share::Strangers).await.unwrap());
        assert_eq!(pool.runs(), 1);
    }

    #[tokio::test]
    async fn a_crowd_of_strangers_is_sent_away_and_a_known_browser_is_not() {
        let pool = Pool::new(NonZeroUsize::MIN);
        let crowd = (0..40).map(|_| pool.check(password("a guess"), None, Share::Strangers));
        let mut crowd = Box::pin(futures::future::join_all(crowd));
        assert!(futures::poll!(&mut crowd).is_pending());
        let busy = pool.check(password("one guess more"), None, Share::Strangers).await;
        assert!(matches!(busy, Err(Error::Unavailable(_))));

        let known = pool.check(password("my own password"), None, known("ana@acme.example"));
        let (answered, crowd) = futures::join!(async { (known.await.is_ok(), pool.runs()) }, crowd);
        assert!(answered.0);
        assert!(answered.1 <= 4, "the known browser waited behind {} strangers", answered.1);
        assert_eq!(crowd.iter().filter(|answer| answer.is_ok()).count(), WAITING_PER_CORE + 1);
    }

    #[tokio::test]
    async fn no_more_are_at_work_at_once_than_there_are_cores() {
        let pool = Pool::new(NonZeroUsize::new(2).unwrap());
        // Work that lasts until it is told to end.
        let (end, told): (Vec<_>, Vec<_>) = (0..2).map(|_| std::sync::mpsc::channel::<()>()).unzip();
        let long = told.into_iter().map(|told| pool.run(Share::Strangers, move |_| told.recv().is_err()));
        let mut long = Box::pin(futures::future::join_all(long));
        assert!(futures::poll!(&mut long).is_pending());
        assert_eq!(pool.runs(), 2, "both have a core");

        let strangers = (0..4).map(|_| pool.check(password("a guess"), None, Share::Strangers));
        let colleagues = (0..4).map(|n| pool.check(password("my own password"), None, known(&format!("colleague{n}@acme.example"))));
        let mut others = Box::pin(futures::future::join_all(strangers.chain(colleagues)));
        assert!(futures::poll!(&mut others).is_pending());
        assert_eq!(pool.runs(), 2, "nobody else has, known or not");
        drop(end);
        let (long, others) = futures::join!(long, others);
        assert!(long.iter().chain(&others).all(Result::is_ok));
        assert_eq!(pool.runs(), 10);
    }

    #[tokio::test]
    async fn one_account_does_not_fill_the_share_of_the_others() {
        let pool = Pool::new(NonZeroUsize::MIN);
        let mallorys = (0..80).map(|_| pool.check(password("right or wrong"), None, known("mallory@globex.example")));
        let mut mallorys = Box::pin(futures::future::join_all(mallorys));
        assert!(futures::poll!(&mut mallorys).is_pending());
        let ana = pool.check(password("my own password"), None, known("ana@acme.example"));
        let (ana, mallorys) = futures::join!(ana, mallorys);
        assert!(ana.is_ok());
        assert_eq!(mallorys.iter().filter(|answer| answer.is_ok()).count(), OF_ONE_ACCOUNT);
        assert!(pool.check(password("and again"), None, known("mallory@globex.example")).await.is_ok(), "what is done makes room");
        assert!(pool.known_accounts().is_empty());
    }
}
