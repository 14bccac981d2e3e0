package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Drafts;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
  public Optional<KeptDraft> put(UUID roomId, UUID userId, String text, Instant time) {
    // PostgreSQL keeps microseconds: what is told live is what is read later.
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    return announcing.commit(handle -> put(handle, roomId, userId, text, now));
  }

  private static Told<Optional<KeptDraft>> put(
      Handle handle, UUID roomId, UUID userId, String text, Instant time) {
    if (PostgresRoomPreferences.lock(handle, roomId, userId).isEmpty()) {
      return Told.nothing(Optional.empty());
    }
    KeptDraft before = find(handle, roomId, userId);
    if (before.text().equals(text)) {
      return Told.nothing(Optional.of(before));
    }
    KeptDraft after =
        text.isEmpty() ? KeptDraft.nothing(roomId) : new KeptDraft(roomId, text, time);
    save(handle, userId, after);
    UserEvent event = OwnLog.append(handle, userId, new UserEvent.Change.DraftChanged(after), time);
    return new Told<>(Optional.of(after), List.of(), List.of(event));
  }

  private static void save(Handle handle, UUID userId, KeptDraft draft) {
    if (draft.time() == null) {
      handle.execute(
          "delete from chat.drafts where user_id = ? and room_id = ?", userId, draft.roomId());
      return;
    }
    handle
        .createUpdate(
            """
            insert into chat.drafts (user_id, room_id, text, update_time) values (:user, :room, :text, :time)
            on conflict (user_id, room_id) do update set text = excluded.text, update_time = excluded.update_time
            """)
        .bind("user", userId)
        .bind("room", draft.roomId())
        .bind("text", draft.text())
        .bind("time", draft.time())
        .execute();
  }

  private static KeptDraft find(Handle handle, UUID roomId, UUID userId) {
    return handle
        .createQuery(
            "select room_id, text, update_time from chat.drafts where user_id = :user and room_id = :room")
        .bind("user", userId)
        .bind("room", roomId)
        .map((row, context) ->
            new KeptDraft(
                Rows.id(row, "room_id"), row.getString("text"), Rows.time(row, "update_time")))
        .findOne()
        .orElse(KeptDraft.nothing(roomId));
  }

  @Override
  public List<KeptDraft> of(UUID userId, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select d.room_id, d.text, d.update_time
                  from chat.drafts d join chat.members m on m.room_id = d.room_id and m.user_id = d.user_id
                 where d.user_id = :user order by d.update_time desc limit :limit
                """)
            .bind("user", userId)
            .bind("limit", limit)
            .map((row, context) ->
                new KeptDraft(
                    Rows.id(row, "room_id"), row.getString("text"), Rows.time(row, "update_time")))
            .list());
  }
}
