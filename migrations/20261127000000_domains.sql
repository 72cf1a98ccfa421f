-- Domains that organisations say are theirs. One row has one life: pending, proven, missing, lost (domain::model).
create table domain (
    org_id        uuid not null references organization on delete cascade,
    id            uuid not null,
    name          text collate "C" not null,            -- in ASCII (RFC 5890, A-labels), lower case, without a final dot
    token         text not null,                        -- what is published to prove it; 128 random bits
    state         text not null check (state in ('pending', 'proven', 'missing', 'lost')),
    since         timestamptz not null,                 -- in this state since
    tries         integer not null default 0,           -- checks in a row that didn't find the proof
    seen_at       timestamptz,                          -- when the proof was last found
    method        text check (method in ('dns', 'file')),   -- where
    policy        text not null check (policy in ('nothing', 'ask_to_join', 'join', 'require_sso')),
    added_at      timestamptz not null,
    checked_at    timestamptz,
    next_check_at timestamptz,                          -- null: no longer by ourselves
    primary key (org_id, id),
    constraint domain_is_added_once unique (org_id, name),
    constraint domain_was_seen_unless_pending check (state = 'pending' or (seen_at is not null and method is not null))
);
-- A domain has one owner among all organisations. Whoever meets this index controls the domain's DNS, and hears that it
-- can't be accepted now, and no more.
create unique index domain_is_proven_once on domain (name) where state in ('proven', 'missing');

-- What the name servers, and the web server, answered. Kept for thirty days.
create table domain_check (
    org_id    uuid not null,
    id        uuid not null,                            -- v7: newest first is id descending
    domain_id uuid not null,
    at        timestamptz not null,
    look      jsonb not null,                           -- domain::Look
    refused   boolean not null,                         -- the proof was there, and the domain not to be had
    primary key (org_id, id),
    foreign key (org_id, domain_id) references domain (org_id, id) on delete cascade
);
create index domain_check_of_domain on domain_check (org_id, domain_id, id);

-- Proofs of domains that another organisation holds, by whom and since when: for support to resolve. Outlives the domain's row.
create table domain_claim (
    org_id   uuid not null references organization on delete cascade,
    name     text collate "C" not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (org_id, name)
);

-- TXT records of names under .example and .test, which the public DNS will never have: of a development portal's demo and of
-- tests. A production portal never reads them.
create table dev_txt (
    name  text collate "C" not null,
    value text not null,
    primary key (name, value)
);

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array['domain', 'domain_check', 'domain_claim'] loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format(
            'create policy %I on %I to portico_web, portico_worker using (org_id = (select app_org_id())) with check (org_id = (select app_org_id()))',
            tenant_table || '_of_this_org', tenant_table);
    end loop;
end $$;

grant select, insert, update on domain to portico_web, portico_worker;
grant delete on domain to portico_web;
grant select, insert, delete on domain_check to portico_web, portico_worker;
grant select, insert, update on domain_claim to portico_web, portico_worker;
grant select, insert, delete on dev_txt to portico_web;
grant select on dev_txt to portico_worker;

create policy domain_resolved on domain for select to portico_resolver using (true);
grant select (org_id, name, state, policy) on domain to portico_resolver;

-- Organisations that welcome people of this domain (DECISIONS 5): they have switched it on, and have proven the domain and let
-- its people ask; or they have never proven any, and an active owner's address shares it.
create or replace function organizations_welcoming(asked_domain text, asked_person uuid)
    returns table (org_id uuid, name text, requested boolean)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        with welcoming as (
            select d.org_id from domain d where d.name = asked_domain and d.state = 'proven' and d.policy = 'ask_to_join'
            union
            select m.org_id
              from membership m
              join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
             where m.status = 'active' and split_part(m.address, '@', 2) = asked_domain
               and not exists (select from domain d where d.org_id = m.org_id and d.state <> 'pending')
        )
        select o.org_id, o.name,
               exists (select from join_request j where j.org_id = o.org_id and j.person_id = asked_person and j.status = 'pending')
          from welcoming w
          join organization o on o.org_id = w.org_id
         where o.ask_to_join and o.status = 'active' and o.delete_after is null
           and not exists (select from membership mine where mine.org_id = o.org_id and mine.person_id = asked_person and mine.status <> 'removed')
         order by lower(o.name), o.org_id
         limit 20;
    end;
