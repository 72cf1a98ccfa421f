-- Whoever moved off a domain that requires single sign-on of them, before they ever used it, would leave the requirement behind.
create function address_is_bound(asked_person uuid, asked_domain text)
    returns boolean
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        select exists (select
                         from membership m
                         join sign_in_policy p on p.org_id = m.org_id and p.required_from is not null
                         join domain d on d.org_id = m.org_id and d.name = asked_domain and d.policy = 'require_sso'
                        where m.person_id = asked_person and m.status <> 'removed');
    end;

grant create on schema public to portico_resolver;
alter function address_is_bound owner to portico_resolver;
revoke all on function address_is_bound from public;
revoke create on schema public from portico_resolver;
grant execute on function address_is_bound to portico_web;
