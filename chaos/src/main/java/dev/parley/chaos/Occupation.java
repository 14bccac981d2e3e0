package dev.parley.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody else at the database who takes what the nodes need, so that their pools fill with those
 * who wait, or cannot be filled at all.
 */
final class Occupation {
  private static final int MORE_THAN_THERE_ARE = 200;

  private final Postgres postgres;
  private final List<Connection> held = new ArrayList<>();

  Occupation(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Every send waits. In the order in which the nodes lock, or one of them and this would wait for
   * each other.
   */
  void lockRooms() {
    lock("select 1 from chat.rooms order by id for update");
  }

  /** Every send and every look at history waits. */
  void lockMessages() {
    lock("lock table chat.messages in access exclusive mode");
  }

  /** Ends the nodes' connections and takes their places. */
  void takeConnections() {
    try {
      Connection first = postgres.connect();
      held.add(first);
      try (var statement = first.createStatement()) {
        statement.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where backend_type = 'client backend' and pid <> pg_backend_pid()
            """);
      }
      for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
        held.add(postgres.connect());
      }
      throw new BrokenRunException("PostgreSQL let in " + held.size() + " connections");
    } catch (SQLException e) {
      if (held.isEmpty()) {
        throw new BrokenRunException("the database let nobody in", e);
      }
    }
  }

  /** Lets go of everything. */
  void end() {
    for (Connection connection : held) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It has gone with a server that was killed at the same time.
      }
    }
    held.clear();
  }

  private void lock(String statement) {
    try {
      Connection connection = postgres.connect();
      held.add(connection);
      connection.setAutoCommit(false);
      try (var locking = connection.createStatement()) {
        locking.execute(statement);
      }
    } catch (SQLException e) {
      throw new BrokenRunException("the database let nobody lock", e);
    }
  }
}
