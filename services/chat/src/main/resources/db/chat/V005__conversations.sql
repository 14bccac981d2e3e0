-- Conversations are rooms without an owner. direct_key is that of the one conversation of two people: their ids in ascending
-- order. A conversation with oneself has the same id twice.
alter table chat.rooms add column direct_key text unique;
alter table chat.rooms drop constraint rooms_kind_check;
alter table chat.rooms add constraint rooms_kind_check check (kind in ('CHANNEL', 'GROUP', 'DIRECT'));
