package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageExpiry;
import dev.parley.platform.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What goes by itself, in PostgreSQL. */
public final class PostgresMessageExpiry implements MessageExpiry {
  /** What disappears within the same few seconds goes together. */
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private final Database database;
  private final Announcing announcing;

  public PostgresMessageExpiry(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  /** Sees to it that a room is looked at when a message of it disappears. */
  static void schedule(Handle handle, UUID roomId, Instant expireTime) {
    long step = TOGETHER.toSeconds();
    long second = Math.ceilDiv(expireTime.getEpochSecond() + 1, step) * step;
    ChatJobs.QUEUE.add(handle, ChatJobs.EXPIRE_MESSAGES, roomId, Instant.ofEpochSecond(second));
  }

  @Override
  public int expire(UUID roomId, Instant now, int limit) {
    return announcing.commit(handle -> {
      PostgresRoomRepository.lock(handle, roomId);
      List<Message> over =
          messages(
              handle,
              handle
                  .createQuery(
                      PostgresMessageRepository.MESSAGE
                          + " where m.room_id = :room and m.expire_time <= :now and m.delete_time is null order by m.seq limit :limit")
                  .bind("now", now),
              roomId,
              limit);
      return new Told<>(over.size(), gone(handle, roomId, over, now), List.of());
    });
  }

  @Override
  public int retain(UUID roomId, Instant now, int limit) {
    return announcing.commit(handle -> {
      PostgresRoomRepository.lock(handle, roomId);
      Instant keptFrom = retention(handle, roomId).keptFrom(now);
      if (keptFrom == null) {
        return Told.nothing(0);
      }
      List<Message> old =
          messages(
              handle,
              handle
                  .createQuery(
                      PostgresMessageRepository.MESSAGE
                          + """
                           join chat.rooms r on r.id = m.room_id
                           where m.room_id = :room and m.seq > r.retained_seq and m.create_time < :from order by m.seq limit :limit
                          """)
                  .bind("from", keptFrom),
              roomId,
              limit);
      if (old.isEmpty()) {
        return Told.nothing(0);
      }
      List<RoomEvent> events =
          gone(handle, roomId, old.stream().filter(message -> !message.deleted()).toList(), now);
      handle
          .createUpdate(
              """
              with seen as (update chat.rooms set retained_seq = :last where id = :room returning id)
              update chat.messages m set expire_time = :now from seen
               where m.room_id = seen.id and m.seq between :first and :last and m.delete_time is not null and m.expire_time is null
              """)
          .bind("room", roomId)
          .bind("first", old.getFirst().seq())
          .bind("last", old.getLast().seq())
          .bind("now", now.truncatedTo(ChronoUnit.MICROS))
          .execute();
      return new Told<>(old.size(), events, List.of());
    });
  }

  private static Retention retention(Handle handle, UUID roomId) {
    return handle
        .createQuery(
            "select r.lifetime_seconds, r.retention_days from chat.rooms r where r.id = :room")
        .bind("room", roomId)
        .map((row, context) -> Rows.retention(row))
        .findOne()
        .orElse(Retention.FOR_GOOD);
  }

  private static List<Message> messages(Handle handle, Query query, UUID roomId, int limit) {
    return MessageDetails.with(
        handle,
        query
            .bind("room", roomId)
            .bind("limit", limit)
            .map((row, context) -> Rows.message(row))
            .list());
  }

  /** Nobody deletes what disappears: the log names its sender. */
  private static List<RoomEvent> gone(
      Handle handle, UUID roomId, List<Message> messages, Instant now) {
    return MessageDeletion.delete(
        handle, roomId, messages, Message::sender, true, now.truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public List<UUID> roomsThatForget() {
    return database.read(handle ->
        handle
            .createQuery("select id from chat.rooms where retention_days > 0 order by id")
            .mapTo(UUID.class)
            .list());
  }
}
