use crate::{
    Error, Portal, Result,
    access::{
        Can, Grants, SignedIn, Visitor,
        permission::{InvitePeople, ManageSignIn},
    },
    audit::{Origin, PersonEvent},
    clock::Clock,
    db::system::SystemTx,
    domain::{self, Checked},
    federation::SignedInBy,
    invitation::{self, Invited},
    jobs::Worker,
    mail::Postman,
    member::RoleChange,
    organization::{self, Founding},
    password::{Password, PasswordHash, Share},
    person::{self, NewPerson},
    secret::SecretHash,
    session::Proof,
};
use contract::{DomainId, EmailAddress, Locale, MembershipId, OrgSlug, PersonName, Role, SessionId};
use std::{net::IpAddr, sync::Arc};
use time::{Duration, OffsetDateTime, Time, Weekday};

/// The portal as it was in the weeks before today, and what happens in it.
pub(super) struct Story {
    pub portal: Portal,
    worker: Worker,
    today: OffsetDateTime,
    hash: PasswordHash,
}

/// Somebody as they are made.
#[derive(Clone, Copy)]
pub(super) struct Someone<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub locale: Locale,
    pub zone: &'a str,
    pub ip: [u8; 4],
    pub device: &'a str,
    /// Whether they sign in with [`super::PASSWORD`], or by code only.
    pub password: bool,
}

/// A list of people to invite.
pub(super) struct List<'a> {
    /// As one would paste it.
    pub people: &'a str,
    pub roles: &'a [Role],
    pub locale: Locale,
    pub message: &'a str,
    pub days: u8,
}

impl Story {
    pub async fn begin(portal: &Portal) -> Result<Self> {
        let today = portal.clock.now();
        let portal = Portal { clock: Clock::standing_at(today), ..portal.clone() };
        let password = Password::parse(super::PASSWORD).map_err(|flaw| Error::internal(flaw.to_string()))?;
        let hash = portal.passwords.hash(password, Share::Strangers, &portal.chance).await?;
        Ok(Self { worker: Worker::new(portal.clone(), Postman::Mailbox), today, hash, portal })
    }

    /// Goes to that time (UTC) so many working days before today, and does what was left to be done until then.
    ///
    /// # Errors
    /// Whatever keeps jobs from being taken.
    pub async fn at(&self, working_days_ago: u16, time: Time) -> Result<()> {
        self.move_to(working_days_before(self.today, working_days_ago).replace_time(time)).await
    }

    /// Goes to so long before now.
    ///
    /// # Errors
    /// As [`Self::at`].
    pub async fn ago(&self, time: Duration) -> Result<()> {
        self.move_to(self.today - time).await
    }

    /// Lets time pass.
    ///
    /// # Errors
    /// As [`Self::at`].
    pub async fn pass(&self, time: Duration) -> Result<()> {
        self.move_to(self.portal.clock.now() + time).await
    }

    async fn move_to(&self, instant: OffsetDateTime) -> Result<()> {
        self.portal.clock.advance(instant - self.portal.clock.now());
        self.worker.run_due().await.map(drop)
    }

    /// Somebody signs up, or is about to accept an invitation, having proven their address.
    ///
    /// # Errors
    /// `Conflict(AddressTaken)`.
    pub async fn sign_up(&self, someone: Someone<'_>) -> Result<Visitor> {
        let name = PersonName::parse(someone.name).map_err(|flaw| Error::field("name", flaw))?;
        let address = EmailAddress::parse(someone.address).map_err(|flaw| Error::field("address", flaw))?;
        let origin = Origin { ip: Some(IpAddr::from(someone.ip)), device: someone.device.to_owned(), ..Origin::default() };
        let mut tx = SystemTx::open(&self.portal, &self.portal.db.web).await?;
        let now = tx.now();
        let person = NewPerson {
            id: tx.new_id(),
            address,
            name,
            locale: someone.locale,
            zone: someone.zone.to_owned(),
            password_hash: someone.password.then(|| self.hash.clone()),
            terms_version: self.portal.settings.terms_version.clone(),
        };
        person::create(tx.conn(), now, &person).await?;
        tx.record(person.id, &origin, &PersonEvent::SignedUp).await?;
        tx.commit().await?;
        let session_hash = SecretHash::of(person.id.0.as_bytes());
        let signed_in = SignedIn {
            proofs: vec![Proof::Password],
            person: person.id,
            name: person.name.into(),
            address: person.address,
            locale: person.locale,
            zone: person.zone,
            session: SessionId(person.id.0),
            session_hash,
            since: now,
            last_used: now,
        };
        Ok(Visitor { signed_in: Some(Arc::new(signed_in)), visit: Some(session_hash), newcomer: Some(session_hash), origin, ..Visitor::default() })
    }

    /// # Errors
    /// As [`organization::found`].
    pub async fn found(&self, founder: &Visitor, name: &str, slug: &str, locale: Locale, zone: &str) -> Result<()> {
        organization::found(&self.portal, founder, Founding { name, slug, locale: locale.tag(), zone }).await?;
        self.visit(founder, slug).await.map(drop)
    }

    /// # Errors
    /// As [`invitation::invite`]; `Internal` when somebody on the list is not simply new.
    pub async fn invite(&self, by: &Visitor, slug: &str, list: List<'_>) -> Result<()> {
        let can: Can<InvitePeople> = self.can(by, slug).await?;
        let roles: Vec<String> = list.roles.iter().map(|role| role.key().to_owned()).collect();
        match invitation::invite(&can, list.people, &roles, list.locale.tag(), list.message, &list.days.to_string()).await? {
            Invited::Sent(_) => self.pass(Duration::minutes(2)).await,
            Invited::Review(_) | Invited::Bulk(_) => Err(Error::internal("somebody on a list of the demo can't be invited")),
        }
    }

    /// Somebody new accepts the one invitation that they have, and looks around.
    ///
    /// # Errors
    /// As [`Self::sign_up`] and [`invitation::accept_pending`].
    pub async fn join(&self, someone: Someone<'_>) -> Result<(Visitor, MembershipId)> {
        let visitor = self.sign_up(someone).await?;
        let member = self.accept(&visitor).await?;
        Ok((visitor, member))
    }

    /// Somebody accepts the one invitation that they have.
    ///
    /// # Errors
    /// As [`invitation::accept_pending`].
    pub async fn accept(&self, visitor: &Visitor) -> Result<MembershipId> {
        let pending = invitation::pending(&self.portal, visitor).await?;
        let pending = pending.first().ok_or_else(|| Error::internal("somebody in the demo has no invitation to accept"))?;
        let accepted = invitation::accept_pending(&self.portal, visitor, pending.id).await?;
        self.visit(visitor, accepted.org.as_str()).await
    }

    /// Adds domains and proves the first, whose id is answered, as a development portal can: in the zone that it answers for itself.
    ///
    /// # Errors
    /// As [`domain::add`] and [`domain::check_now`]; `Internal` when the proof isn't found.
    pub async fn prove(&self, by: &Visitor, slug: &str, names: &str) -> Result<DomainId> {
        let can: Can<ManageSignIn> = self.can(by, slug).await?;
        let ids = domain::add(&can, names).await?;
        let first = ids.first().ok_or_else(|| Error::internal("no domain in the demo"))?;
        self.pass(Duration::minutes(1)).await?;
        domain::play(&can, *first, true).await?;
        self.pass(Duration::seconds(40)).await?;
        match domain::check_now(&can, *first).await? {
            Checked::Proven => Ok(*first),
            _ => Err(Error::internal("a domain of the demo isn't proven")),
        }
    }

    /// Somebody whom a connection has let in comes by.
    ///
    /// # Errors
    /// As [`Portal::enter`].
    pub async fn visit_by(&self, browser: &Visitor, by: &SignedInBy, slug: &str) -> Result<()> {
        let person = person::find(&self.portal.db.web, by.person).await?.ok_or(Error::NotFound)?;
        let now = self.portal.clock.now();
        let signed_in = SignedIn {
            proofs: vec![Proof::SingleSignOn],
            person: person.id,
            name: person.name,
            address: person.address,
            locale: person.locale,
            zone: person.zone,
            session: by.session,
            session_hash: SecretHash::of(by.session.0.as_bytes()),
            since: now,
            last_used: now,
        };
        self.visit(&Visitor { signed_in: Some(Arc::new(signed_in)), ..browser.clone() }, slug).await.map(drop)
    }

    /// Somebody comes by, which is when they were last active.
    ///
    /// # Errors
    /// As [`Portal::enter`].
    pub async fn visit(&self, visitor: &Visitor, slug: &str) -> Result<MembershipId> {
        Ok(self.portal.enter(visitor, &read_slug(slug)?).await?.membership())
    }

    /// # Errors
    /// As [`Portal::enter`]; `Forbidden`.
    pub async fn can<P: Grants>(&self, visitor: &Visitor, slug: &str) -> Result<Can<P>> {
        self.portal.enter(visitor, &read_slug(slug)?).await?.can()
    }
}

/// Exactly these roles.
pub(super) fn set(roles: &[Role]) -> RoleChange {
    RoleChange::Set(roles.to_vec())
}

fn read_slug(slug: &str) -> Result<OrgSlug> {
    OrgSlug::parse(slug).map_err(|flaw| Error::internal(flaw.to_string()))
}

/// Monday to Friday.
fn working_days_before(mut day: OffsetDateTime, count: u16) -> OffsetDateTime {
    let mut left = count;
    while left > 0 {
        day -= Duration::DAY;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}
