-- Guests know only their rooms and the people in them. What an account is, it stays.
alter table auth.users add column guest boolean not null default false;
