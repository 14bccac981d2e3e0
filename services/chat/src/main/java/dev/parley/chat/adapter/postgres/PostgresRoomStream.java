package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.port.RoomStream;
import dev.parley.platform.db.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The stream of all rooms' changes, read from their logs in PostgreSQL. */
public final class PostgresRoomStream implements RoomStream {
  private static final Mark BEGINNING = new Mark(0, new UUID(0, 0), 0);

  private final Database database;

  public PostgresRoomStream(Database database) {
    this.database = database;
  }

  @Override
  public List<Marked> inCommitOrder(Optional<Mark> after, int limit) {
    Mark mark = after.orElse(BEGINNING);
    String sql =
        """
        select e.*, t.transaction_id::text::bigint as transaction
          from (select transaction_id, room_id, seq from chat.room_log
                 where (transaction_id, room_id, seq) > (cast(cast(:transaction as text) as xid8), :room, :seq)
                   and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                 order by transaction_id, room_id, seq limit :limit) t
          join (%s) e on e.event_room_id = t.room_id and e.event_seq = t.seq
         order by t.transaction_id, t.room_id, t.seq
        """
            .formatted(PostgresLogs.ROOM_EVENT);
    return database.readSnapshot(handle -> {
      List<Mark> marks = new ArrayList<>();
      List<RoomEvent> events =
          handle
              .createQuery(sql)
              .bind("transaction", mark.transaction())
              .bind("room", mark.roomId())
              .bind("seq", mark.seq())
              .bind("limit", limit)
              .map((row, context) -> {
                RoomEvent event = PostgresLogs.roomEvent(row);
                marks.add(new Mark(row.getLong("transaction"), event.roomId(), event.seq()));
                return event;
              })
              .list();
      List<RoomEvent> whole = MessageDetails.withEvents(handle, events);
      return IntStream.range(0, whole.size())
          .mapToObj(i -> new Marked(marks.get(i), whole.get(i)))
          .toList();
    });
  }
}
