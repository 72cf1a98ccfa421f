//! The identity provider to practise with: whether there is one, and where.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::ValueEnum;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::Origin;

/// Whether an identity provider is served with which anybody can be anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Practice {
    /// There is none.
    Off,
    /// For browsers on this machine.
    On,
    /// At whatever origin it is given: for a network in which everybody may be anybody.
    Anywhere,
}

/// One that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeIdp {
    pub listen: SocketAddr,
    pub origin: Origin,
    /// Somebody insisted on an origin that isn't this machine's.
    pub anywhere: bool,
}

impl PracticeIdp {
    /// What is asked for, or what development has without asking; `listen` and `portal` are the portal's own.
    ///
    /// # Errors
    /// All that is wrong, each with the setting's name.
    pub(super) fn check(asked: Asked, listen: SocketAddr, portal: &Origin, production: bool) -> Result<Option<Self>, Vec<String>> {
        // A port that the system picks has no next one, and nobody could know the origin.
        let usual = if production || (listen.port() == 0 && asked.listen.is_none()) { Practice::Off } else { Practice::On };
        let practice = asked.practice.unwrap_or(usual);
        if practice == Practice::Off {
            return Ok(None);
        }
        let listen = asked.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, listen.port().saturating_add(1))));
        // Of another site than the portal, as every real provider is (DECISIONS 29).
        let host = if portal.host() == "localhost" { "127.0.0.1" } else { "localhost" };
        let origin = asked.origin.unwrap_or_else(|| format!("http://{host}:{}", listen.port()));
        let origin = Origin::parse(&origin).map_err(|refusal| vec![format!("PORTICO_PRACTICE_ORIGIN: {refusal}")])?;
        let mut refusals = Vec::new();
        if practice == Practice::On && !origin.is_loopback() {
            refusals.push(format!("PORTICO_PRACTICE_ORIGIN is {origin}: whoever reaches the practice identity provider can be anybody, so it is for this machine alone; in a network in which that is meant, set PORTICO_PRACTICE_IDP to anywhere"));
        }
        if origin.host() == portal.host() {
            refusals.push(format!("PORTICO_PRACTICE_ORIGIN is {origin}: a browser takes it for the same site as the portal and sends cookies that it would keep from a real provider; use localhost beside 127.0.0.1"));
        }
        match refusals.is_empty() {
            true => Ok(Some(Self { listen, origin, anywhere: practice == Practice::Anywhere })),
            false => Err(refusals),
        }
    }
}

/// The three settings, as they are written.
pub(super) struct Asked {
    pub(super) practice: Option<Practice>,
    pub(super) listen: Option<SocketAddr>,
    pub(super) origin: Option<String>,
}

/// What the portal may reach beside what the operator allows, so that it can read what the practice identity provider publishes.
pub(super) fn with_loopback(mut allow: Vec<IpNet>) -> Vec<IpNet> {
    let own: [IpNet; 2] = [Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8).into(), Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128).into()];
    let missing = |net: &IpNet| !allow.iter().any(|allowed| allowed.contains(net));
    let missing: Vec<IpNet> = own.into_iter().filter(missing).collect();
    allow.extend(missing);
    allow
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(practice: Option<Practice>, origin: Option<&str>, production: bool) -> Result<Option<PracticeIdp>, Vec<String>> {
        let asked = Asked { practice, listen: None, origin: origin.map(str::to_owned) };
        let portal = Origin::parse("http://127.0.0.1:3000").unwrap();
        PracticeIdp::check(asked, "127.0.0.1:3000".parse().unwrap(), &portal, production)
    }

    #[test]
    fn development_has_one_on_another_site_and_production_none() {
        let practice = check(None, None, false).unwrap().unwrap();
        assert_eq!((practice.listen.to_string(), practice.origin.as_str()), ("127.0.0.1:3001".to_owned(), "http://localhost:3001"));
        assert_eq!(check(None, None, true), Ok(None));
        assert_eq!(check(Some(Practice::Off), None, false), Ok(None));
    }

    #[test]
    fn it_is_for_this_machine_unless_somebody_insists() {
        let elsewhere = Some("https://practice.example");
        assert!(check(Some(Practice::On), elsewhere, true).unwrap_err()[0].contains("anywhere"));
        assert!(check(Some(Practice::Anywhere), elsewhere, true).unwrap().unwrap().anywhere);
        assert!(check(None, Some("http://127.0.0.1:3001"), false).unwrap_err()[0].contains("same site"));
    }

    #[test]
    fn loopback_is_reached_once() {
        let all: Vec<IpNet> = vec!["127.0.0.0/8".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        assert_eq!(with_loopback(all).len(), 3);
    }
}
