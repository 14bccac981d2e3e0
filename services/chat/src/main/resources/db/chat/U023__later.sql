-- A log may lose its beginning, never its middle: what the release before does not know goes with all before it.
delete from chat.user_log l
 using (select user_id, max(seq) as seq from chat.user_log
         where kind in ('SAVED_ITEM_CHANGED', 'SCHEDULED_MESSAGE_CHANGED') group by user_id) known
 where l.user_id = known.user_id and l.seq <= known.seq;
alter table chat.user_log drop constraint user_log_kind_check;
alter table chat.user_log add constraint user_log_kind_check check (
  kind in ('ROOM_JOINED', 'ROOM_LEFT', 'ROOM_DELETED', 'READ_MOVED', 'PREFERENCES_CHANGED', 'OWN_PRESENCE_CHANGED',
           'ROOM_PREFERENCES_CHANGED', 'BLOCKS_CHANGED', 'SECTIONS_CHANGED', 'DRAFT_CHANGED', 'THREAD_CHANGED'));
alter table chat.user_log drop column item_id;
drop table chat.scheduled_messages, chat.saved_items, chat.jobs;
