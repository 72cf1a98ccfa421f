-- The fourth lock: the database agrees (docs/ARCHITECTURE.md has the table of roles and rights).
-- A later tenant table repeats this block for itself; the catalogue test names any that doesn't.
do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array[
        'organization', 'org_slug', 'membership', 'membership_role', 'member_word', 'invitation', 'invitation_role',
        'invitation_secret', 'invitation_draft', 'join_request', 'event', 'bulk_act', 'bulk_row'
    ] loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format(
            'create policy %I on %I to portico_web, portico_worker using (org_id = (select app_org_id())) with check (org_id = (select app_org_id()))',
            tenant_table || '_of_this_org', tenant_table);
    end loop;
end $$;

grant usage on schema public to portico_web, portico_worker, portico_resolver;

grant select, insert, update on organization, org_slug, membership, invitation, invitation_secret, join_request, bulk_act, bulk_row to portico_web, portico_worker;
grant select, insert, update, delete on invitation_draft to portico_web;
grant select, delete on invitation_draft to portico_worker;
grant select, insert, delete on membership_role, member_word, invitation_role to portico_web, portico_worker;
grant delete on org_slug to portico_web, portico_worker;    -- taking one's own retired address back; its ninety days being over
grant delete on organization to portico_worker;             -- at the end of the fortnight
grant select, insert on event to portico_web, portico_worker;

grant select, insert, update on person, person_password to portico_web;
grant select, insert, update, delete on known_browser to portico_web;
grant select, delete on known_browser to portico_worker;
grant select on person to portico_worker;
grant select, insert on person_event to portico_web;
grant select, insert, update, delete on session, door_flow, form_return, throttle, spent_proof to portico_web;
grant select, update, delete on door_flow to portico_worker;
grant select, delete on session, form_return, spent_proof to portico_worker;
grant select, insert, update, delete on throttle to portico_worker;
grant insert on job to portico_web;
grant select on job, worker_heartbeat to portico_web;       -- /readyz and /metrics
grant select, insert, update, delete on job, worker_heartbeat to portico_worker;
grant insert, delete on dev_mail to portico_worker;
grant select, delete on dev_mail to portico_web;
