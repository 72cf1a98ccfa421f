-- Organisations that welcome people of this domain (DECISIONS 5): they have proven it and let its people join, or ask where they have
-- switched asking on; or they have never proven any domain, have switched asking on, and an active owner's address shares it.
drop function organizations_welcoming(text, uuid);
grant select (join_role) on domain to portico_resolver;

create function organizations_welcoming(asked_domain text, asked_person uuid)
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
        )
        select o.org_id, o.name,
               exists (select from join_request j where j.org_id = o.org_id and j.person_id = asked_person and j.status = 'pending'),
               -- Who was removed asks, whatever the domain says: nobody is silently let back in.
               case when not exists (select from membership was where was.org_id = o.org_id and was.person_id = asked_person) then w.join_role end
          from welcoming w
          join organization o on o.org_id = w.org_id
         where (o.ask_to_join or w.join_role is not null) and o.status = 'active' and o.delete_after is null
           and not exists (select from membership mine where mine.org_id = o.org_id and mine.person_id = asked_person and mine.status <> 'removed')
         order by lower(o.name), o.org_id
         limit 20;
    end;

grant create on schema public to portico_resolver;
alter function organizations_welcoming(text, uuid) owner to portico_resolver;
revoke create on schema public from portico_resolver;
revoke all on function organizations_welcoming(text, uuid) from public;
grant execute on function organizations_welcoming to portico_web;
