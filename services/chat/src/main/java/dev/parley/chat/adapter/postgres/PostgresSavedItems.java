package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SavedItem;
import dev.parley.chat.domain.SavedItem.Place;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change.SavedItemChanged;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.SavedItems;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What people have saved, in PostgreSQL. Whoever changes an item holds the row of the person. */
public final class PostgresSavedItems implements SavedItems {
  private final Database database;
  private final Announcing announcing;

  public PostgresSavedItems(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome put(UUID userId, SavedItem item, Instant time) {
    return announcing.commit(handle -> {
      PostgresPeople.lock(handle, userId);
      Place place = item.place();
      Optional<SavedItem> before =
          place == null ? Optional.empty() : ofMessage(handle, userId, place.messageId());
      SavedItem after =
          before
              .map(old ->
                  new SavedItem(
                      old.id(),
                      place,
                      item.note(),
                      old.createTime(),
                      item.remindTime(),
                      false,
                      null))
              .orElse(item);
      return replace(handle, userId, before.orElse(null), after, time);
    });
  }

  @Override
  public Outcome change(UUID userId, UUID itemId, Instant time, UnaryOperator<SavedItem> change) {
    return announcing.commit(handle -> {
      PostgresPeople.lock(handle, userId);
      Optional<SavedItem> before = find(handle, userId, itemId);
      return before.isEmpty()
          ? Told.nothing(new Outcome.NoSuchItem())
          : replace(handle, userId, before.get(), change.apply(before.get()), time);
    });
  }

  private static Told<Outcome> replace(
      Handle handle, UUID userId, @Nullable SavedItem before, SavedItem after, Instant time) {
    if (after.equals(before)) {
      return Told.nothing(new Outcome.Done(after));
    }
    boolean opens = after.doneTime() == null && (before == null || before.doneTime() != null);
    if (opens && open(handle, userId) >= SavedItem.MOST_OPEN) {
      return Told.nothing(new Outcome.TooMany());
    }
    save(handle, userId, after);
    Instant wasDue = before == null ? null : before.remindTime();
    if (!Objects.equals(wasDue, after.remindTime())) {
      if (wasDue != null) {
        ChatJobs.QUEUE.remove(handle, ChatJobs.REMIND, after.id(), wasDue);
      }
      if (after.remindTime() != null) {
        ChatJobs.QUEUE.add(handle, ChatJobs.REMIND, after.id(), after.remindTime());
      }
    }
    return new Told<>(
        new Outcome.Done(after), List.of(), List.of(told(handle, userId, after, time)));
  }

  private static UserEvent told(Handle handle, UUID userId, SavedItem item, Instant time) {
    return OwnLog.append(handle, userId, new SavedItemChanged(item.id(), item), time);
  }

  private static long open(Handle handle, UUID userId) {
    return handle
        .createQuery(
            "select count(*) from chat.saved_items where user_id = :user and done_time is null")
        .bind("user", userId)
        .mapTo(long.class)
        .one();
  }

  private static void save(Handle handle, UUID userId, SavedItem item) {
    Place place = item.place();
    handle
        .createUpdate(
            """
            insert into chat.saved_items (id, user_id, room_id, message_id, note, create_time, remind_time, due, done_time)
            values (:id, :user, :room, :message, :note, :created, :remind, :due, :done)
            on conflict (id) do update
               set note = excluded.note, remind_time = excluded.remind_time, due = excluded.due, done_time = excluded.done_time
            """)
        .bind("id", item.id())
        .bind("user", userId)
        .bindByType("room", place == null ? null : place.roomId(), UUID.class)
        .bindByType("message", place == null ? null : place.messageId(), UUID.class)
        .bind("note", item.note())
        .bind("created", item.createTime())
        .bindByType("remind", item.remindTime(), Instant.class)
        .bind("due", item.due())
        .bindByType("done", item.doneTime(), Instant.class)
        .execute();
  }

  private static Optional<SavedItem> find(Handle handle, UUID userId, UUID itemId) {
    return handle
        .createQuery(
            "select "
                + SavedRows.ITEM
                + " from chat.saved_items si where si.user_id = :user and si.id = :id")
        .bind("user", userId)
        .bind("id", itemId)
        .map((row, context) -> SavedRows.item(row))
        .findOne();
  }

  private static Optional<SavedItem> ofMessage(Handle handle, UUID userId, UUID messageId) {
    return handle
        .createQuery(
            "select "
                + SavedRows.ITEM
                + " from chat.saved_items si where si.user_id = :user and si.message_id = :message")
        .bind("user", userId)
        .bind("message", messageId)
        .map((row, context) -> SavedRows.item(row))
        .findOne();
  }

  @Override
  public void forget(UUID userId, UUID itemId, Instant time) {
    announcing.commit(handle -> {
      PostgresPeople.lock(handle, userId);
      Optional<SavedItem> before = find(handle, userId, itemId);
      if (before.isEmpty()) {
        return Told.nothing(false);
      }
      handle.execute("delete from chat.saved_items where id = ?", itemId);
      Instant remindTime = before.get().remindTime();
      if (remindTime != null) {
        ChatJobs.QUEUE.remove(handle, ChatJobs.REMIND, itemId, remindTime);
      }
      return new Told<>(
          true,
          List.of(),
          List.of(OwnLog.append(handle, userId, new SavedItemChanged(itemId, null), time)));
    });
  }

  @Override
  public void remind(UUID itemId, Instant remindTime, Instant time) {
    announcing.commit(handle -> {
      Optional<UUID> userId =
          handle
              .createQuery("select user_id from chat.saved_items where id = :id")
              .bind("id", itemId)
              .mapTo(UUID.class)
              .findOne();
      userId.ifPresent(id -> PostgresPeople.lock(handle, id));
      Optional<SavedItem> item = userId.flatMap(id -> find(handle, id, itemId));
      boolean still =
          item.filter(found -> !found.due() && remindTime.equals(found.remindTime())).isPresent();
      if (!still) {
        return Told.nothing(false);
      }
      SavedItem due = item.get().fallenDue();
      save(handle, userId.get(), due);
      return new Told<>(true, List.of(), List.of(told(handle, userId.get(), due, time)));
    });
  }

  @Override
  public Stretch list(
      UUID userId, boolean done, boolean withMessages, Optional<Mark> from, int limit) {
    String time = done ? "si.done_time" : "si.create_time";
    return database.readSnapshot(handle -> {
      Query query =
          handle.createQuery(
              """
              select %s from chat.saved_items si
               where si.user_id = :user and si.done_time %s and %s
               order by %s desc, si.id desc limit :limit
              """
                  .formatted(
                      SavedRows.ITEM,
                      done ? "is not null" : "is null",
                      from.isPresent() ? "(" + time + ", si.id) <= (:time, :id)" : "true",
                      time));
      from.ifPresent(mark -> query.bind("time", mark.time()).bind("id", mark.id()));
      List<SavedItem> found =
          query
              .bind("user", userId)
              .bind("limit", limit + 1)
              .map((row, context) -> SavedRows.item(row))
              .list();
      List<SavedItem> page = found.subList(0, Math.min(limit, found.size()));
      Map<UUID, Message> messages = withMessages ? messages(handle, userId, page) : Map.of();
      return new Stretch(
          page.stream()
              .map(item ->
                  new Listed(
                      item,
                      Optional.ofNullable(item.place()).map(Place::messageId).map(messages::get)))
              .toList(),
          found.size() > limit ? Optional.of(mark(found.get(limit))) : Optional.empty());
    });
  }

  private static Mark mark(SavedItem item) {
    Instant done = item.doneTime();
    return new Mark(done == null ? item.createTime() : done, item.id());
  }

  /** What the items are about, as far as the person still reads it. */
  private static Map<UUID, Message> messages(Handle handle, UUID userId, List<SavedItem> items) {
    UUID[] ids =
        items.stream()
            .flatMap(item -> Optional.ofNullable(item.place()).stream())
            .map(Place::messageId)
            .toArray(UUID[]::new);
    Map<UUID, Message> messages = new HashMap<>();
    if (ids.length > 0) {
      List<Message> found =
          handle
              .createQuery(
                  PostgresMessageRepository.MESSAGE
                      + " join chat.members x on x.room_id = m.room_id and x.user_id = :user where m.id = any(:ids)")
              .bind("user", userId)
              .bindArray("ids", UUID.class, (Object[]) ids)
              .map((row, context) -> Rows.message(row))
              .list();
      MessageDetails.with(handle, found).forEach(message -> messages.put(message.id(), message));
    }
    return messages;
  }
}
