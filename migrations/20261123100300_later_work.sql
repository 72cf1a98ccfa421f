-- Later work. Enqueued in the transaction of its cause; taken with `for update skip locked`.
create table job (
    id           uuid primary key,                      -- v7
    kind         text not null,
    payload      jsonb not null,                        -- ids, never secrets (DECISIONS 9)
    awaited      boolean not null default false,        -- somebody sits before a page until it is done
    trace        text,                                  -- W3C traceparent of the cause
    run_at       timestamptz not null,
    attempts     integer not null default 0,
    locked_until timestamptz,
    created_at   timestamptz not null,
    done_at      timestamptz,
    dead_at      timestamptz,
    last_error   text
);
create index job_ready on job (awaited desc, run_at, id) where done_at is null and dead_at is null;
create index job_over on job (coalesce(done_at, dead_at)) where done_at is not null or dead_at is not null;

-- Mail of a portal without SMTP, to be read at /dev/mailbox. Never used in production.
create table dev_mail (
    id         uuid primary key,                        -- v7
    at         timestamptz not null,
    recipient  text not null,
    subject    text not null,
    text_body  text not null,
    html_body  text not null
);

-- When a worker was last alive, for /readyz.
create unlogged table worker_heartbeat (
    worker_id uuid primary key,
    at        timestamptz not null
);

-- A worker that listens hears of new work at commit; one that misses it polls.
create function announce_job() returns trigger
    language plpgsql
as $$
begin
    notify portico_job;
    return null;
end $$;
create trigger job_announced after insert on job for each statement execute function announce_job();
