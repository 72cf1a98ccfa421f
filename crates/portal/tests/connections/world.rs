//! Acme, with its owner Alice and its domain, about to connect its identity provider.

use crate::provider::{IDP, certificate, metadata};
use contract::{ConnectionId, OrgId, Role, VersionId};
use portal::{
    Error,
    access::{
        Can,
        permission::{ManageSignIn, SeeSignIn},
    },
    audit::Event,
    connection::{self, Connection, MappingInput, Saml},
    jobs::Worker,
    mail::Postman,
    outbound::Outbound,
};
use testkit::{Person, TestPortal};
use time::{Duration, OffsetDateTime};

pub struct Acme {
    pub world: TestPortal,
    pub org: OrgId,
    pub alice: Person,
    /// The id of acme.example, which is proven.
    pub domain: String,
}

impl Acme {
    pub async fn new() -> Self {
        let mut world = TestPortal::new().await;
        // A provider to practise with lives on this machine.
        world.portal.outbound = Outbound::new(vec!["127.0.0.0/8".parse().unwrap()], Vec::new());
        world.worker = Worker::new(world.portal.clone(), Postman::Mailbox);
        let alice = world.person("Alice Ng", "alice@acme.example").await;
        let org = world.org("Acme Logistics", "acme", &alice).await;
        let domain = domain(&world, org, "acme.example", "proven").await;
        Self { world, org, alice, domain }
    }

    pub fn now(&self) -> OffsetDateTime {
        self.world.portal.clock.now()
    }

    pub async fn can(&self) -> Can<ManageSignIn> {
        self.world.can(&self.alice, "acme").await
    }

    /// Somebody with these roles.
    pub async fn somebody(&self, name: &str, roles: &[Role]) -> Person {
        let person = self.world.person(name, &format!("{}@acme.example", name.to_lowercase())).await;
        self.world.member(self.org, &person, roles).await;
        person
    }

    /// A draft by SAML.
    pub async fn draft(&self) -> ConnectionId {
        connection::create(&self.can().await, "Okta", "okta", "saml").await.unwrap()
    }

    /// A draft that could be tested: it knows its provider and whose people come by it.
    pub async fn ready(&self) -> ConnectionId {
        let (can, id) = (self.can().await, self.draft().await);
        connection::set_domains(&can, id, std::slice::from_ref(&self.domain)).await.unwrap();
        let okta = certificate("Okta", self.now() + Duration::days(300));
        connection::read_metadata(&can, id, metadata(IDP, &[&okta]).as_bytes(), None).await.unwrap();
        id
    }

    /// One that serves.
    pub async fn active(&self) -> ConnectionId {
        let id = self.ready().await;
        self.passes_a_test(id).await;
        connection::activate(&self.can().await, id).await.unwrap();
        id
    }

    /// As when a test of the candidate has succeeded now.
    pub async fn passes_a_test(&self, id: ConnectionId) {
        let done = sqlx::query("update connection_version set tested_at = $2 where connection_id = $1 and stage = 'candidate'")
            .bind(id.0)
            .bind(self.now())
            .execute(&mut self.world.superuser().await)
            .await
            .unwrap();
        assert_eq!(done.rows_affected(), 1, "there is a candidate to test");
    }

    pub async fn find(&self, id: ConnectionId) -> Connection {
        connection::find(&self.world.can::<SeeSignIn>(&self.alice, "acme").await, id).await.unwrap()
    }

    /// A change of the mapping, which makes a candidate of another version.
    pub async fn edit(&self, id: ConnectionId, email: &str) -> VersionId {
        connection::set_mapping(&self.can().await, id, MappingInput { email: email.into(), ..MappingInput::default() }).await.unwrap();
        self.find(id).await.candidate.unwrap().id
    }

    /// The record, oldest first.
    pub async fn record(&self) -> Vec<Event> {
        let details: Vec<serde_json::Value> = sqlx::query_scalar("select detail from event where org_id = $1 order by ctid")
            .bind(self.org.0)
            .fetch_all(&mut self.world.superuser().await)
            .await
            .unwrap();
        details.into_iter().map(|detail| serde_json::from_value(detail).unwrap()).collect()
    }

    /// Lets days pass, with everything done when it is due.
    pub async fn live(&self, days: i64) {
        for _ in 0..days {
            self.world.pass(Duration::DAY);
            self.world.drain().await;
        }
    }
}

/// A domain of an organisation in that state; its id.
pub async fn domain(world: &TestPortal, org: OrgId, name: &str, state: &str) -> String {
    let now = world.portal.clock.now();
    let id = world.portal.chance.id(now);
    sqlx::query(
        "insert into domain (org_id, id, name, token, state, since, policy, added_at, seen_at, method)
         values ($1, $2, $3, 't', $4, $5, 'nothing', $5, case when $4 <> 'pending' then $5 end, case when $4 <> 'pending' then 'dns' end)",
    )
    .bind(org.0)
    .bind(id)
    .bind(name)
    .bind(state)
    .bind(now)
    .execute(&mut world.superuser().await)
    .await
    .unwrap();
    id.to_string()
}

/// What is known of a SAML provider in what is worked at, else in what serves.
pub fn saml(connection: &Connection) -> &Saml {
    match &connection.candidate.as_ref().or(connection.live.as_ref()).unwrap().settings.provider {
        connection::Provider::Saml(saml) => saml,
        connection::Provider::Oidc(_) => panic!("it speaks SAML"),
    }
}

/// The flaws of a form, by field.
pub fn flaws<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, contract::Flaw)> {
    match result {
        Err(Error::Invalid(fields)) => fields.into_iter().map(|problem| (problem.field.into_owned(), problem.flaw)).collect(),
        other => panic!("it is refused for its fields: {other:?}"),
    }
}
