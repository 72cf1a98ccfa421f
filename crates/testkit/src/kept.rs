use crate::TestPortal;
use sqlx::PgConnection;
use std::fmt;

/// What was there at a moment, to have it again however much has been done since: every table of a tenant's, and the people.
pub struct Kept(PgConnection);

const KEEP: &str = r"
    create schema kept;
    do $$
    declare
        kept text;
    begin
        for kept in select c.relname from pg_class c
                     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                       and (c.relname in ('person', 'person_password')
                            or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id'))
        loop
            execute format('create table kept.%I as table public.%I', kept, kept);
        end loop;
    end $$;
    create function kept.mend() returns void language plpgsql as $$
    declare
        kept text;
    begin
        -- Without triggers, and so in whatever order foreign keys would like.
        perform set_config('session_replication_role', 'replica', true);
        for kept in select tablename from pg_tables where schemaname = 'kept' loop
            execute format('delete from public.%I', kept);
            execute format('insert into public.%I select * from kept.%I', kept, kept);
        end loop;
        delete from public.throttle;
    end $$;
";

impl TestPortal {
    /// Keeps everything as it is.
    pub async fn keep(&self) -> Kept {
        let mut db = self.superuser().await;
        sqlx::raw_sql(KEEP).execute(&mut db).await.expect("it is kept");
        Kept(db)
    }
}

impl Kept {
    /// Has it as it was, and no limit near.
    pub async fn mend(&mut self) {
        sqlx::raw_sql("select kept.mend()").execute(&mut self.0).await.expect("it is mended");
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}
