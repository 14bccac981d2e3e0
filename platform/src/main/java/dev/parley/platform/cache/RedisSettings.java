package dev.parley.platform.cache;

/**
 * How to reach Redis.
 *
 * @param url {@code redis://host:port} or {@code rediss://host:port}, with {@code /number} of the
 *     database
 * @param user with {@code password}; empty for Redis's default user
 * @param password empty for none
 */
public record RedisSettings(String url, String user, String password) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return url;
  }
}
