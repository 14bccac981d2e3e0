package dev.parley.chat.adapter.postgres;

import dev.parley.chat.port.LogRetention;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.ZoneOffset;

/** The far end of the logs in PostgreSQL. */
public final class PostgresLogRetention implements LogRetention {
  /**
   * The index by commit order leads to the oldest; clocks of nodes differ, so whole beginnings go.
   */
  private static final String ROOMS =
      """
      delete from chat.room_log l
        using (select room_id, max(seq) as seq
                 from (select room_id, seq, create_time from chat.room_log
                        order by transaction_id, room_id, seq limit :limit) oldest
                where create_time < :before
                group by room_id) old
       where l.room_id = old.room_id and l.seq <= old.seq
      """;

  private static final String PEOPLE =
      """
      delete from chat.user_log l
        using (select user_id, max(seq) as seq
                 from (select user_id, seq from chat.user_log where create_time < :before limit :limit) oldest
                group by user_id) old
       where l.user_id = old.user_id and l.seq <= old.seq
      """;

  private final Database database;

  public PostgresLogRetention(Database database) {
    this.database = database;
  }

  @Override
  public long forget(Instant before, int atOnce) {
    return forget(ROOMS, before, atOnce) + forget(PEOPLE, before, atOnce);
  }

  private long forget(String statement, Instant before, int atOnce) {
    return database.inTransaction(handle ->
        handle
            .createUpdate(statement)
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .bind("limit", atOnce)
            .execute());
  }
}
