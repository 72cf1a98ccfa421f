-- A door flow: what one browser is in the middle of, bound to it by a cookie of which this keeps only the hash. Codes are an
-- HMAC, links a hash (DECISIONS 8).
create table door_flow (
    holder_hash     bytea not null,                     -- of the visit's cookie; of the session's when changing one's address
    purpose         text not null check (purpose in ('sign_up', 'sign_in', 'recovery', 'invitation', 'address_change', 'address_change_current')),
    id              uuid not null unique,               -- what jobs name it by
    address         text collate "C" not null,          -- what is to be proven
    person_id       uuid references person on delete cascade,   -- whose address changes
    locale          text not null,
    next_path       text,                               -- where the person was going; validated when taken and when used
    device          text not null,                      -- the browser that asked, for the mail's words
    code_hmac       bytea,                              -- set by the worker when it sends
    code_expires_at timestamptz,
    code_tries      integer not null default 0 check (code_tries between 0 and 5),
    link_hash       bytea,
    sends           integer not null default 0 check (sends between 0 and 5),
    sent_at         timestamptz,                        -- when a code was last asked for
    verified_at     timestamptz,
    verified_by     text check (verified_by in ('code', 'link')),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    primary key (holder_hash, purpose)
);
create index door_flow_by_end on door_flow (expires_at);

-- A failed form's fields (never secrets) and problem, for ten minutes (DECISIONS 13).
create table form_return (
    holder_hash bytea not null,                         -- of the session's or the visit's cookie
    form        text not null,
    kept        jsonb not null,
    expires_at  timestamptz not null,
    primary key (holder_hash, form)
);
create index form_return_by_end on form_return (expires_at);

-- Counters of abuse limits, one row per thing counted and window. Lost in a crash without harm.
create unlogged table throttle (
    kind         text not null,
    key_hash     bytea not null,                        -- SHA-256 of account, address block or recipient
    window_start timestamptz not null,
    count        integer not null,
    primary key (kind, key_hash, window_start)
);
create index throttle_by_age on throttle (window_start);

-- Proofs of work that were spent, until they expire.
create unlogged table spent_proof (
    proof_hash bytea primary key,
    expires_at timestamptz not null
);
