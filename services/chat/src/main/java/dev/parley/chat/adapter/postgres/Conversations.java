package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who conversations are with: they are called by their people. */
final class Conversations {
  private Conversations() {}

  /** The key that two people's one conversation has, whoever of them asks. */
  static String key(UUID one, UUID other) {
    return one.compareTo(other) <= 0 ? one + " " + other : other + " " + one;
  }

  /** The rooms with the people who are in them besides the viewer; channels cost nothing. */
  static List<Room> withPeople(Handle handle, List<Room> rooms, UUID viewer) {
    UUID[] conversations =
        rooms.stream()
            .filter(room -> room.kind() != Room.Kind.CHANNEL && room.joined())
            .map(Room::id)
            .toArray(UUID[]::new);
    if (conversations.length == 0) {
      return rooms;
    }
    Map<UUID, List<Person>> people = new HashMap<>();
    handle
        .createQuery(
            """
            select o.room_id, p.user_id, p.username, p.display_name, p.avatar_version
              from unnest(:rooms) as r (id)
              cross join lateral (
                select m.room_id, m.user_id, m.joined_seq from chat.members m
                 where m.room_id = r.id and m.user_id <> :viewer
                 order by m.joined_seq limit :most) o
              join chat.people p using (user_id)
             order by o.room_id, o.joined_seq
            """)
        .bindArray("rooms", UUID.class, (Object[]) conversations)
        .bind("viewer", viewer)
        .bind("most", Room.MAX_PEOPLE)
        .map((row, context) -> Map.entry(Rows.id(row, "room_id"), Rows.person(row)))
        .forEach(entry ->
            people.computeIfAbsent(entry.getKey(), id -> new ArrayList<>()).add(entry.getValue()));
    return rooms.stream()
        .map(room -> room.with(people.getOrDefault(room.id(), List.of())))
        .toList();
  }
}
