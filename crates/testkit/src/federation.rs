use crate::{Person, TestPortal};
use contract::{ConnectionId, DomainId, MembershipId, OrgId};
use time::Duration;
use uuid::Uuid;

impl TestPortal {
    /// What that person is there.
    pub async fn membership_of(&self, org: OrgId, person: &Person) -> MembershipId {
        let id = sqlx::query_scalar("select id from membership where org_id = $1 and person_id = $2").bind(org.0).bind(person.id.0);
        MembershipId(id.fetch_one(&mut self.superuser().await).await.expect("a membership"))
    }

    /// A domain that the organisation has proven, with that policy.
    pub async fn domain(&self, org: OrgId, name: &str, policy: &str) -> DomainId {
        let now = self.portal.clock.now();
        let id = self.portal.chance.id(now);
        sqlx::query(
            "insert into domain (org_id, id, name, token, state, since, seen_at, method, policy, added_at) values ($1, $2, $3, $2::text, 'proven', $4, $4, 'dns', $5, $4)",
        )
        .bind(org.0)
        .bind(id)
        .bind(name)
        .bind(now)
        .bind(policy)
        .execute(&mut self.superuser().await)
        .await
        .expect("a domain");
        DomainId(id)
    }

    /// As if a connection of the organisation had proven this person in their session, by an address at that domain.
    pub async fn proven_by(&self, org: OrgId, connection: ConnectionId, domain: DomainId, person: &Person) {
        let now = self.portal.clock.now();
        let identity: Uuid = self.portal.chance.id(now);
        let mut db = self.superuser().await;
        sqlx::query("insert into identity (org_id, id, connection_id, issuer, subject, person_id, address, created_at, last_used_at) values ($1, $2, $3, 'idp', $2::text, $4, $5, $6, $6)")
            .bind(org.0)
            .bind(identity)
            .bind(connection.0)
            .bind(person.id.0)
            .bind(person.address.as_str())
            .bind(now)
            .execute(&mut db)
            .await
            .expect("an identity");
        sqlx::query("insert into sso_session (org_id, session_id, connection_id, identity_id, person_id, domain_id, proven_at, expires_at) values ($1, $2, $3, $4, $2, $5, $6, $7)")
            .bind(org.0)
            .bind(person.id.0)
            .bind(connection.0)
            .bind(identity)
            .bind(domain.0)
            .bind(now)
            .bind(now + Duration::DAY)
            .execute(&mut db)
            .await
            .expect("a proof");
    }
}
