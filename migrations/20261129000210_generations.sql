-- How often a person's sessions were ended together. What was proven before the last time makes no session any more.
alter table person add column generation integer not null default 0;
