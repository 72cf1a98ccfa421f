-- What a database needs before its first migration. Cluster-wide roles, none of which can sign in: the role that does is
-- made a member of them and takes one on for each pool (`options=-c role=…`).
do $$
declare
    name text;
begin
    foreach name in array array['portico_owner', 'portico_web', 'portico_worker', 'portico_resolver'] loop
        begin
            execute format('create role %I nologin nosuperuser nobypassrls', name);
        exception when duplicate_object or unique_violation then null;
        end;
    end loop;
end $$;

grant portico_resolver to portico_owner;
grant portico_owner, portico_web, portico_worker to current_user;
alter schema public owner to portico_owner;
revoke create on schema public from public;
