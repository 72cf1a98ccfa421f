use contract::Flaw;
use words::t;

/// What is wrong with a code from a mail.
pub fn code_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Malformed => t!(door.code_malformed).to_owned(),
        Flaw::Wrong => t!(door.code_wrong).to_owned(),
        Flaw::Expired => t!(door.code_expired).to_owned(),
        other => words::flaw(other),
    }
}

/// What is wrong with a mail address.
pub fn address_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Malformed => t!(door.address_malformed).to_owned(),
        other => words::flaw(other),
    }
}

/// What is wrong with a choice of roles.
pub fn roles_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Missing => t!(member.roles.missing).to_owned(),
        other => words::flaw(other),
    }
}

/// What is wrong with an organisation's web address.
pub fn slug_flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Malformed => t!(door.sign_up.organization.slug_malformed).to_owned(),
        other => words::flaw(other),
    }
}
