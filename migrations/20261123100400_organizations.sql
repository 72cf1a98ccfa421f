create table organization (
    org_id        uuid primary key,
    name          text not null,
    locale        text not null,
    zone          text not null,
    status        text not null default 'active' check (status in ('active', 'suspended')),
    delete_after  timestamptz,                          -- set while its fortnight to change one's mind runs
    seat_limit    integer check (seat_limit > 0),       -- null: no limit
    seats_taken   integer not null default 0,           -- active memberships; changed only under this row's lock (DECISIONS 4)
    ask_to_join   boolean not null default false,
    copy_links    boolean not null default true,
    created_at    timestamptz not null,
    constraint organization_has_a_seat check (seats_taken >= 0 and (seat_limit is null or seats_taken <= seat_limit))
);

-- Addresses in URLs, today's and retired ones that redirect for a while. Global by nature: a path has one owner.
create table org_slug (
    slug            text collate "C" primary key,
    org_id          uuid not null references organization on delete cascade,
    redirects_until timestamptz,                        -- null: the current one
    constraint org_slug_is_normal check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$')
);
create unique index org_slug_one_current on org_slug (org_id) where redirects_until is null;
create index org_slug_of_org on org_slug (org_id);

-- One person in one organisation. Removed ones stay, so that nobody is silently let back in.
create table membership (
    org_id         uuid not null references organization on delete cascade,
    id             uuid not null,
    person_id      uuid not null references person,
    status         text not null check (status in ('active', 'suspended', 'removed')),
    source         text not null check (source in ('founder', 'invitation', 'request')),
    display_name   text not null,                       -- the person's, kept here for lists (DECISIONS 22)
    name_key       text collate "C" not null,           -- lower case, for order
    address        text collate "C" not null,
    joined_at      timestamptz not null,
    last_active_at timestamptz,
    ended_at       timestamptz,                         -- suspended or removed when
    primary key (org_id, id),
    constraint membership_is_one_per_person unique (org_id, person_id)
);
create index membership_by_name on membership (org_id, name_key, id);
create index membership_by_joined on membership (org_id, joined_at, id);
create index membership_by_active on membership (org_id, (coalesce(last_active_at, '-infinity'::timestamptz)), id);
create index membership_suspended on membership (org_id) where status = 'suspended';
create index membership_of_person on membership (person_id);

create table membership_role (
    org_id        uuid not null,
    membership_id uuid not null,
    role          text not null check (role in ('owner', 'administrator', 'people_administrator', 'sign_in_administrator', 'auditor', 'member')),
    granted_at    timestamptz not null,
    primary key (org_id, membership_id, role),
    foreign key (org_id, membership_id) references membership (org_id, id) on delete cascade
);
create index membership_role_by_role on membership_role (org_id, role, membership_id);

-- Every word of a member's name and address, for search by prefix (DECISIONS 22). The name is in the key so that what a
-- beginning finds is read in order, however much that is.
create table member_word (
    org_id        uuid not null,
    word          text collate "C" not null,
    name_key      text collate "C" not null,             -- as the membership's
    membership_id uuid not null,
    primary key (org_id, word, name_key, membership_id),
    foreign key (org_id, membership_id) references membership (org_id, id) on delete cascade
);
create index member_word_of_member on member_word (org_id, membership_id);
