use super::{KEY, Lifetimes, LiveSession, NewSession, OVER, Proof, hash};
use crate::Portal;
use async_trait::async_trait;
use ipnet::IpNet;
use std::collections::HashMap;
use tower_sessions_core::{
    SessionStore as Store,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Sessions in PostgreSQL, for tower-sessions. Our own because the ready-made store keeps raw ids, and upserts: a request
/// that was under way while its session was revoked would write it back (DECISIONS 25).
#[derive(Debug, Clone)]
pub struct SessionStore {
    portal: Portal,
    lifetimes: Lifetimes,
}

impl SessionStore {
    pub fn new(portal: Portal, lifetimes: Lifetimes) -> Self {
        Self { portal, lifetimes }
    }
}

#[async_trait]
impl Store for SessionStore {
    /// Inserts, unless what was proven has ended meanwhile. 128 random bits don't collide; if they did, the primary key would say so.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let person = record.data.get(KEY).cloned().ok_or_else(|| Error::Encode("a session is made for a person".into()))?;
        let new: NewSession = serde_json::from_value(person).map_err(|error| Error::Encode(error.to_string()))?;
        let now = self.portal.clock.now();
        // The record of a session that went before comes with its id, which somebody else may know (session fixation).
        record.id = Id::default();
        let id_hash = hash(record.id);
        let (id, since) = match new.goes_on {
            Some(before) => (before.session.0, before.since.unwrap_or(now)),
            None => (self.portal.chance.id(now), now),
        };
        let proofs: Vec<String> = new.proofs.iter().map(|proof| proof.key().to_owned()).collect();
        // Held until it is written: whoever is ending this person's sessions is waited for, or meets this one.
        let made = sqlx::query!(
            "insert into session (id_hash, id, person_id, proofs, created_at, last_used_at, idle_expires_at, expires_at, ip, device)
             select $1, $2, p.id, $4, $5, $6, $7, $8, $9, $10
               from person p
              where p.id = $3 and ($11::integer is null or p.generation = $11)
                for share",
            id_hash.as_slice(),
            id,
            new.person.0,
            &proofs,
            since,
            now,
            now + self.lifetimes.idle,
            since + self.lifetimes.absolute,
            new.ip.map(IpNet::from),
            new.device,
            new.generation.map(|generation| generation.0)
        )
        .execute(&self.portal.db.web)
        .await
        .map_err(backend)?;
        if made.rows_affected() == 0 { Err(Error::Backend(OVER.into())) } else { Ok(()) }
    }

    /// A session holds nothing that changes, so there is nothing to save: a revoked one stays revoked.
    async fn save(&self, _record: &Record) -> Result<()> {
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (now, id_hash) = (self.portal.clock.now(), hash(*id));
        let row = sqlx::query!(
            "select s.id, s.proofs, s.created_at, s.last_used_at, s.idle_expires_at, s.expires_at, p.id as person, p.name, p.address, p.locale, p.zone
               from session s
               join person p on p.id = s.person_id
              where s.id_hash = $1 and s.idle_expires_at > $2 and s.expires_at > $2",
            id_hash.as_slice(),
            now
        )
        .fetch_optional(&self.portal.db.web)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let live = LiveSession {
            id: row.id,
            proofs: row.proofs.iter().filter_map(|key| Proof::from_key(key)).collect(),
            person: row.person.into(),
            name: row.name,
            address: row.address,
            locale: row.locale,
            zone: row.zone,
            since: row.created_at,
            last_used: row.last_used_at,
        };
        let live = serde_json::to_value(live).map_err(|error| Error::Encode(error.to_string()))?;
        Ok(Some(Record { id: *id, data: HashMap::from([(KEY.to_owned(), live)]), expiry_date: row.idle_expires_at.min(row.expires_at) }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let id_hash = hash(*id);
        sqlx::query!("delete from session where id_hash = $1", id_hash.as_slice()).execute(&self.portal.db.web).await.map_err(backend)?;
        Ok(())
    }
}

fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}
