use crate::{Error, Result};
use std::{num::NonZeroUsize, sync::Arc};
use tokio::sync::Semaphore;

/// Checks and makes signatures: on threads that may take their time, as many at once as there are cores. What a stranger sends can take a tenth
/// of a second or two.
#[derive(Debug, Clone)]
pub struct Signatures(Arc<Semaphore>);

impl Signatures {
    pub fn new(cores: NonZeroUsize) -> Self {
        Self(Arc::new(Semaphore::new(cores.get())))
    }

    /// Does it when a core is free.
    ///
    /// # Errors
    /// `Internal` when the work panics: what it was about is refused, and nothing else ends.
    pub(crate) async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let core = self.0.clone().acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            // Held here: a request that is given up must not free a core that is still at work.
            let _held = core;
            work()
        })
        .await
        .map_err(Error::internal)
    }
}
