-- A row that goes wrong for a reason of ours is tried again, and not for ever: the rest of its act goes on without it.
alter table bulk_row add column tries integer not null default 0;
alter table bulk_row drop constraint bulk_row_outcome_check;
alter table bulk_row add constraint bulk_row_outcome_check check (outcome in ('done', 'refused', 'failed'));
