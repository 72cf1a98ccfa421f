-- What is asked at the door by everybody and at each answer of a provider: in PL/pgSQL, which keeps its plans.
drop function connection_of_key(text);
create function connection_of_key(asked_key text)
    returns table (org_id uuid, connection_id uuid)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select c.org_id, c.id
          from connection c
          join organization o on o.org_id = c.org_id
         where c.key = asked_key and o.status = 'active';
end $$;

drop function ways_in_of_domain(text);
create function ways_in_of_domain(asked_domain text)
    returns table (org_name text, connection_key text, connection_name text, provider text)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select o.name, c.key, c.name, c.provider
          from domain d
          join organization o on o.org_id = d.org_id and o.status = 'active'
          join sign_in_policy p on p.org_id = d.org_id and p.discovery
          join connection_domain cd on cd.org_id = d.org_id and cd.domain_id = d.id
          join connection c on c.org_id = d.org_id and c.id = cd.connection_id and c.state = 'active'
         where d.name = asked_domain and d.state = 'proven'
         order by lower(c.name), c.key;
end $$;

grant create on schema public to portico_resolver;
alter function connection_of_key owner to portico_resolver;
alter function ways_in_of_domain owner to portico_resolver;
revoke all on function connection_of_key, ways_in_of_domain from public;
revoke create on schema public from portico_resolver;
grant execute on function connection_of_key, ways_in_of_domain to portico_web;
