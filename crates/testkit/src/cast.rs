use crate::TestPortal;
use contract::{EmailAddress, Locale, MembershipId, OrgId, OrgSlug, PersonId, Role, SessionId};
use portal::{
    access::{Can, Grants, OrgContext, SignedIn, Visitor},
    audit::Origin,
    secret::SecretHash,
    session::Proof,
};
use std::sync::Arc;

/// What everybody in the cast signs in with.
pub const PASSWORD: &str = "correct horse battery staple";

/// Somebody in a test.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub address: EmailAddress,
}

impl Person {
    /// Signed in, in a browser of their own.
    pub fn visitor(&self) -> Visitor {
        Visitor {
            signed_in: Some(Arc::new(SignedIn {
                person: self.id,
                name: self.name.clone(),
                address: self.address.clone(),
                locale: Locale::En,
                zone: "Europe/Berlin".into(),
                session: SessionId(self.id.0),
                proofs: vec![Proof::Password],
                session_hash: SecretHash::of(self.id.0.as_bytes()),
                since: time::OffsetDateTime::UNIX_EPOCH,
                last_used: time::OffsetDateTime::UNIX_EPOCH,
            })),
            visit: Some(SecretHash::of(self.address.as_str().as_bytes())),
            newcomer: Some(SecretHash::of(self.address.as_str().as_bytes())),
            browser: None,
            origin: Origin { ip: Some([192, 0, 2, 7].into()), device: "Firefox · Linux".into(), request: "7K2M-9QXD-04TZ".into() },
            prefetch: false,
        }
    }
}

/// Somebody signed out, in a browser named so.
pub fn stranger(browser: &str) -> Visitor {
    Visitor {
        signed_in: None,
        visit: Some(SecretHash::of(browser.as_bytes())),
        newcomer: Some(SecretHash::of(browser.as_bytes())),
        origin: Origin { ip: Some([198, 51, 100, 9].into()), device: "Safari · iPhone".into(), ..Origin::default() },
        ..Visitor::default()
    }
}

/// Arranged by plain inserts as the superuser: fast, and not what is being tested.
impl TestPortal {
    /// A person with [`PASSWORD`], in no organisation.
    pub async fn person(&self, name: &str, address: &str) -> Person {
        let person = Person {
            id: PersonId(self.portal.chance.id(self.portal.clock.now())),
            name: name.into(),
            address: EmailAddress::parse(address).expect("an address"),
        };
        let now = self.portal.clock.now();
        let mut db = self.superuser().await;
        sqlx::query("insert into person values ($1, $2, $3, 'en', 'Europe/Berlin', '1', $4, $4, $4)")
            .bind(person.id.0)
            .bind(person.address.as_str())
            .bind(name)
            .bind(now)
            .execute(&mut db)
            .await
            .expect("a person");
        sqlx::query("insert into person_password values ($1, $2, $3)")
            .bind(person.id.0)
            .bind(test_password_hash())
            .bind(now)
            .execute(&mut db)
            .await
            .expect("a password");
        person
    }

    /// An organisation owned by this person, reached at this slug.
    pub async fn org(&self, name: &str, slug: &str, owner: &Person) -> OrgId {
        let now = self.portal.clock.now();
        let org = OrgId(self.portal.chance.id(now));
        let mut db = self.superuser().await;
        sqlx::query("insert into organization (org_id, name, locale, zone, created_at) values ($1, $2, 'en', 'Europe/Berlin', $3)")
            .bind(org.0)
            .bind(name)
            .bind(now)
            .execute(&mut db)
            .await
            .expect("an organisation");
        sqlx::query("insert into org_slug (slug, org_id) values ($1, $2)").bind(slug).bind(org.0).execute(&mut db).await.expect("a slug");
        self.member(org, owner, &[Role::Owner]).await;
        org
    }

    /// An active member with these roles.
    pub async fn member(&self, org: OrgId, person: &Person, roles: &[Role]) -> MembershipId {
        let now = self.portal.clock.now();
        let id = MembershipId(self.portal.chance.id(now));
        let mut db = self.superuser().await;
        sqlx::query(
            "insert into membership (org_id, id, person_id, status, source, display_name, name_key, address, joined_at) values ($1, $2, $3, 'active', 'founder', $4, lower($4), $5, $6)",
        )
        .bind(org.0)
        .bind(id.0)
        .bind(person.id.0)
        .bind(&person.name)
        .bind(person.address.as_str())
        .bind(now)
        .execute(&mut db)
        .await
        .expect("a membership");
        for role in roles {
            sqlx::query("insert into membership_role values ($1, $2, $3, $4)")
                .bind(org.0)
                .bind(id.0)
                .bind(role.key())
                .bind(now)
                .execute(&mut db)
                .await
                .expect("a role");
        }
        let words: std::collections::BTreeSet<String> = format!("{} {}", person.name, person.address)
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(Into::into)
            .chain([person.address.to_string()])
            .collect();
        for word in words {
            sqlx::query("insert into member_word values ($1, $2, lower($3), $4)")
                .bind(org.0)
                .bind(word)
                .bind(&person.name)
                .bind(id.0)
                .execute(&mut db)
                .await
                .expect("a word");
        }
        sqlx::query("update organization set seats_taken = seats_taken + 1 where org_id = $1").bind(org.0).execute(&mut db).await.expect("a seat");
        id
    }

    /// How many active members an organisation has.
    pub async fn members_of(&self, org: OrgId) -> i64 {
        let count = sqlx::query_scalar("select count(*) from membership where org_id = $1 and status = 'active'").bind(org.0);
        count.fetch_one(&mut self.superuser().await).await.expect("a count")
    }

    /// Whatever no verb does, such as an organisation that the vendor suspends: a statement as the superuser.
    pub async fn arrange(&self, statement: &str) {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut self.superuser().await).await.expect("it is arranged");
    }

    /// What a query finds, a row each, as the superuser.
    pub async fn look(&self, query: &str) -> Vec<serde_json::Value> {
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select to_jsonb(found) from ({query}) as found")));
        rows.fetch_all(&mut self.superuser().await).await.expect("a look")
    }

    /// Publishes a TXT record in the zone that a development portal answers for itself.
    pub async fn publish(&self, host: &str, value: &str) {
        sqlx::query("insert into dev_txt values ($1, $2)").bind(host).bind(value).execute(&mut self.superuser().await).await.expect("a record");
    }

    /// Takes every TXT record of that host away.
    pub async fn withdraw(&self, host: &str) {
        sqlx::query("delete from dev_txt where name = $1").bind(host).execute(&mut self.superuser().await).await.expect("no record");
    }

    /// That person, inside the organisation at that slug.
    pub async fn inside(&self, person: &Person, slug: &str) -> Arc<OrgContext> {
        self.portal.enter(&person.visitor(), &OrgSlug::parse(slug).expect("a slug")).await.expect("they are let in")
    }

    /// That person with that permission, inside the organisation at that slug.
    pub async fn can<P: Grants>(&self, person: &Person, slug: &str) -> Can<P> {
        self.inside(person, slug).await.can().expect("they may")
    }
}

/// [`PASSWORD`] under argon2id with the smallest parameters: the portal reads them from the hash, and tests needn't wait.
fn test_password_hash() -> String {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
    let params = Params::new(8, 1, 1, None).expect("parameters");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(PASSWORD.as_bytes(), b"portico-testkit")
        .expect("a hash")
        .to_string()
}
