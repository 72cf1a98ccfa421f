//! Answers of identity providers, beside the bare check of the same signature; and what it costs to find somebody's provider.

use crate::{
    Arguments, Result,
    cpu::{self, Spent},
    load::{Connection, median},
    report::Report,
    server::{PROVIDER, PROVIDER_ADDRESS, Server},
    world::World,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use hyper::StatusCode;
use samael::crypto::{CertificateDer, Crypto, CryptoProvider};
use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Mutex, task::JoinSet};

const PLACE: &str = "/okta/bench";
/// Answers are made before they are measured, and used once: so many rounds of as many as the provider remembers codes.
const ROUNDS: usize = 30;
const ANSWERS: usize = 50;
const CONNECTIONS: usize = 16;
const DISCOVERIES: u64 = 4_000;
const DOMAINS: i64 = 100_000;

pub async fn measure(arguments: &Arguments, server: &Server, world: &World, lasting: Duration, runs: usize, report: &mut Report) -> Result<()> {
    let provider = Server::provider(arguments, &world.url).await?;
    let domain = "org-1.example";
    world
        .client
        .execute(
            "insert into domain (org_id, id, name, token, state, since, seen_at, method, policy, added_at)
             values (md5('org1')::uuid, md5('domain0')::uuid, $1, 'bench', 'proven', now(), now(), 'dns', 'ask_to_join', now())",
            &[&domain],
        )
        .await?;
    let mut idp = Connection::to(PROVIDER_ADDRESS, PROVIDER).await?;
    idp.post(&format!("{PLACE}/people/domain"), "", "127.0.0.1", form(&[("domain", domain)])).await?;

    let metadata = idp.follow(&format!("{PLACE}/saml/metadata"), "", "127.0.0.1").await?.text();
    let saml = connect(world, "saml", "/fn/connections/metadata", &[("text", &metadata)]).await?;
    let (mut bare, mut taken) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        bare.push(verified(&metadata, &answers(&mut idp, &saml, 0).await?, lasting)?);
        taken.push(take(server, world, &mut idp, &saml).await?);
    }
    let bare = median(&mut bare);
    report.line("bare xmlsec verification of such a response", format!("{bare:.0}/s a core"));
    report.line("SAML responses taken", said(&mut taken));
    report.line("the same beside bare verification", format!("{:.0} %", 100.0 * taken[runs / 2].rate() / bare));

    let console = idp.follow(&format!("{PLACE}/"), "", "127.0.0.1").await?.text();
    let shown = |id: &str| after(&console, &format!("<input id=\"{id}\" name=\"{id}\" value=\""));
    let (issuer, client, secret) = (shown("issuer")?, shown("client_id")?, shown("client_secret")?);
    let values =
        [("issuer", issuer.as_str()), ("client_id", &client), ("credential", "secret"), ("secret", &secret), ("scopes", ""), ("expires", "")];
    let oidc = connect(world, "oidc", "/fn/connections/oidc", &values).await?;
    let mut taken = Vec::new();
    for _ in 0..runs {
        taken.push(take(server, world, &mut idp, &oidc).await?);
    }
    report.line("OpenID Connect callbacks, each with its token request", said(&mut taken));
    provider.stop().await?;

    let switched_on =
        "insert into sign_in_policy (org_id, discovery) select org_id, true from organization on conflict (org_id) do update set discovery = true";
    world.client.execute(switched_on, &[]).await?;
    let few = discover(server, world, 1).await?;
    let domains = fill(world, &saml).await?;
    let many = discover(server, world, domains).await?;
    report.line("an address whose provider is found, of 1 domain", few);
    report.line(&format!("the same of {domains} domains"), many);
    Ok(())
}

/// Sets a connection up as its administrator would, but for the test; answers its key.
async fn connect(world: &World, protocol: &str, values_path: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut owner = Connection::open().await?;
    let created = send(&mut owner, world, "/fn/connections/create", &[("name", protocol), ("provider", "okta"), ("protocol", protocol)]).await?;
    let id = created.trim_end_matches("/domains").rsplit('/').next().unwrap_or_default().to_owned();
    let row = world.client.query_one("select md5('domain0')::uuid::text, key from connection where id = $1::text::uuid", &[&id]).await?;
    let (domain, key): (String, String) = (row.get(0), row.get(1));
    send(&mut owner, world, "/fn/connections/domains", &[("connection", &id), ("domains[]", &domain)]).await?;
    let mut fields = vec![("connection", id.as_str())];
    fields.extend_from_slice(values);
    send(&mut owner, world, values_path, &fields).await?;
    send(&mut owner, world, "/fn/connections/attributes", &[("connection", &id), ("arrival", "joins"), ("default_role", "member")]).await?;
    world.client.execute("update connection_version set tested_at = changed_at where stage = 'candidate'", &[]).await?;
    send(&mut owner, world, "/fn/connections/activate", &[("connection", &id)]).await?;
    let active: bool = world.client.query_one("select state = 'active' from connection where key = $1", &[&key]).await?.get(0);
    if active { Ok(key) } else { Err("the connection could not be activated".into()) }
}

async fn send(owner: &mut Connection, world: &World, path: &str, fields: &[(&str, &str)]) -> Result<String> {
    let mut all = vec![("org", "org-1")];
    all.extend_from_slice(fields);
    Ok(owner.post(path, &world.owner, "10.1.1.1", form(&all)).await?.location()?.to_owned())
}

/// Where a browser brings what its provider said.
struct Delivery {
    path: String,
    /// For a form; else it is a link.
    form: Option<String>,
    cookie: String,
    client: String,
    xml: String,
}

/// As many people go out and are about to come back.
async fn answers(idp: &mut Connection, key: &str, round: usize) -> Result<VecDeque<Delivery>> {
    let mut portal = Connection::open().await?;
    let mut answers = VecDeque::new();
    for n in 0..ANSWERS {
        let client = format!("10.{round}.{n}.9");
        let out = portal.follow(&format!("/sso/start/{key}"), "", &client).await?;
        let request = out.location()?.split_once(PROVIDER).ok_or("it leads elsewhere")?.1.to_owned();
        let page = idp.follow(&request, "", "127.0.0.1").await?.text();
        let ben =
            page.split("<button name=\"person\" value=\"").find(|button| button.contains("<strong>Ben ")).and_then(|button| button.split('"').next());
        let mut fields = hidden(&page);
        fields.push(("person".to_owned(), ben.ok_or("Ben isn't there")?.to_owned()));
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let back = idp.post(&after(&page, "<form method=\"post\" action=\"")?, "", "127.0.0.1", form(&pairs)).await?;
        let cookie = out.cookies();
        answers.push_back(match back.location() {
            Ok(location) => Delivery { path: of_portal(location)?, form: None, cookie, client, xml: String::new() },
            Err(_) => {
                let page = back.text();
                let fields = hidden(&page);
                let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let response = fields.iter().find(|(name, _)| name == "SAMLResponse").ok_or("no SAMLResponse")?;
                let xml = String::from_utf8(STANDARD.decode(&response.1)?)?;
                Delivery { path: of_portal(&after(&page, "<form method=\"post\" action=\"")?)?, form: Some(form(&pairs)), cookie, client, xml }
            }
        });
    }
    Ok(answers)
}

/// What it cost to take an answer, in milliseconds.
struct Taken {
    portal: f64,
    postgres: f64,
    p99: f64,
}

impl Taken {
    /// How many a second a core takes.
    fn rate(&self) -> f64 {
        1_000.0 / (self.portal + self.postgres)
    }
}

/// The median of these by their rate; leaves them in order.
fn said(taken: &mut [Taken]) -> String {
    taken.sort_by(|one, other| one.rate().total_cmp(&other.rate()));
    let Taken { portal, postgres, p99 } = &taken[taken.len() / 2];
    format!("{portal:.2} ms of the portal, {postgres:.2} ms of PostgreSQL: {:.0}/s a core, p99 {p99:.1} ms", taken[taken.len() / 2].rate())
}

async fn take(server: &Server, world: &World, idp: &mut Connection, key: &str) -> Result<Taken> {
    let (mut portal, mut postgres, mut took) = (0.0, 0.0, Vec::new());
    for round in 0..ROUNDS {
        let answers = answers(idp, key, round).await?;
        let before = Spent::until_now(server, world).await?;
        took.extend(deliver(answers).await?);
        let spent = Spent::until_now(server, world).await?.each(before, 1);
        portal += spent.0;
        postgres += spent.1;
    }
    took.sort_unstable();
    let count = took.len() as f64;
    Ok(Taken { portal: portal / count, postgres: postgres / count, p99: took[took.len() * 99 / 100].as_secs_f64() * 1_000.0 })
}

/// How long each waited.
async fn deliver(answers: VecDeque<Delivery>) -> Result<Vec<Duration>> {
    let answers = Arc::new(Mutex::new(answers));
    let mut browsers = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let answers = answers.clone();
        browsers.spawn(async move {
            let (mut connection, mut took) = (Connection::open().await?, Vec::new());
            while let Some(delivery) = { answers.lock().await.pop_front() } {
                let asked = Instant::now();
                let answer = match delivery.form {
                    Some(form) => connection.post(&delivery.path, &delivery.cookie, &delivery.client, form).await?,
                    None => connection.follow(&delivery.path, &delivery.cookie, &delivery.client).await?,
                };
                took.push(asked.elapsed());
                if answer.status != StatusCode::SEE_OTHER || !answer.location()?.starts_with("/sso/finish") {
                    return Err(format!("an answer was answered {}, {:?}", answer.status, answer.location()).into());
                }
            }
            Result::<_>::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(browser) = browsers.join_next().await {
        took.extend(browser??);
    }
    Ok(took)
}

/// How often a second a core checks the signature of such a response, and nothing else.
fn verified(metadata: &str, answers: &VecDeque<Delivery>, lasting: Duration) -> Result<f64> {
    let certificate = metadata.split("X509Certificate>").nth(1).and_then(|text| text.split('<').next()).ok_or("no certificate")?;
    let dense: String = certificate.chars().filter(|c| !c.is_whitespace()).collect();
    let certificate = CertificateDer::from(STANDARD.decode(dense)?);
    let (before, end) = (cpu::own()?, Instant::now() + lasting);
    let mut count = 0_u32;
    for delivery in answers.iter().cycle() {
        if Instant::now() > end {
            break;
        }
        Crypto::verify_signed_xml(delivery.xml.as_bytes(), &certificate, Some("ID")).map_err(|error| error.to_string())?;
        count += 1;
    }
    Ok(1_000.0 * f64::from(count) / (cpu::own()? - before))
}

/// Gives every organisation ten domains, up to [`DOMAINS`], and a connection as the given one is; answers how many domains.
async fn fill(world: &World, key: &str) -> Result<i64> {
    let each = DOMAINS / 10;
    let statements = format!(
        "set session_replication_role = replica;
         insert into domain (org_id, id, name, token, state, since, seen_at, method, policy, added_at)
         select o.org_id, md5('domain' || o.n * 10 + d)::uuid, 'd' || d || '.company-' || o.n || '.example', 'bench', 'proven', now(), now(), 'dns', 'ask_to_join', now()
           from (select org_id, row_number() over () as n from organization limit {each}) o, generate_series(1, 10) d;
         insert into connection (org_id, id, key, name, provider, protocol, state, step, created_by, created_at, changed_at)
         select o.org_id, md5('connection' || o.org_id)::uuid, left(md5('key' || o.org_id), 16), 'Okta', 'okta', 'saml', 'active', 'activate',
                (select id from membership m where m.org_id = o.org_id limit 1), now(), now()
           from (select distinct org_id from domain where token = 'bench') o;
         insert into connection_version (org_id, id, connection_id, number, stage, settings, created_by, created_at, changed_at, tested_at)
         select c.org_id, md5('version' || c.org_id)::uuid, c.id, 1, 'live', v.settings, c.created_by, now(), now(), now()
           from connection c, connection_version v join connection o on o.org_id = v.org_id and o.id = v.connection_id and o.key = '{key}'
          where c.id = md5('connection' || c.org_id)::uuid and v.stage = 'live';
         insert into connection_domain select d.org_id, md5('connection' || d.org_id)::uuid, d.id from domain d where d.token = 'bench' and d.name like 'd%';
         set session_replication_role = origin;
         analyze domain, connection, connection_version, connection_domain"
    );
    world.client.batch_execute(&statements).await?;
    Ok(world.client.query_one("select count(*) from domain where token = 'bench'", &[]).await?.get(0))
}

/// Processor time of the first question of a sign-in, by addresses at domains that lead to a provider.
async fn discover(server: &Server, world: &World, domains: i64) -> Result<String> {
    let mut connection = Connection::open().await?;
    let mut before = Spent::until_now(server, world).await?;
    for n in 0..DISCOVERIES + 100 {
        if n == 100 {
            before = Spent::until_now(server, world).await?;
        }
        let domain =
            if domains == 1 { "org-1.example".to_owned() } else { format!("d{}.company-{}.example", 1 + n % 10, 1 + n * 7 % (domains as u64 / 10)) };
        let visit = format!("portico_visit={}", URL_SAFE_NO_PAD.encode(u128::from(n + 1 + domains as u64).to_be_bytes()));
        let (address, client) = (format!("nobody{n}@{domain}"), format!("10.{}.{}.11", n / 250, n % 250));
        let answer = connection.post("/fn/sign-in/begin", &visit, &client, form(&[("address", &address)])).await?;
        if answer.status != StatusCode::SEE_OTHER || !answer.location()?.contains("sso") {
            return Err(format!("{address} was led {} to {:?}", answer.status, answer.location()).into());
        }
    }
    let (portal, postgres) = Spent::until_now(server, world).await?.each(before, usize::try_from(DISCOVERIES)?);
    Ok(format!("{portal:.2} ms of the portal, {postgres:.2} ms of PostgreSQL"))
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The path and query of an address at the portal.
fn of_portal(address: &str) -> Result<String> {
    Ok(address.split_once(crate::server::ADDRESS).ok_or_else(|| format!("{address} is not the portal's"))?.1.to_owned())
}

/// The attribute's value that begins after this.
fn after(page: &str, before: &str) -> Result<String> {
    let rest = page.split_once(before).ok_or_else(|| format!("no {before} in {page}"))?.1;
    Ok(unescaped(rest.split('"').next().unwrap_or_default()))
}

fn hidden(page: &str) -> Vec<(String, String)> {
    let fields = page.split("<input type=\"hidden\" name=\"").skip(1).map(|field| field.split('"'));
    fields.filter_map(|mut parts| Some((parts.next()?.to_owned(), unescaped(parts.nth(1)?)))).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&")
}
