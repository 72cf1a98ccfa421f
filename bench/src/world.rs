use crate::Result;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tokio_postgres::Client;

/// The database, filled.
pub struct World {
    pub client: Client,
    /// Where the portal finds it.
    pub url: String,
    pub largest: u64,
    pub members: u64,
    /// The cookie of a session of the largest organisation's owner.
    pub owner: String,
}

impl World {
    /// The cursor of the largest organisation's members by name, behind so many of them.
    pub async fn mark_after(&self, rows: u64) -> Result<String> {
        let rows = i64::try_from(rows)?;
        let row = self
            .client
            .query_one("select name_key, id::text from membership where org_id = md5('org1')::uuid order by name_key, id offset $1 limit 1", &[&rows])
            .await?;
        Ok(URL_SAFE_NO_PAD.encode(format!("[{{\"t\":\"{}\"}},\"{}\"]", row.get::<_, &str>(0), row.get::<_, &str>(1))))
    }
}

/// A session of the n-th person: the bytes that the table keeps, and the cookie. The id reads the same from both ends, so the
/// order of its bytes is no matter.
pub fn session(n: u64) -> (Vec<u8>, String) {
    let (head, tail) = (n.to_be_bytes(), n.to_le_bytes());
    let id: Vec<u8> = head.into_iter().chain(tail).collect();
    (Sha256::digest(&id).to_vec(), format!("portico_session={}", URL_SAFE_NO_PAD.encode(&id)))
}

/// Gives the n-th person a session.
pub async fn sign_in(client: &Client, n: u64) -> Result<String> {
    let (hash, cookie) = session(n);
    client
        .execute(
            "insert into session (id_hash, id, person_id, proofs, created_at, last_used_at, idle_expires_at, expires_at, device)
             values ($1, gen_random_uuid(), md5('person' || $2::bigint)::uuid, '{password}', now(), now(), now() + interval '7 days', now() + interval '30 days', 'bench')
             on conflict do nothing",
            &[&hash, &i64::try_from(n)?],
        )
        .await?;
    Ok(cookie)
}
