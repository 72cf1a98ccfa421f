-- When somebody came and went is of no use to them after a year; what they changed stays. The worker sees no more of it than that.
create index person_event_of_passage on person_event (at) where kind in ('signed_in', 'signed_out');
grant select (at, kind) on person_event to portico_worker;
grant delete on person_event to portico_worker;

-- What became of each row of an act over many, a month after it was over. Its rows go with it.
grant delete on bulk_act to portico_worker;
