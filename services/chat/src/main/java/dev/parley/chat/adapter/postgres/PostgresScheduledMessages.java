package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change.ScheduledMessageChanged;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.ScheduledMessages;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What people say later, in PostgreSQL. Whoever changes one holds the row of its sender. */
public final class PostgresScheduledMessages implements ScheduledMessages {
  private final Database database;
  private final Announcing announcing;

  public PostgresScheduledMessages(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome put(ScheduledMessage message, UUID clientId, Instant time) {
    return announcing.commit(handle -> {
      PostgresPeople.lock(handle, message.senderId());
      Optional<ScheduledMessage> before = find(handle, "client_id", clientId, message.senderId());
      if (before.isPresent()) {
        return Told.nothing(
            isSame(before.get(), message)
                ? new Outcome.Kept(before.get())
                : new Outcome.KeyConflict());
      }
      if (count(handle, message.senderId()) >= ScheduledMessage.MOST) {
        return Told.nothing(new Outcome.TooMany());
      }
      insert(handle, message, clientId);
      return new Told<>(
          new Outcome.Kept(message), List.of(), List.of(replaced(handle, null, message, time)));
    });
  }

  private static boolean isSame(ScheduledMessage before, ScheduledMessage again) {
    return before.roomId().equals(again.roomId())
        && before.text().equals(again.text())
        && Objects.equals(before.reply(), again.reply());
  }

  @Override
  public Optional<ScheduledMessage> change(
      UUID senderId, UUID id, Instant time, UnaryOperator<ScheduledMessage> change) {
    return announcing.commit(handle -> {
      PostgresPeople.lock(handle, senderId);
      Optional<ScheduledMessage> before =
          find(handle, "id", id, senderId).filter(message -> !isBeingSaid(handle, id));
      Optional<ScheduledMessage> after = before.map(change);
      return after.isEmpty() || after.equals(before)
          ? Told.nothing(after)
          : new Told<>(after, List.of(), List.of(save(handle, before.get(), after.get(), time)));
    });
  }

  @Override
  public void takeBack(UUID senderId, UUID id, Instant time) {
    change(senderId, id, time, message -> message.at(null, null));
  }

  @Override
  public Optional<ScheduledMessage> begin(UUID id, Instant sendTime) {
    return database.inTransaction(handle ->
        handle
            .createQuery(
                """
                update chat.scheduled_messages sm set sending = true where sm.id = :id and sm.send_time = :time
                returning %s
                """
                    .formatted(ScheduledRows.MESSAGE))
            .bind("id", id)
            .bind("time", sendTime)
            .map((row, context) -> ScheduledRows.message(row))
            .findOne());
  }

  @Override
  public void settle(
      UUID id, Instant sendTime, Instant time, UnaryOperator<ScheduledMessage> change) {
    announcing.commit(handle -> {
      Optional<UUID> senderId =
          handle
              .createQuery("select sender_id from chat.scheduled_messages where id = :id")
              .bind("id", id)
              .mapTo(UUID.class)
              .findOne();
      senderId.ifPresent(sender -> PostgresPeople.lock(handle, sender));
      Optional<ScheduledMessage> before =
          senderId
              .flatMap(sender -> find(handle, "id", id, sender))
              .filter(message -> sendTime.equals(message.sendTime()));
      return before.isEmpty()
          ? Told.nothing(false)
          : new Told<>(
              true,
              List.of(),
              List.of(save(handle, before.get(), change.apply(before.get()), time)));
    });
  }

  @Override
  public List<ScheduledMessage> of(UUID senderId, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select %s from chat.scheduled_messages sm
                 where sm.sender_id = :sender order by sm.send_time nulls last, sm.id limit :limit
                """
                    .formatted(ScheduledRows.MESSAGE))
            .bind("sender", senderId)
            .bind("limit", limit)
            .map((row, context) -> ScheduledRows.message(row))
            .list());
  }

  private static Optional<ScheduledMessage> find(
      Handle handle, String column, UUID id, UUID senderId) {
    return handle
        .createQuery(
            "select %s from chat.scheduled_messages sm where sm.%s = :id and sm.sender_id = :sender"
                .formatted(ScheduledRows.MESSAGE, column))
        .bind("id", id)
        .bind("sender", senderId)
        .map((row, context) -> ScheduledRows.message(row))
        .findOne();
  }

  /**
   * Whoever asks holds the row of the sender, but {@link #begin} does not: its row is locked, too.
   */
  private static boolean isBeingSaid(Handle handle, UUID id) {
    return handle
        .createQuery("select sending from chat.scheduled_messages where id = :id for update")
        .bind("id", id)
        .mapTo(boolean.class)
        .one();
  }

  private static long count(Handle handle, UUID senderId) {
    return handle
        .createQuery("select count(*) from chat.scheduled_messages where sender_id = :sender")
        .bind("sender", senderId)
        .mapTo(long.class)
        .one();
  }

  private static void insert(Handle handle, ScheduledMessage message, UUID clientId) {
    Reply reply = message.reply();
    Recurrence recurrence = message.recurrence();
    handle
        .createUpdate(
            """
            insert into chat.scheduled_messages
              (id, sender_id, client_id, room_id, thread_id, also_in_room, text, send_time, cron, time_zone, create_time,
               sent_count, sending)
            values (:id, :sender, :client, :room, :thread, :also, :text, :time, :cron, :zone, :created, 0, false)
            """)
        .bind("id", message.id())
        .bind("sender", message.senderId())
        .bind("client", clientId)
        .bind("room", message.roomId())
        .bindByType("thread", reply == null ? null : reply.threadId(), UUID.class)
        .bind("also", reply != null && reply.alsoInRoom())
        .bind("text", message.text())
        .bindByType("time", message.sendTime(), Instant.class)
        .bind("cron", recurrence == null ? null : recurrence.cron())
        .bind("zone", recurrence == null ? null : recurrence.zone().getId())
        .bind("created", message.createTime())
        .execute();
  }

  private static UserEvent save(
      Handle handle, ScheduledMessage before, ScheduledMessage after, Instant time) {
    if (after.isOver()) {
      handle.execute("delete from chat.scheduled_messages where id = ?", after.id());
      return replaced(handle, before, after, time);
    }
    Recurrence recurrence = after.recurrence();
    handle
        .createUpdate(
            """
            update chat.scheduled_messages
               set text = :text, send_time = :time, cron = :cron, time_zone = :zone, sent_count = :count, failure = :failure,
                   sending = false
             where id = :id
            """)
        .bind("text", after.text())
        .bindByType("time", after.sendTime(), Instant.class)
        .bind("cron", recurrence == null ? null : recurrence.cron())
        .bind("zone", recurrence == null ? null : recurrence.zone().getId())
        .bind("count", after.sentCount())
        .bind("failure", Optional.ofNullable(after.failure()).map(Enum::name).orElse(null))
        .bind("id", after.id())
        .execute();
    return replaced(handle, before, after, time);
  }

  /** Makes the job of its time, instead of that of another, and tells its sender. */
  private static UserEvent replaced(
      Handle handle, @Nullable ScheduledMessage before, ScheduledMessage after, Instant time) {
    Instant was = before == null ? null : before.sendTime();
    Instant is = after.sendTime();
    if (was != null && !was.equals(is)) {
      ChatJobs.QUEUE.remove(handle, ChatJobs.SEND_SCHEDULED, after.id(), was);
    }
    if (is != null && !is.equals(was)) {
      ChatJobs.QUEUE.add(handle, ChatJobs.SEND_SCHEDULED, after.id(), is);
    }
    ScheduledMessage now = after.isOver() ? null : after;
    return OwnLog.append(
        handle, after.senderId(), new ScheduledMessageChanged(after.id(), now), time);
  }
}
