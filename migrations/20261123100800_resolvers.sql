-- Questions that must be asked before there is a tenant. Each is a definer function of `portico_resolver`, a role that
-- nobody signs in as, with the columns it needs and no more. A definer function of the tables' owner would see nothing
-- under FORCE, and one of a superuser everything.
--
-- Those that every page asks are in PL/pgSQL: it keeps its plans for the connection's life, where a function in SQL that can't be
-- inlined is planned anew at each call, which took ten times as long as doing it.
create policy organization_resolved on organization for select to portico_resolver using (true);
create policy org_slug_resolved on org_slug for select to portico_resolver using (true);
create policy membership_resolved on membership for select to portico_resolver using (true);
create policy membership_role_resolved on membership_role for select to portico_resolver using (true);
create policy invitation_resolved on invitation for select to portico_resolver using (true);
create policy invitation_secret_resolved on invitation_secret for select to portico_resolver using (true);
create policy join_request_resolved on join_request for select to portico_resolver using (true);

grant select (org_id, name, locale, zone, status, delete_after, ask_to_join, copy_links, seat_limit, seats_taken) on organization to portico_resolver;
grant select (slug, org_id, redirects_until) on org_slug to portico_resolver;
grant select (org_id, id, person_id, status, address, last_active_at) on membership to portico_resolver;
grant select (org_id, membership_id, role) on membership_role to portico_resolver;
grant select (org_id, id, address, status, expires_at) on invitation to portico_resolver;
grant select (org_id, id, invitation_id, secret_hash) on invitation_secret to portico_resolver;
grant select (org_id, person_id, status, created_at) on join_request to portico_resolver;

-- Whether this person may enter the organisation at that address, and what they are there. No row: a stranger, or nowhere.
create function enter_organization(asked_slug text, asked_person uuid, at timestamptz)
    returns table (org_id uuid, slug text, name text, locale text, zone text, status text, delete_after timestamptz,
                   membership_id uuid, membership_status text, last_active_at timestamptz, roles text[])
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select o.org_id, current_slug.slug, o.name, o.locale, o.zone, o.status, o.delete_after, m.id, m.status, m.last_active_at,
               array(select r.role from membership_role r where r.org_id = m.org_id and r.membership_id = m.id order by r.role)
          from org_slug asked
          join organization o on o.org_id = asked.org_id
          join org_slug current_slug on current_slug.org_id = o.org_id and current_slug.redirects_until is null
          join membership m on m.org_id = o.org_id and m.person_id = asked_person and m.status <> 'removed'
         where asked.slug = asked_slug and (asked.redirects_until is null or asked.redirects_until > at);
end $$;

-- The organisations a person is in, for the switcher.
create function my_organizations(asked_person uuid)
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
         order by lower(o.name), o.org_id;
end $$;

-- Open invitations to a proven address, for the switcher.
create function my_pending_invitations(asked_address text, at timestamptz)
    returns table (org_id uuid, invitation_id uuid, org_name text, expires_at timestamptz)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select i.org_id, i.id, o.name, i.expires_at
          from invitation i
          join organization o on o.org_id = i.org_id
         where i.address = asked_address and i.status = 'pending' and i.expires_at > at and o.status = 'active' and o.delete_after is null
         order by i.expires_at, i.id;
end $$;

-- Which invitation a secret is of, ended or not: an ended one has a page that says so. No row: mistyped, or never there.
create function invitation_of_secret(asked_hash bytea)
    returns table (org_id uuid, invitation_id uuid, secret_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select s.org_id, s.invitation_id, s.id from invitation_secret s where s.secret_hash = asked_hash;
    end;

-- Organisations that welcome people of this domain: switched on, and an active owner's address shares it (DECISIONS 5).
create function organizations_welcoming(asked_domain text, asked_person uuid)
    returns table (org_id uuid, name text, requested boolean)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select o.org_id, o.name,
               exists (select from join_request j where j.org_id = o.org_id and j.person_id = asked_person and j.status = 'pending')
          from membership m
          join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
          join organization o on o.org_id = m.org_id
         where m.status = 'active' and split_part(m.address, '@', 2) = asked_domain
           and o.ask_to_join and o.status = 'active' and o.delete_after is null
           and not exists (select from membership mine where mine.org_id = o.org_id and mine.person_id = asked_person and mine.status <> 'removed')
         group by o.org_id, o.name
         order by lower(o.name), o.org_id
         limit 20;
    end;
create index membership_by_domain on membership (split_part(address, '@', 2));

-- A person's own requests to join that wait for an answer, whether or not the organisation still welcomes any.
create function my_join_requests(asked_person uuid)
    returns table (org_id uuid, org_name text, asked_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select j.org_id, o.name, j.created_at
          from join_request j
          join organization o on o.org_id = j.org_id
         where j.person_id = asked_person and j.status = 'pending'
         order by j.created_at, j.org_id;
    end;

-- Which of these addresses somebody has, for whoever founds an organisation.
create function taken_slugs(asked_slugs text[])
    returns table (slug text)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select s.slug from org_slug s where s.slug = any (asked_slugs);
    end;

-- The memberships of one person, for the one verb that carries a new name or address to all of them (DECISIONS 22).
create function memberships_of_person(asked_person uuid)
    returns table (org_id uuid, membership_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select m.org_id, m.id from membership m where m.person_id = asked_person;
    end;

grant create on schema public to portico_resolver;          -- PostgreSQL asks it of a function's new owner
do $$
declare
    resolver text;
begin
    foreach resolver in array array[
        'enter_organization(text, uuid, timestamptz)', 'my_organizations(uuid)', 'my_pending_invitations(text, timestamptz)',
        'invitation_of_secret(bytea)', 'organizations_welcoming(text, uuid)', 'my_join_requests(uuid)',
        'taken_slugs(text[])', 'memberships_of_person(uuid)'
    ] loop
        execute format('alter function %s owner to portico_resolver', resolver);
        execute format('revoke all on function %s from public', resolver);
    end loop;
end $$;
revoke create on schema public from portico_resolver;

grant execute on function enter_organization, my_organizations, my_pending_invitations, invitation_of_secret, organizations_welcoming, my_join_requests, taken_slugs, memberships_of_person
    to portico_web;
grant execute on function memberships_of_person to portico_worker;
