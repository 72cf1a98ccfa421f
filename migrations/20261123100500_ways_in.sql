create table invitation (
    org_id       uuid not null references organization on delete cascade,
    id           uuid not null,
    address      text collate "C" not null,
    name         text not null default '',               -- what the inviter called them, if anything: prefills the acceptance
    locale       text not null,
    message      text not null,
    status       text not null check (status in ('pending', 'accepted', 'revoked')),   -- expired is pending after expires_at
    days         integer not null check (days between 1 and 30),
    expires_at   timestamptz not null,
    invited_by   uuid not null,
    created_at   timestamptz not null,
    mail_asked_at timestamptz,                           -- when the last mail was left for later
    sends        integer not null default 0,
    last_sent_at timestamptz,
    ended_at     timestamptz,                            -- accepted or revoked when
    accepted_by  uuid,
    primary key (org_id, id),
    foreign key (org_id, invited_by) references membership (org_id, id),
    foreign key (org_id, accepted_by) references membership (org_id, id)
);
create unique index invitation_is_one_per_address on invitation (org_id, address) where status = 'pending';
create index invitation_by_created on invitation (org_id, created_at, id);
create index invitation_by_address on invitation (address) where status = 'pending';
create index invitation_of_address on invitation (org_id, address, id);
create index invitation_of_inviter on invitation (org_id, invited_by);
create index invitation_of_accepter on invitation (org_id, accepted_by);

create table invitation_role (
    org_id        uuid not null,
    invitation_id uuid not null,
    role          text not null check (role in ('owner', 'administrator', 'people_administrator', 'sign_in_administrator', 'auditor', 'member')),
    primary key (org_id, invitation_id, role),
    foreign key (org_id, invitation_id) references invitation (org_id, id) on delete cascade
);

-- An invitation's secrets: one per mail sent and per link copied; each opens the page, all end with it (DECISIONS 9).
create table invitation_secret (
    org_id        uuid not null,
    id            uuid not null,
    invitation_id uuid not null,
    secret_hash   bytea not null unique,                 -- SHA-256 of 128 random bits
    made_for      text not null check (made_for in ('mail', 'copy')),
    created_at    timestamptz not null,
    revoked_at    timestamptz,
    opened_at     timestamptz,                           -- first seen by anything, often a mail scanner
    primary key (org_id, id),
    foreign key (org_id, invitation_id) references invitation (org_id, id) on delete cascade
);
create index invitation_secret_of_invitation on invitation_secret (org_id, invitation_id);

-- A list of people about to be invited, between its reading and the word to send (the dry run). Gone after a day.
create table invitation_draft (
    org_id     uuid not null references organization on delete cascade,
    id         uuid not null,
    created_by uuid not null,
    sheet      jsonb not null,                           -- invitation::Sheet: cells as they were read, and which column is what
    terms      jsonb not null,                           -- invitation::Terms: roles, language, message, days
    expires_at timestamptz not null,
    primary key (org_id, id),
    foreign key (org_id, created_by) references membership (org_id, id)
);

create table join_request (
    org_id     uuid not null references organization on delete cascade,
    id         uuid not null,
    person_id  uuid not null references person on delete cascade,
    name       text not null,
    address    text collate "C" not null,
    message    text not null,
    status     text not null check (status in ('pending', 'approved', 'declined', 'withdrawn')),
    created_at timestamptz not null,
    decided_at timestamptz,
    decided_by uuid,
    primary key (org_id, id),
    foreign key (org_id, decided_by) references membership (org_id, id)
);
create unique index join_request_is_one_per_person on join_request (org_id, person_id) where status = 'pending';
create index join_request_by_created on join_request (org_id, created_at, id);
create index join_request_of_person on join_request (person_id);
create index join_request_of_decider on join_request (org_id, decided_by);
