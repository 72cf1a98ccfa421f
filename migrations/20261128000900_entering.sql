-- Entering an organisation asks what a session has proven, and what the organisation requires. In PL/pgSQL, as what every page asks is.
create policy connection_domain_resolved on connection_domain for select to portico_resolver using (true);
create policy identity_resolved on identity for select to portico_resolver using (true);
create policy sso_session_resolved on sso_session for select to portico_resolver using (true);
create policy sign_in_policy_resolved on sign_in_policy for select to portico_resolver using (true);
create policy break_glass_resolved on break_glass for select to portico_resolver using (true);

grant select (id) on domain to portico_resolver;
grant select (org_id, connection_id, domain_id) on connection_domain to portico_resolver;
grant select (org_id, person_id, address) on identity to portico_resolver;
grant select (org_id, session_id, person_id, connection_id, domain_id, expires_at) on sso_session to portico_resolver;
grant select (org_id, own_page, discovery, required_from) on sign_in_policy to portico_resolver;
grant select (org_id, membership_id, exercised_at) on break_glass to portico_resolver;

-- Whether this person may enter the organisation at that address, what they are there, and what their session is worth there.
-- No row: a stranger, or nowhere. A proof by a connection counts while the connection is active and the domain of the address
-- that was asserted is still ours and the connection's. A domain that requires single sign-on goes on requiring it when its
-- proof is gone.
drop function enter_organization(text, uuid, timestamptz);
create function enter_organization(asked_slug text, asked_person uuid, asked_session uuid, asked_domain text, at timestamptz)
    returns table (org_id uuid, slug text, name text, locale text, zone text, status text, delete_after timestamptz,
                   membership_id uuid, membership_status text, last_active_at timestamptz, roles text[],
                   proven_by uuid, required_from timestamptz, breaks_glass boolean, exercised_at timestamptz)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select o.org_id, current_slug.slug, o.name, o.locale, o.zone, o.status, o.delete_after, m.id, m.status, m.last_active_at,
               array(select r.role from membership_role r where r.org_id = m.org_id and r.membership_id = m.id order by r.role),
               (select s.connection_id
                  from sso_session s
                  join connection c on c.org_id = s.org_id and c.id = s.connection_id and c.state = 'active'
                  join connection_domain cd on cd.org_id = s.org_id and cd.connection_id = s.connection_id and cd.domain_id = s.domain_id
                  join domain d on d.org_id = s.org_id and d.id = s.domain_id and d.state in ('proven', 'missing')
                 where s.org_id = o.org_id and s.session_id = asked_session and s.person_id = asked_person and s.expires_at > at),
               (select p.required_from from sign_in_policy p
                 where p.org_id = o.org_id and p.required_from <= at
                   and exists (select from domain d
                                where d.org_id = o.org_id and d.policy = 'require_sso'
                                  and (d.name = asked_domain
                                       or exists (select from identity i
                                                   where i.org_id = o.org_id and i.person_id = asked_person and split_part(i.address, '@', 2) = d.name)))),
               g.membership_id is not null, g.exercised_at
          from org_slug asked
          join organization o on o.org_id = asked.org_id
          join org_slug current_slug on current_slug.org_id = o.org_id and current_slug.redirects_until is null
          join membership m on m.org_id = o.org_id and m.person_id = asked_person and m.status <> 'removed'
          left join break_glass g on g.org_id = m.org_id and g.membership_id = m.id
         where asked.slug = asked_slug and (asked.redirects_until is null or asked.redirects_until > at);
end $$;

-- The organisations a person is in, for the switcher; of a session that connections alone have proven, those that they proved it for.
drop function my_organizations(uuid);
create function my_organizations(asked_person uuid, proven_in uuid, at timestamptz)
    returns table (org_id uuid, slug text, name text, status text, membership_status text, last_active_at timestamptz, roles text[])
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select o.org_id, s.slug, o.name, o.status, m.status, m.last_active_at,
               array(select r.role from membership_role r where r.org_id = m.org_id and r.membership_id = m.id order by r.role)
          from membership m
          join organization o on o.org_id = m.org_id
          join org_slug s on s.org_id = o.org_id and s.redirects_until is null
         where m.person_id = asked_person and m.status <> 'removed'
           and (proven_in is null
                or exists (select
                             from sso_session p
                             join connection c on c.org_id = p.org_id and c.id = p.connection_id and c.state = 'active'
                             join connection_domain cd on cd.org_id = p.org_id and cd.connection_id = p.connection_id and cd.domain_id = p.domain_id
                             join domain d on d.org_id = p.org_id and d.id = p.domain_id and d.state in ('proven', 'missing')
                            where p.org_id = m.org_id and p.session_id = proven_in and p.person_id = asked_person and p.expires_at > at))
         order by lower(o.name), o.org_id;
end $$;

-- The ways in that an organisation shows: to everybody where it has switched its own page on, else to its active members alone, and to
-- whoever came in by one of them in this session.
create function ways_in_of_slug(asked_slug text, asked_person uuid, asked_session uuid, at timestamptz)
    returns table (slug text, name text, connection_key text, connection_name text, provider text)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select current_slug.slug, o.name, c.key, c.name, c.provider
          from org_slug asked
          join organization o on o.org_id = asked.org_id and o.status = 'active'
          join org_slug current_slug on current_slug.org_id = o.org_id and current_slug.redirects_until is null
          left join connection c on c.org_id = o.org_id and c.state = 'active'
         where asked.slug = asked_slug and (asked.redirects_until is null or asked.redirects_until > at)
           and (exists (select from sign_in_policy p where p.org_id = o.org_id and p.own_page)
                or exists (select from membership m where m.org_id = o.org_id and m.person_id = asked_person and m.status = 'active')
                or exists (select from sso_session s where s.org_id = o.org_id and s.session_id = asked_session))
         order by lower(c.name), c.key;
    end;

-- Where an address at this domain is led: to the connections of the organisation that has proven it and switched that on (DECISIONS 7).
create function ways_in_of_domain(asked_domain text)
    returns table (org_name text, connection_key text, connection_name text, provider text)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select o.name, c.key, c.name, c.provider
          from domain d
          join organization o on o.org_id = d.org_id and o.status = 'active'
          join sign_in_policy p on p.org_id = d.org_id and p.discovery
          join connection_domain cd on cd.org_id = d.org_id and cd.domain_id = d.id
          join connection c on c.org_id = d.org_id and c.id = cd.connection_id and c.state = 'active'
         where d.name = asked_domain and d.state = 'proven'
         order by lower(c.name), c.key;
    end;

-- In which organisation a person's sign-in was refused, for whoever may see its log.
create policy sso_log_resolved on sso_log for select to portico_resolver using (true);
grant select (org_id, connection_id, reference) on sso_log to portico_resolver;

create function log_of_reference(asked_reference text, asked_person uuid)
    returns table (slug text, connection_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select s.slug, l.connection_id
          from membership m
          join sso_log l on l.org_id = m.org_id and l.reference = asked_reference
          join org_slug s on s.org_id = m.org_id and s.redirects_until is null
         where m.person_id = asked_person and m.status = 'active'
         limit 1;
    end;

grant create on schema public to portico_resolver;
do $$
declare
    resolver text;
begin
    foreach resolver in array array[
        'enter_organization(text, uuid, uuid, text, timestamptz)', 'my_organizations(uuid, uuid, timestamptz)',
        'ways_in_of_slug(text, uuid, uuid, timestamptz)', 'ways_in_of_domain(text)', 'log_of_reference(text, uuid)'
    ] loop
        execute format('alter function %s owner to portico_resolver', resolver);
        execute format('revoke all on function %s from public', resolver);
    end loop;
end $$;
revoke create on schema public from portico_resolver;
grant execute on function enter_organization, my_organizations, ways_in_of_slug, ways_in_of_domain, log_of_reference to portico_web;
