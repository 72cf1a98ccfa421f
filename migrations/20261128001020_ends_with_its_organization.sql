-- What refers to a member and doesn't go with them would keep its organisation from being deleted: by the time that is asked, a row which
-- goes only with something else is still there. It goes with the organisation itself.
alter table connection_version add foreign key (org_id) references organization on delete cascade;
alter table connection_test add foreign key (org_id) references organization on delete cascade;
alter table break_glass add foreign key (org_id) references organization on delete cascade;
