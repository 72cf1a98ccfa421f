-- A connection proves somebody for its organisation alone: it makes no browser one that the person is known by. Who has proven a factor of
-- their own in such a browser as well does so once more.
delete from known_browser where last_method = 'single_sign_on';
alter table known_browser drop constraint known_browser_last_method_check;
alter table known_browser add constraint known_browser_last_method_check check (last_method in ('password', 'code'));
