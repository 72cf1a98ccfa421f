//! Everything it knows, in memory.

use crate::failure::Failure;
use crate::fault::Fault;
use crate::keys::{Keys, Which};
use crate::oidc::Grants;
use crate::person::{self, Person};
use crate::place::Place;
use crate::practice::{Chance, Clock, Portal, Practice};
use crate::rotation::Rotation;
use crate::saml::Service;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use time::OffsetDateTime;

/// A place is made by whoever asks for it; nobody practises with more.
const MOST_PLACES: usize = 500;

pub(crate) struct Idp {
    /// Without a slash at its end.
    pub(crate) origin: String,
    pub(crate) portal_origin: String,
    pub(crate) portal: Portal,
    pub(crate) keys: Keys,
    clock: Clock,
    chance: Chance,
    places: Mutex<BTreeMap<String, Known>>,
}

/// What is known of a place.
pub(crate) struct Known {
    pub(crate) domain: String,
    pub(crate) people: Vec<Person>,
    pub(crate) fault: Fault,
    pub(crate) rotation: Rotation,
    /// What was put into its console.
    pub(crate) service: Service,
    /// The last answer by SAML, for whoever wants to see it again.
    pub(crate) last_answer: Option<String>,
    pub(crate) grants: Grants,
}

impl Idp {
    pub(crate) fn new(practice: Practice) -> Self {
        Self {
            origin: practice.origin.as_str().trim_end_matches('/').to_owned(),
            portal_origin: practice.portal_origin,
            portal: practice.portal,
            keys: Keys::new(practice.folder),
            clock: practice.clock,
            chance: practice.chance,
            places: Mutex::default(),
        }
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        (self.clock)()
    }

    pub(crate) fn random(&self) -> [u8; 32] {
        (self.chance)()
    }

    /// Looks at a place, or changes it.
    pub(crate) fn at<T>(&self, place: &Place, look: impl FnOnce(&mut Known) -> T) -> T {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let path = place.path();
        if places.len() >= MOST_PLACES && !places.contains_key(&path) {
            places.pop_first();
        }
        look(places.entry(path).or_insert_with(|| Known {
            domain: person::DOMAIN.to_owned(),
            people: person::given(place),
            fault: Fault::None,
            rotation: Rotation::Steady(Which::First),
            service: Service::default(),
            last_answer: None,
            grants: Grants::default(),
        }))
    }

    /// Whether people and answers may be sent there.
    pub(crate) fn is_portal(&self, address: &str) -> bool {
        address.strip_prefix(&self.portal_origin).is_some_and(|path| path.starts_with('/'))
    }
}

/// Signing, and above all making a key, keeps a processor busy.
pub(crate) async fn work<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await?
}
