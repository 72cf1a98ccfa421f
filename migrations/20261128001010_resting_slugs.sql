-- Addresses of organisations that are gone, for as long as nobody else may have them: links in old mails lead nowhere rather than to a
-- stranger who waits for them.
create table resting_slug (
    slug        text collate "C" primary key,
    rests_until timestamptz not null
);

grant select on resting_slug to portico_web;
grant select, insert, update, delete on resting_slug to portico_worker;
