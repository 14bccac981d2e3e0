-- What the release before cannot show as it is becomes a private channel that is called by its people.
update chat.rooms r set kind = 'CHANNEL', name = left(coalesce(nullif(r.name, ''), (
    select string_agg(p.username, ', ' order by p.username) from chat.members m join chat.people p using (user_id) where m.room_id = r.id
  ), 'conversation'), 64)
 where r.kind <> 'CHANNEL';
alter table chat.rooms drop constraint rooms_kind_check;
alter table chat.rooms add constraint rooms_kind_check check (kind in ('CHANNEL'));
alter table chat.rooms drop column direct_key;
