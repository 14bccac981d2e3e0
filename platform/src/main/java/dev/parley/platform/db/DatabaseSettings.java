package dev.parley.platform.db;

import java.time.Duration;

/**
 * Where a database is and how many connections to it this process may hold.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; parameters in it override the driver
 *     settings chosen here
 * @param poolSize the most connections open at once, at least 1
 * @param acquireTimeout how long a caller waits for its turn before {@link
 *     DatabaseUnavailableException}
 */
public record DatabaseSettings(
    String url, String user, String password, int poolSize, Duration acquireTimeout) {

  public static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(5);

  public DatabaseSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new DatabaseSetupException(
          "database.url: "
              + withoutParameters(url)
              + " (expected: jdbc:postgresql://host:port/database)");
    }
    if (poolSize < 1) {
      throw new DatabaseSetupException("database.poolSize: " + poolSize + " (expected: >= 1)");
    }
    if (acquireTimeout.isNegative() || acquireTimeout.isZero()) {
      throw new DatabaseSetupException(
          "database.acquireTimeout: " + acquireTimeout + " (expected: > 0)");
    }
  }

  public DatabaseSettings(String url, String user, String password, int poolSize) {
    this(url, user, password, poolSize, DEFAULT_ACQUIRE_TIMEOUT);
  }

  public DatabaseSettings withPoolSize(int size) {
    return new DatabaseSettings(url, user, password, size, acquireTimeout);
  }

  public DatabaseSettings withAcquireTimeout(Duration timeout) {
    return new DatabaseSettings(url, user, password, poolSize, timeout);
  }

  /** Without the password, and without the address's parameters, which may hold one. */
  @Override
  public String toString() {
    return "DatabaseSettings["
        + withoutParameters(url)
        + ", user="
        + user
        + ", poolSize="
        + poolSize
        + "]";
  }

  /**
   * Passwords hide after the question mark, or before the at sign of a {@code postgres://} address.
   */
  private static String withoutParameters(String url) {
    return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
  }
}
