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
 * busy ones further than the quiet, and what was read is merged. It ends after so many readings,
 * however many rooms somebody is in.
 */
final class NewestMessages {
  /** Of all rooms together at first, and of one room at most. */
  private static final int FIRST = 2_000;

  private static final int FIRST_OF_ONE = 40;

  /** Of a busy room at once, and as often of all rooms together. */
  private static final int MORE = 500;

  private static final int MOST_READINGS = 20;

  /**
   * Ids are by the time at which a send began, positions by that at which it was written: what is
   * at a lower position has no id that is later by more.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

  /** As PostgreSQL has it; to Java the highest bit is a sign. */
  private static final Comparator<UUID> BY_TIME =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** How far a room was read that goes on. */
  private record Reach(UUID roomId, long seq, UUID oldest) {
    /** What is certain to be newer than anything that was not read. */
    UUID certain() {
      long millis = (oldest.getMostSignificantBits() >>> 16) + OUT_OF_ORDER.toMillis();
      return new UUID(millis << 16, 0);
    }

    Reach further(long at, UUID id) {
      return new Reach(roomId, Math.min(seq, at), BY_TIME.compare(id, oldest) < 0 ? id : oldest);
    }
  }

  private final Handle handle;
  private final UUID before;

  /** The room first of which the least is certain. */
  private final PriorityQueue<Reach> rooms =
      new PriorityQueue<>(Comparator.comparing(Reach::certain, BY_TIME).reversed());

  private final PriorityQueue<UUID> read = new PriorityQueue<>(BY_TIME.reversed());
  private int readings;

  /**
   * Begins at the rooms' ends.
   *
   * @param before later messages are left out
   */
  NewestMessages(Handle handle, List<UUID> rooms, UUID before) {
    this.handle = handle;
    this.before = before;
    read(rooms, Long.MAX_VALUE, Math.clamp(FIRST / Math.max(1, rooms.size()), 1, FIRST_OF_ONE));
  }

  /** The next so many; fewer at the end, and where it took too many readings to be certain. */
  List<UUID> next(int count) {
    List<UUID> next = new ArrayList<>();
    while (next.size() < count) {
      Reach least = rooms.peek();
      UUID newest = read.peek();
      if (newest != null && (least == null || BY_TIME.compare(newest, least.certain()) >= 0)) {
        next.add(read.remove());
      } else if (least == null || readings == MOST_READINGS) {
        break;
      } else {
        rooms.remove();
        readings++;
        read(List.of(least.roomId()), least.seq(), MORE);
      }
    }
    return next;
  }

  /** Whether all of them were told. */
  boolean isAtEnd() {
    return rooms.isEmpty() && read.isEmpty();
  }

  private void read(List<UUID> from, long seq, int limit) {
    Map<UUID, Reach> reached = new HashMap<>();
    Map<UUID, Integer> found = new HashMap<>();
    handle
        .createQuery(
            """
            select r.id as room_id, m.id, m.seq
              from unnest(:rooms) as r (id) cross join lateral (
                     select id, seq from chat.messages
                      where room_id = r.id and seq < :seq and id < :before order by seq desc limit :limit) m
            """)
        .bindArray("rooms", UUID.class, from.toArray())
        .bind("seq", seq)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, context) -> {
          UUID room = Rows.id(row, "room_id");
          UUID id = Rows.id(row, "id");
          long at = row.getLong("seq");
          found.merge(room, 1, Integer::sum);
          reached.merge(room, new Reach(room, at, id), (known, one) -> known.further(at, id));
          return id;
        })
        .forEach(read::add);
    // A room of which there is no more is certain.
    reached.values().stream()
        .filter(reach -> found.getOrDefault(reach.roomId(), 0) == limit)
        .forEach(rooms::add);
  }
}
