//! Acme, with its owner Alice.

use contract::{MembershipId, OrgId, Role};
use portal::{
    access::{Can, permission::ManageMembers},
    audit::Event,
};
use testkit::{Person, TestPortal};

pub struct Acme {
    pub world: TestPortal,
    pub org: OrgId,
    pub alice: Person,
}

impl Acme {
    pub async fn new() -> Self {
        let world = TestPortal::new().await;
        let alice = world.person("Alice Ng", "alice@acme.example").await;
        let org = world.org("Acme Logistics", "acme", &alice).await;
        Self { world, org, alice }
    }

    /// Somebody with these roles.
    pub async fn somebody(&self, name: &str, roles: &[Role]) -> (Person, MembershipId) {
        let person = self.world.person(name, &format!("{}@acme.example", name.to_lowercase().replace(' ', "."))).await;
        let id = self.world.member(self.org, &person, roles).await;
        (person, id)
    }

    /// As a manager of members.
    pub async fn manages(&self, person: &Person) -> Can<ManageMembers> {
        self.world.can(person, "acme").await
    }

    /// As many seats as this, and no more.
    pub async fn limit_seats(&self, limit: i32) {
        sqlx::query("update organization set seat_limit = $2 where org_id = $1")
            .bind(self.org.0)
            .bind(limit)
            .execute(&mut self.world.superuser().await)
            .await
            .unwrap();
    }

    /// Seats counted by the portal; the same as active memberships, or the test fails.
    pub async fn seats(&self) -> i32 {
        let mut db = self.world.superuser().await;
        let (counted, there): (i32, i64) = sqlx::query_as(
            "select seats_taken, (select count(*) from membership m where m.org_id = o.org_id and m.status = 'active') from organization o where org_id = $1",
        )
        .bind(self.org.0)
        .fetch_one(&mut db)
        .await
        .unwrap();
        assert_eq!(i64::from(counted), there, "the count of seats and the active memberships differ");
        counted
    }

    /// Active owners.
    pub async fn owners(&self) -> i64 {
        sqlx::query_scalar(
            "select count(*) from membership_role r join membership m on m.org_id = r.org_id and m.id = r.membership_id
              where r.org_id = $1 and r.role = 'owner' and m.status = 'active'",
        )
        .bind(self.org.0)
        .fetch_one(&mut self.world.superuser().await)
        .await
        .unwrap()
    }

    /// The record, oldest first.
    pub async fn record(&self) -> Vec<Event> {
        let details: Vec<serde_json::Value> = sqlx::query_scalar("select detail from event where org_id = $1 order by ctid") // as written: the clock stands, so ids of one instant have no order
            .bind(self.org.0)
            .fetch_all(&mut self.world.superuser().await)
            .await
            .unwrap();
        details.into_iter().map(|detail| serde_json::from_value(detail).unwrap()).collect()
    }
}
