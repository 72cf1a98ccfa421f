use super::{
    model::{LABEL, PREFIX, host},
    name::DomainName,
};
use crate::outbound::{Answer, Answered};
use serde::{Deserialize, Serialize};

/// What people usually do instead of what they meant to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mistake", rename_all = "snake_case")]
pub enum Mistake {
    /// The provider adds the domain by itself, and it stands there twice.
    HostDoubled { host: String },
    /// The right value at another host.
    OtherHost { host: String },
    /// Quotation marks became part of the value.
    Quotes,
    /// The value ends too soon.
    Truncated,
    /// Only the part behind the equals sign was copied.
    OnlyToken,
    /// One value of ours that isn't this one: of an earlier try, or of another organisation.
    OldToken,
    /// Several of ours, and this one isn't among them.
    SeveralTokens,
}

/// The fewest letters of a value that make it one of ours that broke off.
const BROKEN_OFF: usize = 12;

/// What is wrong with the values at the right host.
pub fn in_values(answers: &[Answer], value: &str) -> Vec<Mistake> {
    let all = answers.iter().filter_map(|answer| match &answer.answered {
        Answered::Values(values) => Some(values),
        _ => None,
    });
    let mut values: Vec<&str> = all.flatten().map(|value| value.trim()).filter(|found| *found != value).collect();
    values.sort_unstable();
    values.dedup();
    let mut mistakes = Vec::new();
    let mut say = |mistake: Mistake| {
        if !mistakes.contains(&mistake) {
            mistakes.push(mistake);
        }
    };
    let mut others = 0;
    for found in values {
        let bare = found.trim_matches(['"', '\'', '“', '”', '„', '\\', ' ']);
        if bare == value {
            say(Mistake::Quotes);
        } else if bare.len() >= BROKEN_OFF && value.starts_with(bare) {
            say(Mistake::Truncated);
        } else if value.strip_prefix(PREFIX) == Some(bare) {
            say(Mistake::OnlyToken);
        } else if bare.starts_with(PREFIX) {
            others += 1;
        }
    }
    match others {
        0 => {}
        1 => say(Mistake::OldToken),
        _ => say(Mistake::SeveralTokens),
    }
    mistakes
}

/// Hosts where the right value lands by mistake, and what that one would be.
pub fn other_hosts(name: &DomainName) -> Vec<(String, Mistake)> {
    let right = host(name.as_str());
    let other = |host: String| (host.clone(), Mistake::OtherHost { host });
    let mut hosts = vec![
        (format!("{right}.{name}"), Mistake::HostDoubled { host: format!("{right}.{name}") }),
        other(name.as_str().to_owned()),
        other(format!("{}.{name}", LABEL.trim_start_matches('_'))),
    ];
    if let Some(registrable) = name.registrable().filter(|registrable| *registrable != name.as_str()) {
        hosts.push(other(host(registrable)));
        hosts.push((format!("{right}.{registrable}"), Mistake::HostDoubled { host: format!("{right}.{registrable}") }));
    }
    hosts.retain(|(host, _)| host.len() <= 253);
    hosts
}

#[cfg(test)]
mod tests {
    use super::{super::name::Endings, *};

    const VALUE: &str = "portico-domain-verification=AAECAwQFBgcICQoLDA0ODw";

    fn found(values: &[&str]) -> Vec<Mistake> {
        let answered = Answered::Values(values.iter().map(|value| (*value).to_owned()).collect());
        let answer = Answer { server: "ns1".into(), own: true, answered };
        in_values(&[answer.clone(), answer], VALUE)
    }

    #[test]
    fn each_mistake_is_known_by_what_it_leaves_behind() {
        assert_eq!(found(&["v=spf1 -all", VALUE]), []);
        assert_eq!(found(&[&format!("\"{VALUE}\"")]), [Mistake::Quotes]);
        assert_eq!(found(&[&format!("\\\"{VALUE}\\\"")]), [Mistake::Quotes]);
        assert_eq!(found(&[&VALUE[..VALUE.len() - 6]]), [Mistake::Truncated]);
        assert_eq!(found(&[PREFIX]), [Mistake::Truncated]);
        assert_eq!(found(&["AAECAwQFBgcICQoLDA0ODw"]), [Mistake::OnlyToken]);
        assert_eq!(found(&["portico-domain-verification=ZZZZZZZZZZZZZZZZZZZZZZ"]), [Mistake::OldToken]);
        assert_eq!(found(&["portico-domain-verification=ZZZZ", "portico-domain-verification=YYYY"]), [Mistake::SeveralTokens]);
        assert_eq!(found(&["port", "google-site-verification=x"]), []);
    }

    #[test]
    fn the_value_is_looked_for_where_it_lands_by_mistake() {
        let hosts =
            |name: &str| other_hosts(&DomainName::parse(name, Endings::Public).unwrap()).into_iter().map(|(host, _)| host).collect::<Vec<_>>();
        assert_eq!(hosts("acme.com"), ["_portico.acme.com.acme.com", "acme.com", "portico.acme.com"]);
        assert_eq!(hosts("eu.acme.com")[3..], ["_portico.acme.com", "_portico.eu.acme.com.acme.com"]);
    }
}
