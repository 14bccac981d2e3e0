package dev.parley.chat.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes a deleted room away for good, a stretch at a time. */
final class RoomPurge {
  /**
   * What has a room's id, but for its messages. Own logs keep theirs: they may lose their
   * beginning, never their middle.
   */
  private static final List<String> OF_A_ROOM =
      List.of(
          "deleted_members",
          "room_avatars",
          "mentions",
          "tombstones",
          "room_log",
          "moderation_log",
          "bans",
          "former_members",
          "invitations",
          "join_requests",
          "drafts",
          "thread_drafts",
          "saved_items",
          "polls",
          "scheduled_messages",
          "thread_mentions",
          "thread_tombstones",
          "thread_followers",
          "threads");

  private RoomPurge() {}

  /**
   * Some rows of the room that is due first and that nobody else is taking away; 0 if there is
   * none.
   */
  static long some(Handle handle, Instant time, int atOnce) {
    Optional<UUID> due =
        handle
            .createQuery(
                """
                select room_id from chat.deleted_rooms
                 where purge_time <= :time order by purge_time limit 1 for update skip locked
                """)
            .bind("time", time)
            .mapTo(UUID.class)
            .findOne();
    return due.map(roomId -> some(handle, roomId, atOnce)).orElse(0L);
  }

  private static long some(Handle handle, UUID roomId, int atOnce) {
    // A node whose clock is behind may think that there is still time.
    handle.execute(
        "update chat.deleted_rooms set purge_begun = true where room_id = ? and not purge_begun",
        roomId);
    long gone = messages(handle, roomId, atOnce);
    for (String table : OF_A_ROOM) {
      gone +=
          handle
              .createUpdate(
                  "delete from chat.%1$s where ctid = any(array(select ctid from chat.%1$s where room_id = :room limit :limit))"
                      .formatted(table))
              .bind("room", roomId)
              .bind("limit", atOnce)
              .execute();
    }
    return gone > 0 ? gone : last(handle, roomId);
  }

  private static long messages(Handle handle, UUID roomId, int atOnce) {
    UUID[] ids =
        handle
            .createQuery(
                "select id from chat.messages where room_id = :room order by seq limit :limit")
            .bind("room", roomId)
            .bind("limit", atOnce)
            .mapTo(UUID.class)
            .list()
            .toArray(UUID[]::new);
    if (ids.length == 0) {
      return 0;
    }
    SearchEntries.forget(handle, ids);
    long gone = 0;
    for (String sql :
        List.of(
            "delete from chat.message_edits where message_id = any(:ids)",
            "delete from chat.reactions where message_id = any(:ids)",
            "delete from chat.polls where message_id = any(:ids)",
            "delete from chat.acknowledgements where message_id = any(:ids)",
            """
            delete from chat.send_keys k using chat.messages m
             where m.id = any(:ids) and k.sender_id = m.sender_id and k.client_id = m.client_id
            """,
            "delete from chat.messages where id = any(:ids)")) {
      gone += handle.createUpdate(sql).bindArray("ids", UUID.class, (Object[]) ids).execute();
    }
    return gone;
  }

  private static long last(Handle handle, UUID roomId) {
    return handle.execute("delete from chat.deleted_rooms where room_id = ?", roomId)
        + handle.execute("delete from chat.rooms where id = ?", roomId);
  }
}
