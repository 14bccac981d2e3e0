package dev.parley.platform.events;

/**
 * How to reach NATS.
 *
 * @param url {@code nats://host:port} or {@code tls://host:port}, several separated by commas
 * @param user with {@code password}; empty for none
 * @param token instead of user and password; empty for none
 */
public record NatsSettings(String url, String user, String password, String token) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return url;
  }
}
