-- People are global: no organisation owns a person (DECISIONS 1).
create table person (
    id                  uuid primary key,
    address             text collate "C" not null,
    name                text not null,
    locale              text not null,
    zone                text not null,                  -- IANA name
    terms_version       text not null,                  -- the terms accepted, and when
    terms_accepted_at   timestamptz not null,
    address_verified_at timestamptz not null,
    created_at          timestamptz not null,
    constraint person_address_is_one_persons unique (address),
    constraint person_address_is_normal check (address = lower(address))
);

create table person_password (
    person_id  uuid primary key references person on delete cascade,
    hash       text not null,                           -- PHC string, argon2id
    changed_at timestamptz not null
);

-- What a person did with their own record; nobody else reads it (DECISIONS 6).
create table person_event (
    person_id uuid not null references person on delete cascade,
    id        uuid not null,                            -- v7, so it sorts by time
    at        timestamptz not null,
    kind      text not null,
    detail    jsonb not null,
    ip        inet,
    device    text not null,
    primary key (person_id, id)
);

-- A browser that somebody has signed in with before: it keeps its share of password checks when strangers attack.
create table known_browser (
    browser_hash bytea not null,                        -- SHA-256 of the cookie
    person_id    uuid not null references person on delete cascade,
    last_method  text not null check (last_method in ('password', 'code')),
    last_used_at timestamptz not null,
    primary key (browser_hash, person_id)
);

create table session (
    id_hash         bytea primary key,                  -- SHA-256 of the cookie's id: a stolen table opens nothing
    id              uuid not null unique,               -- the handle a person revokes it by
    person_id       uuid not null references person on delete cascade,
    proofs          text[] not null,                    -- how the person was proven: password, code
    created_at      timestamptz not null,
    last_used_at    timestamptz not null,
    idle_expires_at timestamptz not null,
    expires_at      timestamptz not null,               -- absolute
    ip              inet,
    device          text not null
);
create index session_of_person on session (person_id, last_used_at desc);
create index session_by_end on session (expires_at);
