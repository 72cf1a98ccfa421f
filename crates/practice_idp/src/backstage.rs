use crate::failure::Failure;
use crate::fault::Fault;
use crate::place::Place;
use crate::practice::Practice;
use crate::saml;
use crate::state::Idp;
use std::sync::Arc;

/// One of the providers without its pages, for stories that are told and not clicked. It has the keys and the people that its pages have.
pub struct Backstage {
    idp: Arc<Idp>,
    place: Place,
}

impl Backstage {
    /// The provider at `/{accent}/{name}/`.
    ///
    /// # Errors
    /// [`Failure::Unknown`] as there is no such place.
    pub fn new(practice: Practice, accent: &str, name: &str) -> Result<Self, Failure> {
        let idp = Arc::new(Idp::new(practice));
        let place = Place::find(&idp.origin, accent, name).ok_or_else(|| Failure::Unknown(format!("/{accent}/{name}/")))?;
        Ok(Self { idp, place })
    }

    /// What it publishes about itself (SAML Metadata 2.0).
    ///
    /// # Errors
    /// Whatever keeps its keys from being read.
    pub async fn saml_metadata(&self) -> Result<String, Failure> {
        saml::document(&self.idp, &self.place, Fault::None).await
    }

    /// Somebody of that given name answers the request of this query: `SAMLResponse` and `RelayState`.
    ///
    /// # Errors
    /// [`Failure::Request`] for no request, [`Failure::Unknown`] for nobody's name.
    pub async fn saml_answer(&self, query: &str, given_name: &str, fault: Fault) -> Result<(String, String), Failure> {
        let ask = saml::redirected(query)?;
        let person = self.idp.at(&self.place, |known| known.people.iter().find(|person| person.given_name == given_name).cloned());
        let person = person.ok_or_else(|| Failure::Unknown(given_name.to_owned()))?;
        let (relay_state, now) = (ask.relay_state.clone(), self.idp.now());
        let response = saml::response(&self.idp, &self.place, ask, person, now, fault).await?;
        Ok((response, relay_state))
    }
}
