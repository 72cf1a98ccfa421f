-- Which request did it: the reference id that the log has too. Of what was done before, nobody knows any more.
alter table event add column request text not null default '';
alter table bulk_act add column request text not null default '';

-- Invitations can be sorted by their end.
create index invitation_by_expiry on invitation (org_id, expires_at, id);
