package dev.parley.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the database holds, read from its tables rather than asked of the servers. */
final class Stored {
  private final Postgres postgres;

  Stored(Postgres postgres) {
    this.postgres = postgres;
  }

  /** A stored message. */
  record Row(String room, long seq, String messageId, UUID clientId, String text) {}

  /** Heads of all rooms' logs. */
  Map<String, Long> heads() {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select id, head_seq from chat.rooms")) {
      Map<String, Long> heads = new HashMap<>();
      while (rows.next()) {
        heads.put(rows.getString(1), rows.getLong(2));
      }
      return heads;
    } catch (SQLException e) {
      throw new BrokenRunException("the database cannot be read", e);
    }
  }

  /**
   * Messages of a room after a place, in order; a place of the log without a message is not here.
   */
  List<Row> messages(String room, long after) {
    try (Connection connection = postgres.connect();
        var statement =
            connection.prepareStatement(
                """
                select l.seq, m.id, m.client_id, m.text
                  from chat.room_log l join chat.messages m on m.room_id = l.room_id and m.seq = l.seq
                 where l.room_id = ?::uuid and l.seq > ? order by l.seq
                """)) {
      statement.setString(1, room);
      statement.setLong(2, after);
      List<Row> found = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  room,
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getObject(3, UUID.class),
                  rows.getString(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new BrokenRunException("the database cannot be read", e);
    }
  }

  /** How many messages there are. */
  long count() {
    try (Connection connection = postgres.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from chat.messages")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new BrokenRunException("the database cannot be read", e);
    }
  }
}
