-- Whoever is to be linked has said so by the button of that page: a browser in which they are signed in can be led to a provider by anybody.
alter table sso_request add column agreed boolean not null default false;
