package dev.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How many messages the database holds, read from the tables rather than asked of the server.
 *
 * @param rows of messages
 * @param positions of all rooms' logs, summed
 */
record Stored(long rows, long positions) {
  /** Of a server that keeps nothing. */
  static final Stored NOTHING = new Stored(-1, -1);

  static Stored in(ParleyProcess server) {
    try (Connection connection = server.database();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select (select count(*) from chat.messages), (select sum(head_seq) from chat.rooms)")) {
      row.next();
      return new Stored(row.getLong(1), row.getLong(2));
    } catch (SQLException e) {
      throw new VoidRunException("the stored messages could not be counted", e);
    }
  }

  /**
   * Holds what was acknowledged against what is there, if the server keeps anything.
   *
   * @throws VoidRunException if they differ
   */
  void requireSince(Stored before, long acks) {
    if (equals(NOTHING)) {
      return;
    }
    if (rows - before.rows != acks || positions - before.positions != acks) {
      throw new VoidRunException(
          "%d acks, but %d new rows and %d new positions"
              .formatted(acks, rows - before.rows, positions - before.positions));
    }
  }
}
