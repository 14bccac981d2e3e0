package dev.parley.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database of its own in the PostgreSQL of Parley's server, for one that it is held against,
 * which keeps what is said in the table {@code messages}.
 */
record PeerDatabase(ParleyProcess owner, String name) {
  /** An empty one, whatever was there before. */
  static PeerDatabase create(ParleyProcess owner, String name) {
    try (Connection connection = owner.database();
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name);
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new VoidRunException("the database " + name + " could not be made", e);
    }
    return new PeerDatabase(owner, name);
  }

  /** For JDBC. */
  String address() {
    return "jdbc:postgresql://127.0.0.1:" + owner.databasePort() + "/" + name;
  }

  /** Process number of the database's first process. */
  long postmasterPid() {
    return owner.postmasterPid();
  }

  /** Runs a statement. */
  void execute(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new VoidRunException("the database " + name + " did not take: " + sql, e);
    }
  }

  /** What was said, which is its own position. */
  Stored stored() {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from messages")) {
      row.next();
      return new Stored(row.getLong(1), row.getLong(1));
    } catch (SQLException e) {
      throw new VoidRunException("the messages in " + name + " could not be counted", e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        address(), ParleyProcess.DATABASE_USER, owner.databasePassword());
  }
}
