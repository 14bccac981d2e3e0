package dev.parley.chat.adapter.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The messages of several rooms by their ids, the newest first: each room is read from its end, the
 * busy ones further than the quiet, and what was read is merged.
 */
final class NewestMessages {
  private static final int FIRST = 40;
  private static final int MORE = 500;

  /**
   * Ids are by the time at which a send began, positions by that at which it was written: what is
   * at a lower position has no id that is later by more.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

  /** As PostgreSQL has it; to Java the highest bit is a sign. */
  private static final Comparator<UUID> BY_TIME =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** How far a room was read. */
  private record Reach(long seq, UUID oldest, boolean all) {
    /** What is certain to be newer than anything that was not read. */
    UUID certain() {
      long millis = (oldest.getMostSignificantBits() >>> 16) + OUT_OF_ORDER.toMillis();
      return all ? new UUID(0, 0) : new UUID(millis << 16, 0);
    }
  }

  private final Handle handle;
  private final UUID before;
  private final Map<UUID, Reach> rooms = new HashMap<>();
  private final PriorityQueue<UUID> read = new PriorityQueue<>(BY_TIME.reversed());

  /**
   * Begins at the rooms' ends.
   *
   * @param before later messages are left out
   */
  NewestMessages(Handle handle, List<UUID> rooms, UUID before) {
    this.handle = handle;
    this.before = before;
    read(rooms, Long.MAX_VALUE, FIRST);
  }

  /** The next so many; fewer only if there are no more. */
  List<UUID> next(int count) {
    List<UUID> next = new ArrayList<>();
    while (next.size() < count) {
      Map.Entry<UUID, Reach> least =
          rooms.entrySet().stream()
              .max(Map.Entry.comparingByValue(Comparator.comparing(Reach::certain, BY_TIME)))
              .orElseThrow();
      UUID newest = read.peek();
      if (newest != null && BY_TIME.compare(newest, least.getValue().certain()) >= 0) {
        next.add(read.remove());
      } else if (least.getValue().all()) {
        break;
      } else {
        read(List.of(least.getKey()), least.getValue().seq(), MORE);
      }
    }
    return next;
  }

  private void read(List<UUID> from, long seq, int limit) {
    Map<UUID, Integer> found = new HashMap<>();
    handle
        .createQuery(
            """
            select r.id as room_id, m.id, m.seq
              from unnest(:rooms) as r (id) cross join lateral (
                     select id, seq from chat.messages where room_id = r.id and seq < :seq order by seq desc limit :limit) m
            """)
        .bindArray("rooms", UUID.class, from.toArray())
        .bind("seq", seq)
        .bind("limit", limit)
        .map((row, context) -> {
          UUID room = Rows.id(row, "room_id");
          UUID id = Rows.id(row, "id");
          if (BY_TIME.compare(id, before) < 0) {
            read.add(id);
          }
          found.merge(room, 1, Integer::sum);
          Reach known = rooms.get(room);
          UUID oldest =
              known == null || BY_TIME.compare(id, known.oldest()) < 0 ? id : known.oldest();
          rooms.put(room, new Reach(row.getLong("seq"), oldest, false));
          return room;
        })
        .list();
    for (UUID room : from) {
      if (found.getOrDefault(room, 0) < limit) {
        Reach known = rooms.get(room);
        rooms.put(
            room,
            known == null
                ? new Reach(0, new UUID(0, 0), true)
                : new Reach(known.seq(), known.oldest(), true));
      }
    }
  }
}
