//! Acme's connection: tried until it was right, activated, and used since.

use super::{acme::SLUG, story::Story};
use crate::{
    Error, Result,
    access::{
        Can, Visitor,
        permission::{ManageSignIn, SeeSignIn},
    },
    connection::{self, MappingInput, Taken},
    federation::{self, Answered, Finished, Kept, Outgoing, Posted, To, tests},
    secret::Secret,
};
use contract::{Arrival, ConnectionId, ConnectionKey, DomainId, Locale, Protocol, Role};
use time::{Duration, macros::time};
use url::Url;

/// The provider that Acme is connected to: one whose clock is the story's, and who knows Ben and Chiara at `acme.example`.
pub trait Provider: Sync {
    /// SAML metadata.
    ///
    /// # Errors
    /// Whatever keeps the provider from saying so; also below.
    fn metadata(&self) -> impl Future<Output = Result<String>> + Send;

    /// What the browser of somebody of that given name brings back, whose address is left out unless `with_address`.
    fn answer(&self, request: &Url, given_name: &str, with_address: bool) -> impl Future<Output = Result<Posted>> + Send;
}

/// An organisation's connection, and who is at the other end of it.
pub(super) struct Connected<'a, P> {
    story: &'a Story,
    provider: &'a P,
    id: ConnectionId,
    key: ConnectionKey,
}

impl<'a, P: Provider> Connected<'a, P> {
    /// Sets it up, finds by a test that addresses are missing, and activates it the next day.
    pub async fn new(story: &'a Story, by: &Visitor, domain: DomainId, provider: &'a P) -> Result<Self> {
        story.at(8, time!(9:12)).await?;
        let id = connection::create(&story.can(by, SLUG).await?, "Okta", "okta", Protocol::Saml.key()).await?;
        let key = connection::find(&story.can::<SeeSignIn>(by, SLUG).await?, id).await?.key;
        let connected = Self { story, provider, id, key };
        let can: Can<ManageSignIn> = story.can(by, SLUG).await?;
        connection::set_domains(&can, id, &[domain.to_string()]).await?;
        story.pass(Duration::minutes(7)).await?;
        match connection::read_metadata(&can, id, provider.metadata().await?.as_bytes(), None).await? {
            Taken::Metadata { .. } => {}
            other => return Err(Error::internal(format!("the demo's provider can't be used: {other:?}"))),
        }
        connection::set_saml_options(&can, id, "assertion", "", false).await?;
        story.pass(Duration::minutes(4)).await?;
        let roles = vec![("Engineering".to_owned(), Role::Member.key().to_owned())];
        connection::set_mapping(&can, id, MappingInput { roles, ..MappingInput::default() }).await?;
        connection::set_arrival(&can, id, Arrival::Joins.key(), Role::Member.key()).await?;
        story.pass(Duration::minutes(2)).await?;
        connected.test(&can, by, false).await?;
        story.at(7, time!(8:40)).await?;
        let can = story.can(by, SLUG).await?;
        connected.test(&can, by, true).await?;
        story.pass(Duration::minutes(5)).await?;
        connection::activate(&can, id).await?;
        Ok(connected)
    }

    async fn test(&self, can: &Can<ManageSignIn>, by: &Visitor, with_address: bool) -> Result<()> {
        let started = tests::start(can, self.id).await?;
        let link = started.link.rsplit('/').next().and_then(Secret::parse).ok_or_else(|| Error::internal("a test's link without its secret"))?;
        let out = federation::begin_test(&self.story.portal, by, &link, Locale::En).await?;
        match self.back(by, out, "Ben", with_address).await? {
            (Answered::Tested, _) => Ok(()),
            _ => Err(Error::internal("a test in the demo was none")),
        }
    }

    /// Somebody comes by it: into the organisation, or no further than the provider's answer.
    pub async fn come(&self, browser: &Visitor, given_name: &str, with_address: bool) -> Result<()> {
        let out = federation::begin(&self.story.portal, browser, &self.key, None, None, Locale::En).await?;
        match self.back(browser, out, given_name, with_address).await? {
            (Answered::Proven, kept) => match federation::finish(&self.story.portal, browser, &[kept], None).await? {
                Finished::SignedIn(by) => self.story.visit_by(browser, &by, SLUG).await,
                _ => Err(Error::internal("the provider's word isn't enough in the demo")),
            },
            (Answered::Refused { .. }, _) if !with_address => Ok(()),
            _ => Err(Error::internal("a sign-in in the demo went astray")),
        }
    }

    async fn back(&self, browser: &Visitor, out: Outgoing, given_name: &str, with_address: bool) -> Result<(Answered, Kept)> {
        let Outgoing { to: To::Redirect(request), kept } = out else { return Err(Error::internal("the demo's provider takes redirects")) };
        self.story.pass(Duration::seconds(11)).await?;
        let posted = self.provider.answer(&request, given_name, with_address).await?;
        let answered = federation::saml_answer(&self.story.portal, browser, &self.key, &posted, std::slice::from_ref(&kept)).await?;
        Ok((answered, kept))
    }
}
