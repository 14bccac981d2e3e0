package dev.parley.chat.adapter.postgres;

import dev.parley.chat.port.RoomAvatars;
import dev.parley.platform.db.Database;
import dev.parley.platform.pictures.Picture;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Pictures of rooms in PostgreSQL: small files, each beside its room. */
public final class PostgresRoomAvatars implements RoomAvatars {
  private final Database database;

  public PostgresRoomAvatars(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Picture> find(UUID roomId, String version) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select a.format, a.bytes from chat.room_avatars a join chat.rooms r on r.id = a.room_id
                 where a.room_id = :room and r.avatar_version = :version
                   and not exists (select from chat.deleted_rooms d where d.room_id = r.id)
                """)
            .bind("room", roomId)
            .bind("version", version)
            .map((row, context) ->
                new Picture(row.getBytes("bytes"), Picture.Format.valueOf(row.getString("format"))))
            .findOne());
  }

  /** Keeps another picture of a room whose row is locked, or none. */
  static void replace(Handle handle, UUID roomId, Optional<Picture> picture) {
    handle.execute("delete from chat.room_avatars where room_id = ?", roomId);
    picture.ifPresent(file ->
        handle.execute(
            "insert into chat.room_avatars (room_id, format, bytes) values (?, ?, ?)",
            roomId,
            file.format().name(),
            file.bytes()));
  }
}
