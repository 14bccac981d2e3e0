package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Drafts;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What people have begun to write, in PostgreSQL. Whoever changes a draft holds the membership's
 * row.
 */
public final class PostgresDrafts implements Drafts {
  private final Database database;
  private final Announcing announcing;

  public PostgresDrafts(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome put(Place place, UUID userId, String text, Instant time) {
    // PostgreSQL keeps microseconds: what is told live is what is read later.
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    return announcing.commit(handle -> put(handle, place, userId, text, now));
  }

  private static Told<Outcome> put(
      Handle handle, Place place, UUID userId, String text, Instant time) {
    if (PostgresRoomPreferences.lock(handle, place.roomId(), userId).isEmpty()
        || !isThere(handle, place)) {
      return Told.nothing(new Outcome.NotThere());
    }
    KeptDraft before = find(handle, place, userId);
    if (before.text().equals(text)) {
      return Told.nothing(new Outcome.Kept(before));
    }
    if (before.time() == null && count(handle, userId) >= KeptDraft.MOST) {
      return Told.nothing(new Outcome.TooMany());
    }
    KeptDraft after = text.isEmpty() ? KeptDraft.nothing(place) : new KeptDraft(place, text, time);
    save(handle, userId, after);
    UserEvent event = OwnLog.append(handle, userId, new UserEvent.Change.DraftChanged(after), time);
    return new Told<>(new Outcome.Kept(after), List.of(), List.of(event));
  }

  /** In rooms that the person is in: the others are listed to nobody. */
  private static long count(Handle handle, UUID userId) {
    return handle
        .createQuery(
            """
            select count(*)
              from (select room_id from chat.drafts where user_id = :user
                    union all
                    select room_id from chat.thread_drafts where user_id = :user) d
              join chat.members m on m.room_id = d.room_id and m.user_id = :user
            """)
        .bind("user", userId)
        .mapTo(long.class)
        .one();
  }

  private static boolean isThere(Handle handle, Place place) {
    return place.threadId() == null
        || PostgresThreads.exists(handle, place.roomId(), place.threadId());
  }

  /** Drafts of rooms and of threads are known by different ids, in tables of their own. */
  private static String of(Place place, String sql) {
    return place.threadId() == null
        ? sql.replace("TABLE", "drafts").replace("PLACE", "room_id")
        : sql.replace("TABLE", "thread_drafts").replace("PLACE", "thread_id");
  }

  private static UUID id(Place place) {
    return place.threadId() == null ? place.roomId() : place.threadId();
  }

  private static void save(Handle handle, UUID userId, KeptDraft draft) {
    Place place = draft.place();
    handle
        .createUpdate(of(place, "delete from chat.TABLE where user_id = :user and PLACE = :id"))
        .bind("user", userId)
        .bind("id", id(place))
        .execute();
    if (draft.time() == null) {
      return;
    }
    handle
        .createUpdate(
            of(
                place,
                place.threadId() == null
                    ? "insert into chat.TABLE (user_id, PLACE, text, update_time) values (:user, :id, :text, :time)"
                    : "insert into chat.TABLE (user_id, PLACE, room_id, text, update_time) values (:user, :id, :room, :text, :time)"))
        .bind("user", userId)
        .bind("id", id(place))
        .bind("room", place.roomId())
        .bind("text", draft.text())
        .bind("time", draft.time())
        .execute();
  }

  private static KeptDraft find(Handle handle, Place place, UUID userId) {
    return handle
        .createQuery(
            of(
                place,
                "select text, update_time from chat.TABLE where user_id = :user and PLACE = :id"))
        .bind("user", userId)
        .bind("id", id(place))
        .map((row, context) ->
            new KeptDraft(place, row.getString("text"), Rows.time(row, "update_time")))
        .findOne()
        .orElse(KeptDraft.nothing(place));
  }

  @Override
  public List<KeptDraft> of(UUID userId, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select d.room_id, d.thread_id, d.text, d.update_time
                  from (select user_id, room_id, null::uuid as thread_id, text, update_time from chat.drafts
                        union all
                        select user_id, room_id, thread_id, text, update_time from chat.thread_drafts) d
                  join chat.members m on m.room_id = d.room_id and m.user_id = d.user_id
                 where d.user_id = :user order by d.update_time desc limit :limit
                """)
            .bind("user", userId)
            .bind("limit", limit)
            .map((row, context) ->
                new KeptDraft(
                    new Place(Rows.id(row, "room_id"), row.getObject("thread_id", UUID.class)),
                    row.getString("text"),
                    Rows.time(row, "update_time")))
            .list());
  }
}
