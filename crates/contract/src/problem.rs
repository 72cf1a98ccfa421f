use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// What went wrong, for a machine or a page: an RFC 9457 problem with codes and no prose.
/// The words are the app's, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The HTTP status (RFC 9457, section 3.1.2).
    pub status: u16,
    /// The class, as the problem's `type`.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The rule that said no, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds to wait before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// What support needs to find it in the log: the request's reference id (RFC 9457's `instance`).
    #[serde(default, rename = "instance", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// The class of a problem; each has one HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// 401: nobody is signed in, or not well enough.
    Unauthenticated,
    /// 403: you are here, but may not do this.
    Forbidden,
    /// 403: the request came from another site.
    CrossSite,
    /// 404: there is nothing here for you.
    NotFound,
    /// 409: a rule says no, in the present state of things.
    Conflict,
    /// 410: it was there, and is over.
    Gone,
    /// 413: more than we take.
    TooLarge,
    /// 422: something typed can't be used; see `fields`.
    Invalid,
    /// 429: too many, too fast; see `retry_after`.
    Limited,
    /// 503: not now; see `retry_after`.
    Unavailable,
    /// 500: our fault; the log has it under `reference`.
    Internal,
}

impl ProblemKind {
    pub const fn status(self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Gone => 410,
            Self::TooLarge => 413,
            Self::Invalid => 422,
            Self::Limited => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

impl Problem {
    pub fn new(kind: ProblemKind) -> Self {
        Self { status: kind.status(), kind, rule: None, fields: Vec::new(), retry_after: None, reference: None }
    }

    /// What is wrong with one field, if anything.
    pub fn field(&self, name: &str) -> Option<&Flaw> {
        self.fields.iter().find(|problem| problem.field == name).map(|problem| &problem.flaw)
    }
}

/// One field's flaw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name in the form.
    pub field: Cow<'static, str>,
    pub flaw: Flaw,
}

/// What is wrong with something typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Flaw {
    Missing,
    Malformed,
    TooShort {
        least: u32,
    },
    TooLong {
        most: u32,
    },
    OutOfRange {
        least: u32,
        most: u32,
    },
    /// Contains something a mail program would turn into a link.
    HasWebAddress,
    /// A word kept for pages of ours.
    Reserved,
    /// Somebody else has it.
    Taken,
    /// A password that would be guessed; the score is zxcvbn's 0 to 4.
    TooWeak {
        score: u8,
    },
    /// A code, password or secret that doesn't match; never says which part.
    Wrong,
    /// A code or link whose time is over.
    Expired,
    /// The box that must be ticked.
    NotAccepted,
    /// An option that isn't one of those offered.
    Unknown,
    /// More rows or values than are taken at once.
    TooMany {
        most: u32,
    },
    /// The same as before, where a change was asked for.
    Unchanged,
    /// A suffix under which strangers register names of their own, such as `co.uk`: nobody's domain.
    PublicSuffix,
    /// A name that the public DNS doesn't have, such as `corp.local`.
    NotPublic,
    /// An address of the Internet Protocol where a domain was asked for.
    IpAddress,
    /// The domain of a provider where anybody can have a mailbox.
    ConsumerDomain,
    /// The domain of mailboxes that are made to be thrown away.
    DisposableDomain,
    /// It is there already, or stands twice.
    AlreadyThere,
    /// A file of more megabytes than `most`.
    TooLarge {
        most: u32,
    },
    /// An address that people or requests can't be sent to: not https, or with a name, password or fragment in it.
    NotHttps,
    /// A private key, where a certificate was asked for.
    PrivateKey,
    /// The id of a client secret, where its value was asked for.
    SecretId,
    /// A file that isn't CSV text in UTF-8 or Windows-1252: a workbook, a picture, another encoding.
    NotCsv,
}

/// For logs and deserialisers; what people read is the app's.
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// A rule of the business that said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An organisation always keeps an owner.
    LastOwner,
    /// Every seat is taken.
    NoSeat,
    /// Nobody grants what they don't hold, or acts on somebody who holds more (DECISIONS 3).
    BeyondYourRights,
    /// Nobody suspends or removes themselves; leaving is its own act.
    Yourself,
    /// They are a member already.
    AlreadyMember,
    /// An invitation to that address is open already.
    AlreadyInvited,
    /// A request of theirs is open already.
    AlreadyRequested,
    /// The invitation has been accepted.
    InvitationAccepted,
    /// The invitation's time is over.
    InvitationExpired,
    /// The invitation was revoked.
    InvitationRevoked,
    /// The invitation is for another address.
    InvitationForSomeoneElse,
    /// The request has been decided.
    RequestDecided,
    /// Whoever asks has another address now than the one they asked with.
    AddressChanged,
    /// The membership isn't in a state for this.
    NotInThatState,
    /// Their membership is suspended: only a reactivation lets them in again.
    MembershipSuspended,
    /// One's own membership is suspended: one's account and other organisations aren't.
    YouAreSuspended,
    /// Whoever sent the invitation may no longer invite to these roles.
    InviterMayNot,
    /// The organisation is suspended.
    OrgSuspended,
    /// The organisation is about to be deleted, and lets nobody in.
    OrgLeaving,
    /// The organisation doesn't allow it.
    NotAllowedHere,
    /// The flow's step isn't reached or is over; begin again.
    FlowOver,
    /// Five wrong codes; ask for a new one.
    CodeSpent,
    /// Several hold that address: the address belongs to another person.
    AddressTaken,
    /// Prove that you are no robot first.
    ProofOfWorkNeeded,
    /// The organisation asks for another proof than the session has: its own single sign-on, or a factor of the person's own.
    SignInAgain,
    /// The domain can't be proven here now. Says nothing about why: whoever holds it is nobody else's business.
    DomainHeld,
    /// People who must use single sign-on would be left without a way in.
    WouldStrand,
    /// What must hold before single sign-on can be required doesn't yet.
    NotPrepared,
    /// An organisation has so many connections at most.
    TooManyConnections,
    /// Something is missing without which nobody could be sent to the provider.
    ConnectionIncomplete,
    /// What is to serve was not tested, or too long ago, or was changed since.
    ConnectionNotTested,
    /// Nobody could come in by it: none of its domains is proven.
    ConnectionWithoutDomain,
    /// Single sign-on is required at this domain: that is changed on its own page, with everything that hangs on it.
    RequiredThere,
    /// Those who come in by the connection, or are made by its groups, may do more than whoever would let another key or issuer speak for them.
    ActivationBeyondYourRights,
    /// Single sign-on is required of this person by their address: they keep it while they are a member.
    AddressBound,
    /// As many acts over many are under way as an organisation may have at once.
    ActsUnderWay,
}
