package dev.parley.platform.db;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tells whether a database answers, and says in a person's words why it does not. */
final class Reachability {

  /**
   * lock_not_available, deadlock_detected, serialization_failure; query_canceled, by its timeout.
   */
  private static final Set<String> CONTENDED = Set.of("55P03", "40P01", "40001", "57014");

  private static final String UNABLE_TO_CONNECT = "08001";
  private static final String STARTING = "57P03";
  private static final Set<String> ENDED_BY_SERVER = Set.of("57P01", "57P02", STARTING, "53300");
  private static final Duration RETRY = Duration.ofMillis(200);

  private Reachability() {}

  /** Connects once; only a server that says it is starting is waited for. */
  static void require(DatabaseSettings settings, Duration patience) {
    var source =
        DriverSettings.dataSource(
            settings, DriverSettings.CONNECT_TIMEOUT, DriverSettings.CONNECT_TIMEOUT);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (var connection = source.getConnection()) {
        return;
      } catch (SQLException e) {
        if (!STARTING.equals(e.getSQLState()) || System.nanoTime() > deadline) {
          throw new DatabaseSetupException(
              "cannot use the database at "
                  + DriverSettings.hostAndPort(settings)
                  + ": "
                  + explain(settings, e),
              e);
        }
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  private static String explain(DatabaseSettings settings, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "28P01", "28000" ->
          "it refuses user "
              + settings.user()
              + " ("
              + e.getMessage()
              + "); check database.user and database.password";
      case "3D000" -> e.getMessage() + "; create it, or check database.url";
      case "53300" ->
          "it has no connection left ("
              + e.getMessage()
              + "); lower database.poolSize or raise its max_connections";
      default ->
          switch (rootOf(e)) {
            case UnknownHostException unknown -> "no such host; check database.url";
            case SocketTimeoutException timeout -> silent();
            // What the driver throws when the time to log in is up has no cause.
            case SQLException late when state.equals(UNABLE_TO_CONNECT) -> silent();
            case ConnectException refused ->
                "connection refused; check database.url and that PostgreSQL runs and listens there";
            case Throwable other -> other.getMessage() + "; check database.url";
          };
    };
  }

  private static String silent() {
    return "no answer within "
        + DriverSettings.CONNECT_TIMEOUT.toSeconds()
        + " seconds; check database.url and the firewall between";
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  /** Whether this failure is the connection's and not the statement's. */
  static boolean isLost(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> false;
      case SQLTransientConnectionException exhausted -> true;
      case SQLException sql when sql.getSQLState() != null && isLost(sql.getSQLState()) -> true;
      default -> isLost(failure.getCause());
    };
  }

  /**
   * Whether others were in the way: a lock was not had in time, two waited for each other, or a
   * statement took longer than it may. The transaction has had no effect, and the same may succeed
   * later.
   */
  static boolean isContended(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> false;
      case SQLException sql
          when sql.getSQLState() != null && CONTENDED.contains(sql.getSQLState()) ->
          true;
      default -> isContended(failure.getCause());
    };
  }

  private static boolean isLost(String state) {
    return state.startsWith("08") || ENDED_BY_SERVER.contains(state);
  }
}
