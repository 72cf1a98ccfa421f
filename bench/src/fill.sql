-- A large world, by the settings bench.organizations, bench.members and bench.largest: everybody is an active member of one
-- organisation, the first of them its owner; the largest is the first. Ids are made of numbers, so they can be named again.
set synchronous_commit = off;
set session_replication_role = replica; -- what is inserted refers to what is there: no need to look it up a million times

create function pg_temp.id(of_what text, n bigint) returns uuid language sql immutable as $$ select md5(of_what || n)::uuid $$;

-- "Kora Melanu": forty thousand first names times as many last ones would be too many to meet twice.
create function pg_temp.word(n bigint, syllables integer) returns text language sql immutable as $$
    select initcap(string_agg(substr('babebibodadedidofafefifogagegigokakekikolalelilomamemimonanenino', 1 + 2 * ((n / (31 ^ s)::bigint + 7 * s) % 31)::integer, 2), '' order by s))
      from generate_series(0, syllables - 1) s
$$;

insert into organization (org_id, name, locale, zone, created_at)
select pg_temp.id('org', n), 'Organisation ' || n, 'en', 'Europe/Berlin', now() - interval '300 days'
  from generate_series(1, current_setting('bench.organizations')::bigint) n;

insert into org_slug (slug, org_id)
select 'org-' || n, pg_temp.id('org', n) from generate_series(1, current_setting('bench.organizations')::bigint) n;

create temporary table everybody as
select n, pg_temp.id('person', n) as person, pg_temp.id('member', n) as member, pg_temp.id('org', number) as org, first, last,
       lower(first || '.' || last) || '.' || n as local, 'org-' || number || '.example' as domain, now() - interval '1 second' * (n % 25000000) as joined
  from (select n, pg_temp.word(n, 2) as first, pg_temp.word(n * 13 + 5, 3) as last,
               case when n <= current_setting('bench.largest')::bigint then 1
                    else 2 + n % (current_setting('bench.organizations')::bigint - 1) end as number
          from generate_series(1, current_setting('bench.members')::bigint) n) numbered;

insert into person (id, address, name, locale, zone, terms_version, terms_accepted_at, address_verified_at, created_at)
select person, local || '@' || domain, first || ' ' || last, 'en', 'Europe/Berlin', '1', joined, joined, joined from everybody;

insert into membership (org_id, id, person_id, status, source, display_name, name_key, address, joined_at, last_active_at)
select org, member, person, 'active', 'invitation', first || ' ' || last, lower(first || ' ' || last), local || '@' || domain, joined, joined from everybody order by org;

insert into membership_role (org_id, membership_id, role, granted_at)
select org, member, case when row_number() over (partition by org order by n) = 1 then 'owner' else 'member' end, joined from everybody;

insert into member_word (org_id, word, name_key, membership_id)
select distinct org, word, lower(first || ' ' || last), member
  from everybody, lateral unnest(array[lower(first), lower(last), local || '@' || domain, domain, n::text]) as word;

update organization o set seats_taken = taken.count from (select org, count(*) from everybody group by org) taken where taken.org = o.org_id;

set session_replication_role = origin;
drop table everybody;
analyze;
