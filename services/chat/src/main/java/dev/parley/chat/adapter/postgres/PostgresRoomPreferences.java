package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.RoomPreferences;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.RoomPreferenceRepository;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** How members have arranged their rooms, in the rows of their memberships. */
public final class PostgresRoomPreferences implements RoomPreferenceRepository {
  private final Announcing announcing;

  public PostgresRoomPreferences(Database database, Announcer announcer) {
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Optional<RoomPreferences> change(
      UUID roomId, UUID userId, Instant time, UnaryOperator<RoomPreferences> change) {
    return announcing.commit(handle -> change(handle, roomId, userId, time, change));
  }

  private static Told<Optional<RoomPreferences>> change(
      Handle handle,
      UUID roomId,
      UUID userId,
      Instant time,
      UnaryOperator<RoomPreferences> change) {
    Optional<RoomPreferences> before = lock(handle, roomId, userId);
    Optional<RoomPreferences> after = before.map(change);
    return after.isEmpty() || after.equals(before)
        ? Told.nothing(after)
        : new Told<>(after, List.of(), List.of(save(handle, roomId, userId, after.get(), time)));
  }

  /** As it is until the transaction ends, but for what it changes itself; empty for no member. */
  static Optional<RoomPreferences> lock(Handle handle, UUID roomId, UUID userId) {
    return handle
        .createQuery(
            """
            select favourite, muted, notifications from chat.members
             where room_id = :room and user_id = :user for update
            """)
        .bind("room", roomId)
        .bind("user", userId)
        .map((row, context) -> Rows.preferences(row))
        .findOne();
  }

  /** Writes how a room is arranged from now on. */
  static UserEvent save(
      Handle handle, UUID roomId, UUID userId, RoomPreferences preferences, Instant time) {
    handle
        .createUpdate(
            """
            update chat.members set favourite = :favourite, muted = :muted, notifications = :level
             where room_id = :room and user_id = :user
            """)
        .bind("favourite", preferences.favourite())
        .bind("muted", preferences.muted())
        .bind("level", preferences.level().name())
        .bind("room", roomId)
        .bind("user", userId)
        .execute();
    return OwnLog.append(
        handle, userId, new UserEvent.Change.RoomPreferencesChanged(roomId, preferences), time);
  }
}
