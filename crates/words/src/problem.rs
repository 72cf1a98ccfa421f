use crate::t;
use contract::{Flaw, Problem, ProblemKind, Rule};

/// A problem in words: what happened, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub title: &'static str,
    pub text: String,
}

/// What happened to a whole request. The rule that said no speaks where there is one, since it says what to do.
pub fn explain(problem: &Problem) -> Explanation {
    let (title, text) = kind(problem.kind);
    let text = problem.rule.map_or(text, rule);
    match problem.retry_after {
        Some(seconds @ 0..=90) => Explanation { title, text: format!("{text} {}", t!(problems.try_again_in, count = seconds)) },
        Some(seconds) => Explanation { title, text: format!("{text} {}", t!(problems.try_again_in_minutes, count = seconds.div_ceil(60))) },
        None => Explanation { title, text: text.to_owned() },
    }
}

fn kind(kind: ProblemKind) -> (&'static str, &'static str) {
    match kind {
        ProblemKind::Unauthenticated => (t!(problems.kind.unauthenticated.title), t!(problems.kind.unauthenticated.text)),
        ProblemKind::Forbidden => (t!(problems.kind.forbidden.title), t!(problems.kind.forbidden.text)),
        ProblemKind::CrossSite => (t!(problems.kind.cross_site.title), t!(problems.kind.cross_site.text)),
        ProblemKind::NotFound => (t!(problems.kind.not_found.title), t!(problems.kind.not_found.text)),
        ProblemKind::Conflict => (t!(problems.kind.conflict.title), t!(problems.kind.conflict.text)),
        ProblemKind::Gone => (t!(problems.kind.gone.title), t!(problems.kind.gone.text)),
        ProblemKind::TooLarge => (t!(problems.kind.too_large.title), t!(problems.kind.too_large.text)),
        ProblemKind::Invalid => (t!(problems.kind.invalid.title), t!(problems.kind.invalid.text)),
        ProblemKind::Limited => (t!(problems.kind.limited.title), t!(problems.kind.limited.text)),
        ProblemKind::Unavailable => (t!(problems.kind.unavailable.title), t!(problems.kind.unavailable.text)),
        ProblemKind::Internal => (t!(problems.kind.internal.title), t!(problems.kind.internal.text)),
    }
}

/// What is wrong with a field, beside it. A page that can say more precisely what it expected says that instead.
pub fn flaw(flaw: &Flaw) -> String {
    match *flaw {
        Flaw::Missing => t!(problems.flaw.missing).to_owned(),
        Flaw::Malformed => t!(problems.flaw.malformed).to_owned(),
        Flaw::TooShort { least } => t!(problems.flaw.too_short, count = least),
        Flaw::TooLong { most } => t!(problems.flaw.too_long, count = most),
        Flaw::OutOfRange { least, most } => t!(problems.flaw.out_of_range, least, most),
        Flaw::HasWebAddress => t!(problems.flaw.has_web_address).to_owned(),
        Flaw::Reserved => t!(problems.flaw.reserved).to_owned(),
        Flaw::Taken => t!(problems.flaw.taken).to_owned(),
        Flaw::TooWeak { .. } => t!(problems.flaw.too_weak).to_owned(),
        Flaw::Wrong => t!(problems.flaw.wrong).to_owned(),
        Flaw::Expired => t!(problems.flaw.expired).to_owned(),
        Flaw::NotAccepted => t!(problems.flaw.not_accepted).to_owned(),
        Flaw::Unknown => t!(problems.flaw.unknown).to_owned(),
        Flaw::TooMany { most } => t!(problems.flaw.too_many, count = most),
        Flaw::TooLarge { most } => t!(problems.flaw.too_large, most),
        Flaw::NotCsv => t!(problems.flaw.not_csv).to_owned(),
        Flaw::Unchanged => t!(problems.flaw.unchanged).to_owned(),
        Flaw::PublicSuffix => t!(problems.flaw.public_suffix).to_owned(),
        Flaw::NotPublic => t!(problems.flaw.not_public).to_owned(),
        Flaw::IpAddress => t!(problems.flaw.ip_address).to_owned(),
        Flaw::ConsumerDomain => t!(problems.flaw.consumer_domain).to_owned(),
        Flaw::DisposableDomain => t!(problems.flaw.disposable_domain).to_owned(),
        Flaw::NotHttps => t!(problems.flaw.not_https).to_owned(),
        Flaw::PrivateKey => t!(problems.flaw.private_key).to_owned(),
        Flaw::SecretId => t!(problems.flaw.secret_id).to_owned(),
        Flaw::AlreadyThere => t!(problems.flaw.already_there).to_owned(),
    }
}

/// Why a rule of the business said no, and what can be done.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::LastOwner => t!(problems.rule.last_owner),
        Rule::NoSeat => t!(problems.rule.no_seat),
        Rule::BeyondYourRights => t!(problems.rule.beyond_your_rights),
        Rule::Yourself => t!(problems.rule.yourself),
        Rule::AlreadyMember => t!(problems.rule.already_member),
        Rule::AlreadyInvited => t!(problems.rule.already_invited),
        Rule::AlreadyRequested => t!(problems.rule.already_requested),
        Rule::InvitationAccepted => t!(problems.rule.invitation_accepted),
        Rule::InvitationExpired => t!(problems.rule.invitation_expired),
        Rule::InvitationRevoked => t!(problems.rule.invitation_revoked),
        Rule::InvitationForSomeoneElse => t!(problems.rule.invitation_for_someone_else),
        Rule::RequestDecided => t!(problems.rule.request_decided),
        Rule::AddressChanged => t!(problems.rule.address_changed),
        Rule::NotInThatState => t!(problems.rule.not_in_that_state),
        Rule::YouAreSuspended => t!(problems.rule.you_are_suspended),
        Rule::OrgSuspended => t!(problems.rule.org_suspended),
        Rule::NotAllowedHere => t!(problems.rule.not_allowed_here),
        Rule::FlowOver => t!(problems.rule.flow_over),
        Rule::CodeSpent => t!(problems.rule.code_spent),
        Rule::AddressTaken => t!(problems.rule.address_taken),
        Rule::MembershipSuspended => t!(problems.rule.membership_suspended),
        Rule::InviterMayNot => t!(problems.rule.inviter_may_not),
        Rule::OrgLeaving => t!(problems.rule.org_leaving),
        Rule::ProofOfWorkNeeded => t!(problems.rule.proof_of_work_needed),
        Rule::SignInAgain => t!(problems.rule.sign_in_again),
        Rule::DomainHeld => t!(problems.rule.domain_held),
        Rule::WouldStrand => t!(problems.rule.would_strand),
        Rule::NotPrepared => t!(problems.rule.not_prepared),
        Rule::TooManyConnections => t!(problems.rule.too_many_connections),
        Rule::ConnectionIncomplete => t!(problems.rule.connection_incomplete),
        Rule::ConnectionNotTested => t!(problems.rule.connection_not_tested),
        Rule::ConnectionWithoutDomain => t!(problems.rule.connection_without_domain),
        Rule::RequiredThere => t!(problems.rule.required_there),
        Rule::ActivationBeyondYourRights => t!(problems.rule.activation_beyond_your_rights),
        Rule::AddressBound => t!(problems.rule.address_bound),
        Rule::ActsUnderWay => t!(problems.rule.acts_under_way),
    }
}
