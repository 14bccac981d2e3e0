package dev.parley.platform.db;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How the driver is set, for the pool and for single connections. Parameters in the address win
 * over all of it.
 */
final class DriverSettings {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** No query of a service takes this long: past it, the other end is gone. */
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  /** For migrations, which may rewrite a table. */
  static final Duration NO_TIMEOUT = Duration.ZERO;

  private DriverSettings() {}

  /** Opens a connection each time it is asked for one. */
  static DataSource dataSource(
      DatabaseSettings settings, Duration connectTimeout, Duration socketTimeout) {
    var address = address(settings);
    var source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    defaults(connectTimeout, socketTimeout)
        .forEach((property, value) -> {
          if (!address.containsKey(property.getName())) {
            source.setProperty(property, value);
          }
        });
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return source;
  }

  /** For messages: the host and port that the address means. */
  static String hostAndPort(DatabaseSettings settings) {
    var address = address(settings);
    return PGProperty.PG_HOST.getOrDefault(address)
        + ":"
        + PGProperty.PG_PORT.getOrDefault(address);
  }

  private static Properties address(DatabaseSettings settings) {
    var parsed = Driver.parseURL(settings.url(), null);
    if (parsed == null) {
      throw new DatabaseSetupException(
          "database.url is not an address that the PostgreSQL driver understands (expected:"
              + " jdbc:postgresql://host:port/database)");
    }
    return parsed;
  }

  private static Map<PGProperty, String> defaults(Duration connectTimeout, Duration socketTimeout) {
    var connectSeconds = Long.toString(connectTimeout.toSeconds());
    return Map.of(
        PGProperty.APPLICATION_NAME, "parley",
        PGProperty.CONNECT_TIMEOUT, connectSeconds,
        PGProperty.LOGIN_TIMEOUT, connectSeconds,
        PGProperty.SOCKET_TIMEOUT, Long.toString(socketTimeout.toSeconds()),
        PGProperty.TCP_KEEP_ALIVE, "true",
        // The detail of a violated constraint is the offending row.
        PGProperty.LOG_SERVER_ERROR_DETAIL, "false",
        // Services repeat a few dozen statements: prepare them early and keep them all.
        PGProperty.PREPARE_THRESHOLD, "3",
        PGProperty.PREPARED_STATEMENT_CACHE_QUERIES, "256",
        PGProperty.PREPARED_STATEMENT_CACHE_SIZE_MIB, "2",
        // Sends the settings with the first packet, where older servers would need a round trip
        // each.
        PGProperty.ASSUME_MIN_SERVER_VERSION, "15");
  }
}
