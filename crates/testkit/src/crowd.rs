use crate::TestPortal;
use contract::EmailAddress;
use portal::{
    Result,
    password::{Password, Share},
    throttle::Key,
};
use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, Waker},
    thread::available_parallelism,
};

type Check = Pin<Box<dyn Future<Output = Result<bool>> + Send>>;

/// So many password checks that there is no room for another. For as long as they are kept none of them gets further, however long it takes.
pub struct Crowd(Vec<Check>);

impl TestPortal {
    /// Fills the share of strangers.
    pub async fn crowd_of_strangers(&self) -> Crowd {
        self.crowd(|| Share::Strangers).await
    }

    /// Fills the share of known browsers, each of somebody else.
    pub async fn crowd_of_known(&self) -> Crowd {
        let mut nth = 0;
        self.crowd(|| {
            nth += 1;
            Share::Known(Key::address(&EmailAddress::parse(&format!("somebody{nth}@crowd.example")).expect("an address")))
        })
        .await
    }

    /// Fills a share of the pool; `share` answers whose the next of them is.
    async fn crowd(&self, mut share: impl FnMut() -> Share) -> Crowd {
        let cores = available_parallelism().map_or(1, usize::from);
        let mut crowd = Crowd(Vec::new());
        crowd.fill(self, &mut share);
        // Those that have a core finish by themselves; it goes to others, which nobody asks to go on.
        for check in crowd.0.drain(..cores) {
            check.await.expect("a check");
        }
        crowd.fill(self, &mut share);
        crowd
    }
}

impl Crowd {
    fn fill(&mut self, portal: &TestPortal, share: &mut impl FnMut() -> Share) {
        loop {
            let (pool, share) = (portal.portal.passwords.clone(), share());
            let password = Password::parse("somebody’s").expect("a password");
            let mut check: Check = Box::pin(async move { pool.check(password, None, share).await });
            match check.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Pending => self.0.push(check),
                Poll::Ready(answer) => {
                    answer.expect_err("there is no room");
                    return;
                }
            }
        }
    }
}

impl fmt::Debug for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Crowd").field(&self.0.len()).finish()
    }
}
