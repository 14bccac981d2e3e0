package dev.parley.gateway;

import dev.parley.platform.config.Between;
import dev.parley.platform.config.Matching;
import dev.parley.platform.config.SettingsFile;
import java.util.List;

/** {@code configs/gateway.yaml}, which says what each key means. */
@SettingsFile(value = "gateway", prefix = "gateway")
public record GatewaySettings(
    @Matching(regex = "[^\\s/]+", expected = "a host name or address") String host,
    @Between(min = 0, max = 65535) int port,
    @Matching(
            regex = "(https?://[^/\\s?#]+(/[^\\s?#]*[^/\\s?#])?)?",
            expected = "https://host or http://host without a slash at the end, or empty")
        String publicUrl,
    @Between(min = 1024, max = 104_857_600) int maxBodyBytes,
    @Between(min = 1024, max = 1_048_576) int maxFrameBytes,
    @Matching(
            regex = "[0-9a-fA-F.:]+(/\\d{1,3})?",
            expected = "addresses or networks such as 10.0.0.0/8")
        List<String> trustedProxies,
    @Matching(regex = "https?://[^/\\s?#*]+", expected = "origins such as https://app.example.org")
        List<String> corsOrigins,
    @Between(min = 0, max = 300) int shutdownSeconds,
    RateLimit rateLimit,
    Connection connection) {

  public record RateLimit(
      @Between(min = 1, max = 1_000_000) int addressPerMinute,
      @Between(min = 1, max = 1_000_000) int accountPerMinute,
      @Between(min = 1, max = 1_000_000) int signInPerMinute,
      @Between(min = 1, max = 10_000) int sendsPerSecond) {}

  /** The bounds of one live connection. */
  public record Connection(
      @Between(min = 1, max = 120) int helloSeconds,
      @Between(min = 5, max = 30) int heartbeatSeconds,
      @Between(min = 16_384, max = 67_108_864) int queueBytes,
      @Between(min = 0, max = 100) int coalesceMs,
      @Between(min = 1, max = 100_000) int replayEvents,
      @Between(min = 50, max = 10_000) int pollMs,
      @Between(min = 1, max = 1_000_000) int framesPerSecond,
      @Between(min = 1, max = 1_000_000) int perAccount,
      @Between(min = 1, max = 1_000_000) int perAddress) {}
}
