use crate::{Person, TestPortal};
use contract::SessionId;
use time::Duration;

impl TestPortal {
    /// A session of that person, on a device called so.
    pub async fn session_of(&self, person: &Person, device: &str) -> SessionId {
        let now = self.portal.clock.now();
        let id = SessionId(self.portal.chance.id(now));
        sqlx::query(
            "insert into session (id_hash, id, person_id, proofs, created_at, last_used_at, idle_expires_at, expires_at, ip, device)
             values ($1, $2, $3, '{password}', $4, $4, $5, $5, '192.0.2.44', $6)",
        )
        .bind(id.0.as_bytes().as_slice())
        .bind(id.0)
        .bind(person.id.0)
        .bind(now)
        .bind(now + Duration::DAY)
        .bind(device)
        .execute(&mut self.superuser().await)
        .await
        .expect("a session");
        id
    }

    /// How many sessions that person has.
    pub async fn sessions_of(&self, person: &Person) -> i64 {
        let count = sqlx::query_scalar("select count(*) from session where person_id = $1").bind(person.id.0);
        count.fetch_one(&mut self.superuser().await).await.expect("a count")
    }
}
