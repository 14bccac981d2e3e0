package dev.parley.platform.config;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.event.Level;

/** {@code configs/platform.yaml}, which says what each key means. */
@SettingsFile("platform")
public record PlatformSettings(
    Path data, Log log, Database database, Rpc rpc, Bus bus, Cache cache, Metrics metrics) {

  public record Log(Format format, Level level) {
    public enum Format {
      PLAIN,
      JSON
    }
  }

  /** An empty {@code url} means the embedded PostgreSQL. */
  public record Database(
      @Matching(
              regex = "(jdbc:postgresql://[^@/?]+/[^@?]+(\\?((?!(user|password)=)[^&@]+&?)*)?)?",
              expected = "jdbc:postgresql://host:port/database without user and password, or empty")
          String url,
      String user,
      Secret password,
      @Between(min = 2, max = 200) int poolSize) {

    public boolean isEmbedded() {
      return url.isEmpty();
    }
  }

  public record Rpc(
      @Matching(regex = "[^\\s/]+", expected = "a host name or address") String host,
      @Between(min = 0, max = 65535) int port,
      @Matching(regex = "(?s)|.{32,}", expected = "at least 32 characters, or empty") Secret secret,
      Peers peers) {}

  /** Addresses of roles that run elsewhere; none for those in this process. */
  public record Peers(
      @Matching(regex = "[^\\s/,]+:\\d{1,5}", expected = "host:port, several separated by commas")
          List<String> auth,
      @Matching(regex = "[^\\s/,]+:\\d{1,5}", expected = "host:port, several separated by commas")
          List<String> chat) {}

  /** An empty {@code url} means the bus of this process alone. */
  public record Bus(
      @Matching(
              regex = "((nats|tls)://[^@/?,\\s]+:\\d{1,5}(,(nats|tls)://[^@/?,\\s]+:\\d{1,5})*)?",
              expected =
                  "nats://host:port or tls://host:port, several separated by commas, or empty")
          String url,
      String user,
      Secret password,
      Secret token,
      @Between(min = 0, max = 1_048_576) int eventsMb) {

    public boolean isInProcess() {
      return url.isEmpty();
    }
  }

  /** An empty {@code url} means the memory of each process. */
  public record Cache(
      @Matching(
              regex = "(rediss?://[^@/?,\\s]+:\\d{1,5}(/\\d{1,2})?)?",
              expected =
                  "redis://host:port or rediss://host:port, with /number of the database, or empty")
          String url,
      String user,
      Secret password) {

    public boolean isInProcess() {
      return url.isEmpty();
    }
  }

  /** Port 0 means the gateway's own. */
  public record Metrics(@Between(min = 0, max = 65535) int port) {}
}
