use super::Outbound;
use futures::future::join_all;
use hickory_resolver::{
    Resolver, TokioResolver,
    config::{ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolverConfig, ResolverOpts},
    net::{DnsError, NetError, runtime::TokioRuntimeProvider},
    proto::rr::{Name, RData, RecordType},
    system_conf::read_system_conf,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

/// How long one server may take over one question, which is asked twice.
const PATIENCE: Duration = Duration::from_secs(2);
/// Zones have two to eight name servers; who has more shows the first.
const MOST_SERVERS: usize = 8;
/// What of an answer is kept: an apex may have dozens of long values that are none of ours.
const MOST_VALUES: usize = 20;
const MOST_LETTERS: usize = 300;

/// Looks up names. Nothing is remembered from one question to the next: who has just published something wants to see it.
#[derive(Debug, Clone)]
pub struct Dns {
    resolvers: Arc<[SocketAddr]>,
    /// Where a zone's own name servers listen.
    port: u16,
}

impl Default for Dns {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// What one name server said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its name, or its address when it is a resolver of ours.
    pub server: String,
    /// Whether it is one of the zone's own, which know first; resolvers may remember an older answer for a while.
    pub own: bool,
    pub answered: Answered,
}

/// What was answered to a question for TXT records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answered", content = "with", rename_all = "snake_case")]
pub enum Answered {
    /// The values, each in one piece (RFC 7208, section 3.3).
    Values(Vec<String>),
    /// The name has no such record, or isn't there.
    Nothing,
    Silence(Silence),
}

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Nobody there, or not in time.
    Time,
    /// It answered with an error (RFC 1035, section 4.1.1: SERVFAIL, REFUSED …).
    Refused,
    /// It has no address.
    NoAddress,
    /// Its address isn't of the public internet.
    Private,
}

impl Dns {
    pub(super) fn new(resolvers: Vec<SocketAddr>) -> Self {
        Self { resolvers: resolvers.into(), port: 53 }
    }

    pub(super) fn asking_port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Every address of a host; none when it has none, or nobody knows.
    pub(super) async fn addresses(&self, host: &str) -> Vec<IpAddr> {
        let (Some(resolver), Some(name)) = (self.recursive(), absolute(host)) else { return Vec::new() };
        resolver.lookup_ip(name).await.map(|found| found.iter().collect()).unwrap_or_default()
    }

    async fn txt(&self, name: &str) -> Answered {
        match self.recursive() {
            Some(resolver) => ask_txt(&resolver, name).await,
            None => Answered::Silence(Silence::Time),
        }
    }

    /// The names of the servers that hold the zone of that name: its own, or those of the nearest name above it that has some.
    async fn servers_of(&self, name: &str) -> Vec<String> {
        let Some(resolver) = self.recursive() else { return Vec::new() };
        let mut zone = Some(name);
        while let Some(candidate) = zone.filter(|candidate| candidate.contains('.')) {
            let Some(asked) = absolute(candidate) else { break };
            let found = match resolver.lookup(asked, RecordType::NS).await {
                Ok(found) => Some(found),
                Err(error) if error.is_no_records_found() => None,
                Err(_) => break, // nor will it know more of the zone above
            };
            if let Some(found) = found {
                let names = found.answers().iter().filter_map(|record| match &record.data {
                    RData::NS(server) => Some(server.0.to_ascii().trim_end_matches('.').to_lowercase()),
                    _ => None,
                });
                let mut names: Vec<String> = names.collect();
                if !names.is_empty() {
                    names.sort();
                    names.truncate(MOST_SERVERS);
                    return names;
                }
            }
            zone = candidate.split_once('.').map(|(_, above)| above);
        }
        Vec::new()
    }

    fn recursive(&self) -> Option<TokioResolver> {
        let servers: Vec<NameServerConfig> = self.resolvers.iter().map(|server| config(*server)).collect();
        let (config, mut options) = if servers.is_empty() {
            read_system_conf().ok()?
        } else {
            (ResolverConfig::from_parts(None, Vec::new(), servers), ResolverOpts::default())
        };
        forgetful(&mut options);
        built(config, options)
    }

    fn one(server: SocketAddr, recursion: bool) -> Option<TokioResolver> {
        let mut options = ResolverOpts::default();
        forgetful(&mut options);
        options.recursion_desired = recursion;
        built(ResolverConfig::from_parts(None, Vec::new(), vec![config(server)]), options)
    }

    /// The resolvers, one by one.
    fn each(&self) -> Vec<SocketAddr> {
        if !self.resolvers.is_empty() {
            return self.resolvers.to_vec();
        }
        let system = read_system_conf().map(|(config, _)| config.name_servers().iter().map(|server| SocketAddr::new(server.ip, 53)).collect());
        system.unwrap_or_default()
    }
}

impl Outbound {
    /// The TXT records of a name, as each of its zone's own name servers has them; as our resolvers do, where those can't be
    /// reached. In the order of their names.
    pub async fn ask_each(&self, name: &str) -> Vec<Answer> {
        let servers = self.dns.servers_of(name).await;
        let own = join_all(servers.into_iter().map(|server| self.ask_own(server, name))).await;
        if own.iter().any(|answer| !matches!(answer.answered, Answered::Silence(_))) {
            return own;
        }
        let ask = |server: SocketAddr| async move {
            let answered = match Dns::one(server, true) {
                Some(resolver) => ask_txt(&resolver, name).await,
                None => Answered::Silence(Silence::Time),
            };
            (server.ip().to_string(), Answer { server: server.ip().to_string(), own: false, answered })
        };
        let resolvers: BTreeMap<String, Answer> = join_all(self.dns.each().into_iter().map(ask)).await.into_iter().collect();
        own.into_iter().chain(resolvers.into_values()).collect()
    }

    /// The TXT records of a name, as our resolvers have them.
    pub async fn ask(&self, name: &str) -> Answered {
        self.dns.txt(name).await
    }

    async fn ask_own(&self, server: String, name: &str) -> Answer {
        let addresses = self.dns.addresses(&server).await;
        let mut answered = Answered::Silence(if addresses.is_empty() { Silence::NoAddress } else { Silence::Private });
        // Mostly the first answers; the others are for a server whose IPv6 or IPv4 doesn't lead anywhere.
        for address in addresses.into_iter().filter(|address| self.guard.permits(*address)).take(2) {
            if let Some(resolver) = Dns::one(SocketAddr::new(address, self.dns.port), false) {
                answered = ask_txt(&resolver, name).await;
            }
            if !matches!(answered, Answered::Silence(_)) {
                break;
            }
        }
        Answer { server, own: true, answered }
    }
}

fn built(config: ResolverConfig, options: ResolverOpts) -> Option<TokioResolver> {
    Resolver::builder_with_config(config, TokioRuntimeProvider::default()).with_options(options).build().ok()
}

fn forgetful(options: &mut ResolverOpts) {
    options.cache_size = 0;
    options.timeout = PATIENCE;
    options.attempts = 1; // after the first
    options.edns0 = true;
    options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
    options.case_randomization = true;
}

fn config(server: SocketAddr) -> NameServerConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
        connection.port = server.port();
        connection
    });
    let mut config = NameServerConfig::udp_and_tcp(server.ip());
    config.connections = connections.into();
    config
}

/// The name from the root on: no search list is tried.
fn absolute(name: &str) -> Option<Name> {
    let mut name = Name::from_ascii(name).ok()?;
    name.set_fqdn(true);
    Some(name)
}

async fn ask_txt(resolver: &TokioResolver, name: &str) -> Answered {
    let Some(name) = absolute(name) else { return Answered::Nothing };
    match resolver.lookup(name, RecordType::TXT).await {
        Ok(found) => {
            let values = found.answers().iter().filter_map(|record| match &record.data {
                RData::TXT(txt) => Some(String::from_utf8_lossy(&txt.txt_data.concat()).chars().take(MOST_LETTERS).collect()),
                _ => None,
            });
            let values: Vec<String> = values.take(MOST_VALUES).collect();
            if values.is_empty() { Answered::Nothing } else { Answered::Values(values) }
        }
        Err(error) if error.is_no_records_found() => Answered::Nothing,
        Err(NetError::Dns(DnsError::ResponseCode(_))) => Answered::Silence(Silence::Refused),
        Err(_) => Answered::Silence(Silence::Time),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::name_server::Zone, *};

    fn values(values: &[&str]) -> Answered {
        Answered::Values(values.iter().map(|value| (*value).to_owned()).collect())
    }

    /// `acme.com` with two name servers that are not of one mind, at 127.0.0.2 and .3, and a resolver that knows both.
    #[tokio::test]
    async fn each_of_a_zones_own_servers_is_asked() {
        let resolver = Zone::new()
            .server("acme.com", "ns1.acme.com")
            .server("acme.com", "ns2.acme.com")
            .server("acme.com", "ns3.acme.com")
            .server("acme.com", "ns4.acme.com")
            .address("ns1.acme.com", "127.0.0.2")
            .address("ns2.acme.com", "127.0.0.3")
            .address("ns3.acme.com", "10.0.0.1");
        let resolver = resolver.serve("127.0.0.1").await;
        let first = Zone::new().text("_portico.eu.acme.com", &["portico=", "one"]).text("_portico.eu.acme.com", &["other"]);
        let port = first.serve("127.0.0.2").await.port();
        Zone::new().serve_at(SocketAddr::new([127, 0, 0, 3].into(), port)).await;

        let outbound = Outbound::new(vec!["127.0.0.0/8".parse().unwrap()], vec![resolver]).asking_port(port);
        let answers = outbound.ask_each("_portico.eu.acme.com").await;
        let said: Vec<(&str, &Answered)> = answers.iter().map(|answer| (answer.server.as_str(), &answer.answered)).collect();
        assert_eq!(
            said,
            [
                ("ns1.acme.com", &values(&["portico=one", "other"])),
                ("ns2.acme.com", &Answered::Nothing),
                ("ns3.acme.com", &Answered::Silence(Silence::Private)),
                ("ns4.acme.com", &Answered::Silence(Silence::NoAddress)),
            ]
        );
        assert!(answers.iter().all(|answer| answer.own));
    }

    #[tokio::test]
    async fn where_the_zones_own_servers_are_out_of_reach_the_resolvers_speak() {
        let resolver = Zone::new().server("acme.com", "ns1.acme.com").address("ns1.acme.com", "10.0.0.1").text("_portico.acme.com", &["here"]);
        let resolver = resolver.serve("127.0.0.1").await;
        let outbound = Outbound::new(Vec::new(), vec![resolver]);
        let answers = outbound.ask_each("_portico.acme.com").await;
        assert_eq!(answers[0], Answer { server: "ns1.acme.com".into(), own: true, answered: Answered::Silence(Silence::Private) });
        assert_eq!(answers[1], Answer { server: "127.0.0.1".into(), own: false, answered: values(&["here"]) });
        assert_eq!(outbound.ask("_portico.acme.com").await, values(&["here"]));
        assert_eq!(outbound.ask("nowhere.acme.com").await, Answered::Nothing);
    }

    #[tokio::test]
    async fn a_server_that_refuses_is_told_from_one_that_has_nothing() {
        let refusing = Zone::refusing().serve("127.0.0.1").await;
        assert_eq!(Outbound::new(Vec::new(), vec![refusing]).ask("acme.com").await, Answered::Silence(Silence::Refused));
    }
}
