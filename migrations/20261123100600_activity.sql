-- An organisation's history. Written in the transaction of the change; nobody but the owner role can alter it.
create table event (
    org_id          uuid not null references organization on delete cascade,
    id              uuid not null,                       -- v7: newest first is id descending
    at              timestamptz not null,
    kind            text not null,                       -- audit::Event's tag
    actor_person_id uuid,                                -- null: the portal itself
    actor_name      text not null,                       -- as they were called then
    actor_address   text not null,
    target_kind     text not null,
    target_id       uuid,
    target_label    text not null,
    detail          jsonb not null,                      -- before and after, secrets never
    haystack        text collate "C" not null,           -- lower case: what the text filter looks through
    ip              inet,
    device          text not null,
    primary key (org_id, id)
);
create index event_by_kind on event (org_id, kind, id);
create index event_by_actor on event (org_id, actor_person_id, id);
create index event_by_target on event (org_id, target_id, id);

-- One act over many rows: a snapshot of what was selected, worked through by a job, each row with its outcome (DECISIONS 21).
create table bulk_act (
    org_id      uuid not null references organization on delete cascade,
    id          uuid not null,
    act         text not null,                           -- bulk::Act's tag
    detail      jsonb not null,
    created_by  uuid not null,                           -- whose rights each row is checked against
    created_at  timestamptz not null,
    finished_at timestamptz,
    total       integer not null check (total <= 10000),
    done        integer not null default 0,
    failed      integer not null default 0,
    ip          inet,
    device      text not null,
    primary key (org_id, id),
    foreign key (org_id, created_by) references membership (org_id, id)
);

create table bulk_row (
    org_id    uuid not null,
    bulk_id   uuid not null,
    position  integer not null,
    target_id uuid not null,                             -- a membership or an invitation; of an invitation to be made, its future id
    label     text not null,
    detail    jsonb not null default '{}',               -- what this row has of its own: an invited person's name and roles
    outcome   text check (outcome in ('done', 'refused')),
    problem   jsonb,                                     -- why it was refused: a contract::Problem
    primary key (org_id, bulk_id, position),
    foreign key (org_id, bulk_id) references bulk_act (org_id, id) on delete cascade
);
create index bulk_row_to_do on bulk_row (org_id, bulk_id, position) where outcome is null;
