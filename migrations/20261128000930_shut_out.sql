-- A subject is somebody's at one issuer (OpenID Connect Core 5.7; SAML's NameID likewise): another provider behind the same connection
-- may use it for somebody else.
alter table identity add column issuer text collate "C" not null default '';
alter table identity alter column issuer drop default;
alter table identity drop constraint identity_is_one_persons;
alter table identity add constraint identity_is_one_persons unique (org_id, connection_id, issuer, subject);

-- A membership that isn't active keeps the address under which it ended: whoever comes under it again is known for whom they were.
create index membership_shut_out on membership (org_id, address) where status <> 'active';

drop function organizations_welcoming(text, uuid);
create function organizations_welcoming(asked_domain text, asked_person uuid, asked_address text)
    returns table (org_id uuid, name text, requested boolean, join_role text)
    language sql stable security definer set search_path = public, pg_temp
    begin atomic
        with welcoming as (
            select d.org_id, case when d.policy = 'join' then d.join_role end as join_role
              from domain d where d.name = asked_domain and d.state = 'proven' and d.policy in ('ask_to_join', 'join')
            union
            select m.org_id, null
              from membership m
              join membership_role r on r.org_id = m.org_id and r.membership_id = m.id and r.role = 'owner'
             where m.status = 'active' and split_part(m.address, '@', 2) = asked_domain
               and not exists (select from domain d where d.org_id = m.org_id and d.state <> 'pending')
        ), was as (
            select m.org_id, m.status from membership m where m.person_id = asked_person
            union
            select m.org_id, m.status
              from membership m join welcoming w on w.org_id = m.org_id where m.address = asked_address and m.status <> 'active'
        )
        select o.org_id, o.name,
               exists (select from join_request j where j.org_id = o.org_id and j.person_id = asked_person and j.status = 'pending'),
               -- Who was removed asks, whatever the domain says: nobody is silently let back in.
               case when not exists (select from was where was.org_id = o.org_id) then w.join_role end
          from welcoming w
          join organization o on o.org_id = w.org_id
         where (o.ask_to_join or w.join_role is not null) and o.status = 'active' and o.delete_after is null
           and not exists (select from was where was.org_id = o.org_id and was.status <> 'removed')
         order by lower(o.name), o.org_id
         limit 20;
    end;

grant create on schema public to portico_resolver;
alter function organizations_welcoming owner to portico_resolver;
revoke all on function organizations_welcoming from public;
revoke create on schema public from portico_resolver;
grant execute on function organizations_welcoming to portico_web;
