-- Connections to identity providers. What a connection is and has is here; how somebody comes in by one is in the next migration.
create table connection (
    org_id      uuid not null references organization on delete cascade,
    id          uuid not null,
    key         text collate "C" not null,              -- in the addresses that the provider knows (contract::ConnectionKey)
    name        text not null,                          -- as people read it on the button
    provider    text not null,                          -- contract::IdentityProvider: what the wizard says, never what is believed
    protocol    text not null check (protocol in ('saml', 'oidc')),
    state       text not null check (state in ('draft', 'active', 'off')),  -- connection::State
    step        text not null,                          -- how far its wizard has come (connection::Step)
    refresh_at  timestamptz,                            -- when its provider is asked about itself next; null: not by ourselves
    refresh_held text,                                  -- whose metadata its address has now, while that is not taken over: an entity id
    created_by  uuid not null,
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, created_by) references membership (org_id, id),
    constraint connection_key_is_one_connections unique (key)
);
create index connection_of_creator on connection (org_id, created_by);

-- Which domains' people come by it: many to many.
create table connection_domain (
    org_id        uuid not null,
    connection_id uuid not null,
    domain_id     uuid not null,
    primary key (org_id, connection_id, domain_id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    foreign key (org_id, domain_id) references domain (org_id, id) on delete cascade
);
create index connection_domain_of_domain on connection_domain (org_id, domain_id);

-- One state of a connection's set-up. At most one is being worked at (candidate), at most one serves (live); what served before
-- (former) can come back.
create table connection_version (
    org_id        uuid not null,
    id            uuid not null,
    connection_id uuid not null,
    number        integer not null check (number > 0),
    stage         text not null check (stage in ('candidate', 'live', 'former')),  -- connection::Stage
    settings      jsonb not null,                       -- connection::Settings; no secrets
    created_by    uuid not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,                 -- settings, last
    tested_at     timestamptz,                          -- a test of exactly these settings succeeded
    activated_at  timestamptz,                          -- served first
    ended_at      timestamptz,                          -- served last
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    foreign key (org_id, created_by) references membership (org_id, id),
    constraint connection_version_number_is_once unique (org_id, connection_id, number)
);
create unique index connection_has_one_candidate on connection_version (org_id, connection_id) where stage = 'candidate';
create unique index connection_has_one_live on connection_version (org_id, connection_id) where stage = 'live';
create index connection_version_of_creator on connection_version (org_id, created_by);

-- Our key pairs: requests are signed with the current one, assertions may be encrypted to any of them. In SAML metadata both are
-- published while one takes over from the other.
create table connection_key (
    org_id        uuid not null,
    id            uuid not null,
    connection_id uuid not null,
    state         text not null check (state in ('next', 'current', 'retired')),   -- connection::KeyState
    certificate   bytea not null,                       -- DER
    private_key   jsonb not null,                       -- vault::Sealed
    sealed_under  text not null,                        -- which server key
    created_at    timestamptz not null,
    not_after     timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade
);
create unique index connection_has_one_current_key on connection_key (org_id, connection_id) where state = 'current';
create unique index connection_has_one_next_key on connection_key (org_id, connection_id) where state = 'next';
create index connection_key_of_connection on connection_key (org_id, connection_id);

-- Client secrets of OpenID Connect. A version names the one it uses; it is replaced by another, never read out again.
create table connection_secret (
    org_id        uuid not null,
    id            uuid not null,
    connection_id uuid not null,
    secret        jsonb not null,                       -- vault::Sealed
    sealed_under  text not null,
    hint          text not null,                        -- its last four letters, to tell one from another
    expires_at    timestamptz,                          -- as its administrator read it in the console
    created_at    timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade
);
create index connection_secret_of_connection on connection_secret (org_id, connection_id);

-- The provider's signing certificates as we have met them: when first seen, when last believed.
create table connection_certificate (
    org_id        uuid not null,
    connection_id uuid not null,
    fingerprint   bytea not null,                       -- SHA-256 of the DER
    subject       text not null,
    not_after     timestamptz not null,
    seen_at       timestamptz not null,
    last_used_at  timestamptz,
    primary key (org_id, connection_id, fingerprint),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade
);

-- One try of a connection. It lets nobody in and makes nobody.
create table connection_test (
    org_id        uuid not null,
    id            uuid not null,
    connection_id uuid not null,
    version_id    uuid not null,
    asked_by      uuid not null,
    link_hash     bytea,                                -- of the link by which it is begun; null when it can't be begun any more
    for_colleague boolean not null,                     -- somebody else was asked to run it
    state         text not null check (state in ('waiting', 'under_way', 'passed', 'failed')),
    code          text,                                 -- of the catalogue: the first failure
    report        jsonb,                                -- federation::Report: every check
    decision      jsonb,                                -- federation::Decision: what would happen to this person
    created_at    timestamptz not null,
    expires_at    timestamptz not null,                 -- the link's
    ended_at      timestamptz,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    foreign key (org_id, version_id) references connection_version (org_id, id) on delete cascade,
    foreign key (org_id, asked_by) references membership (org_id, id),
    constraint connection_test_link_is_one_tests unique (link_hash)
);
create index connection_test_of_connection on connection_test (org_id, connection_id, id);
create index connection_test_of_version on connection_test (org_id, version_id);
create index connection_test_of_asker on connection_test (org_id, asked_by);

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array[
        'connection', 'connection_domain', 'connection_version', 'connection_key', 'connection_secret', 'connection_certificate', 'connection_test'
    ] loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format(
            'create policy %I on %I to portico_web, portico_worker using (org_id = (select app_org_id())) with check (org_id = (select app_org_id()))',
            tenant_table || '_of_this_org', tenant_table);
    end loop;
end $$;

grant select, insert, update on connection, connection_version, connection_key, connection_secret, connection_certificate, connection_test
    to portico_web, portico_worker;
grant delete on connection, connection_version, connection_key, connection_secret, connection_test to portico_web;
grant select, insert, delete on connection_domain to portico_web;
grant select on connection_domain to portico_worker;

-- Whose connection an address of ours is (SAML metadata, ACS, callback, start). No row: nobody's.
create policy connection_resolved on connection for select to portico_resolver using (true);
grant select (org_id, id, key, name, provider, protocol, state) on connection to portico_resolver;

create function connection_of_key(asked_key text)
    returns table (org_id uuid, connection_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select c.org_id, c.id
          from connection c
          join organization o on o.org_id = c.org_id
         where c.key = asked_key and o.status = 'active';
    end;

-- Whose test a link is of.
create policy connection_test_resolved on connection_test for select to portico_resolver using (true);
grant select (org_id, id, connection_id, link_hash, expires_at) on connection_test to portico_resolver;

create function test_of_link(asked_hash bytea, at timestamptz)
    returns table (org_id uuid, test_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select t.org_id, t.id from connection_test t where t.link_hash = asked_hash and t.expires_at > at;
    end;

-- Whose secrets are still sealed under another key than the server's own, for the operator's rotation.
create policy connection_key_resolved on connection_key for select to portico_resolver using (true);
grant select (org_id, sealed_under) on connection_key to portico_resolver;
create policy connection_secret_resolved on connection_secret for select to portico_resolver using (true);
grant select (org_id, sealed_under) on connection_secret to portico_resolver;

create function organizations_sealed_otherwise(own_key text)
    returns table (org_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select k.org_id from connection_key k where k.sealed_under <> own_key
        union
        select s.org_id from connection_secret s where s.sealed_under <> own_key;
    end;

grant create on schema public to portico_resolver;
do $$
declare
    resolver text;
begin
    foreach resolver in array array['connection_of_key(text)', 'test_of_link(bytea, timestamptz)', 'organizations_sealed_otherwise(text)'] loop
        execute format('alter function %s owner to portico_resolver', resolver);
        execute format('revoke all on function %s from public', resolver);
    end loop;
end $$;
revoke create on schema public from portico_resolver;
grant execute on function connection_of_key, test_of_link to portico_web;
grant execute on function organizations_sealed_otherwise to portico_worker;
