-- Who the current transaction works for. Unset and '' (what a pooled connection is left with) are both nobody.
create function app_org_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('app.org_id', true), '')::uuid;

comment on function app_org_id is 'The tenant of this transaction; null outside one. Policies read it as (select app_org_id()), one InitPlan.';
