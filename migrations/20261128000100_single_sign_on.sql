-- Coming in by a connection: what is under way, who is known by it, what a session has proven for whom, what is required, and the log.

-- A request under way: made when a browser is sent to the provider, bound to it by a cookie of its own, answered once.
create table sso_request (
    org_id        uuid not null references organization on delete cascade,
    id            uuid not null,
    connection_id uuid not null,
    version_id    uuid not null,
    test_id       uuid,                                 -- a test: lets nobody in
    handle_hash   bytea not null,                       -- of RelayState or state
    cookie_hash   bytea not null,                       -- of the one-time cookie
    request_id    text,                                 -- the AuthnRequest's (SAML)
    pending       jsonb,                                -- vault::Sealed: nonce and verifier (OpenID Connect)
    locale        text not null,
    next_path     text,
    proven        jsonb,                                -- federation::Proven, sealed: who it was, while they prove a factor of their own
    created_at    timestamptz not null,
    answered_at   timestamptz,                          -- from then on nothing answers it
    expires_at    timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    foreign key (org_id, version_id) references connection_version (org_id, id) on delete cascade,
    foreign key (org_id, test_id) references connection_test (org_id, id) on delete cascade
);
create index sso_request_of_connection on sso_request (org_id, connection_id);
create index sso_request_by_handle on sso_request (org_id, handle_hash);
create index sso_request_by_end on sso_request (org_id, expires_at);
create index sso_request_of_version on sso_request (org_id, version_id);
create index sso_request_of_test on sso_request (org_id, test_id);

-- Assertions that were taken, until they would be refused for their age: none is taken twice.
create table sso_spent (
    org_id        uuid not null,
    connection_id uuid not null,
    answer_hash   bytea not null,                       -- of the assertion's ID (SAML)
    forget_after  timestamptz not null,
    primary key (org_id, connection_id, answer_hash),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade
);
create index sso_spent_by_end on sso_spent (org_id, forget_after);

-- Whom a connection knows by which subject. The subject is first: an address may change.
create table identity (
    org_id        uuid not null,
    id            uuid not null,
    connection_id uuid not null,
    subject       text collate "C" not null,            -- NameID or sub, to the letter
    person_id     uuid not null references person on delete cascade,
    address       text collate "C" not null,            -- as last asserted
    created_at    timestamptz not null,
    last_used_at  timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    constraint identity_is_one_persons unique (org_id, connection_id, subject)
);
create index identity_of_person on identity (org_id, person_id);
create index identity_by_use on identity (org_id, connection_id, last_used_at); -- when somebody came by a connection last

-- What a session has proven by a connection, for this organisation alone. It counts while the session lives, the connection is
-- active, and the domain of its address is ours. By the session's public id, which stays when the cookie's changes.
create table sso_session (
    org_id        uuid not null,
    session_id    uuid not null,
    connection_id uuid not null,
    identity_id   uuid not null,
    person_id     uuid not null references person on delete cascade,
    domain_id     uuid not null,                        -- of the address that was asserted
    proven_at     timestamptz not null,
    expires_at    timestamptz not null,
    primary key (org_id, session_id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade,
    foreign key (org_id, identity_id) references identity (org_id, id) on delete cascade,
    foreign key (org_id, domain_id) references domain (org_id, id) on delete cascade
);
create index sso_session_of_connection on sso_session (org_id, connection_id);
create index sso_session_of_identity on sso_session (org_id, identity_id);
create index sso_session_of_domain on sso_session (org_id, domain_id);
create index sso_session_by_end on sso_session (org_id, expires_at);

-- What an organisation asks of those who come in. No row: nothing beyond an account.
create table sign_in_policy (
    org_id         uuid primary key references organization on delete cascade,
    own_page       boolean not null default false,      -- /o/{slug} shows its name and ways in to whoever comes (DECISIONS 10)
    discovery      boolean not null default false,      -- an address at one of its domains is led to its provider (DECISIONS 7)
    required_from  timestamptz,                         -- single sign-on is required from then on; null: never
    announced_at   timestamptz,
    announced_by   uuid,
    foreign key (org_id, announced_by) references membership (org_id, id)
);
create index sign_in_policy_of_announcer on sign_in_policy (org_id, announced_by);

-- Owners who may still come in by a factor of their own when single sign-on is required.
create table break_glass (
    org_id        uuid not null,
    membership_id uuid not null,
    granted_by    uuid not null,
    granted_at    timestamptz not null,
    exercised_at  timestamptz,                          -- came in by a factor of their own last
    primary key (org_id, membership_id),
    foreign key (org_id, membership_id) references membership (org_id, id) on delete cascade,
    foreign key (org_id, granted_by) references membership (org_id, id)
);
create index break_glass_of_granter on break_glass (org_id, granted_by);

-- Every answer of a provider, taken or refused, for thirty days. Values are redacted as the test lab's copy is.
create table sso_log (
    org_id        uuid not null,
    id            uuid not null,                        -- v7: newest first is id descending
    connection_id uuid not null,
    reference     text collate "C" not null,            -- what the person saw
    at            timestamptz not null,
    outcome       text not null,                        -- federation::Outcome
    code          text,                                 -- of the catalogue
    address       text,                                 -- as asserted, when anything was
    person_id     uuid,
    report        jsonb not null,                       -- federation::Report
    ip            inet,
    device        text not null,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connection (org_id, id) on delete cascade
);
create index sso_log_of_connection on sso_log (org_id, connection_id, id);
create index sso_log_by_reference on sso_log (org_id, reference);

-- A role that a provider's groups gave is the connection's to take again; one that somebody gave is not.
alter table membership_role add column connection_id uuid;
alter table membership_role add foreign key (org_id, connection_id) references connection (org_id, id) on delete set null (connection_id);
create index membership_role_of_connection on membership_role (org_id, connection_id) where connection_id is not null;
-- Who joins by the word of a domain joins as this.
alter table domain add column join_role text not null default 'member'
    check (join_role in ('administrator', 'people_administrator', 'sign_in_administrator', 'auditor', 'member'));

alter table membership drop constraint membership_source_check;
alter table membership add constraint membership_source_check check (source in ('founder', 'invitation', 'request', 'single_sign_on', 'domain'));
alter table known_browser drop constraint known_browser_last_method_check;
alter table known_browser add constraint known_browser_last_method_check check (last_method in ('password', 'code', 'single_sign_on'));

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array['sso_request', 'sso_spent', 'identity', 'sso_session', 'sign_in_policy', 'break_glass', 'sso_log'] loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format(
            'create policy %I on %I to portico_web, portico_worker using (org_id = (select app_org_id())) with check (org_id = (select app_org_id()))',
            tenant_table || '_of_this_org', tenant_table);
    end loop;
end $$;

grant select, insert, update, delete on sso_request, sso_spent, sso_session, break_glass to portico_web;
grant select, insert, update on identity, sign_in_policy to portico_web;
grant select, insert, delete on sso_log to portico_web;
grant select on identity, sign_in_policy, break_glass to portico_worker;
grant update on sign_in_policy to portico_worker;
