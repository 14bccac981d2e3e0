package dev.parley.chat;

import dev.parley.platform.config.Between;
import dev.parley.platform.config.Matching;
import dev.parley.platform.config.SettingsFile;
import java.util.List;

/** {@code configs/chat.yaml}, which says what each key means. */
@SettingsFile(value = "chat", prefix = "chat")
public record ChatSettings(
    Writer writer, Log log, Rooms rooms, Presence presence, Previews previews) {

  /** The bounds of one group commit. */
  public record Writer(
      @Between(min = 1, max = 10_000) int maxBatch,
      @Between(min = 100, max = 60_000) int lockTimeoutMs) {}

  /** How long the logs are kept. */
  public record Log(@Between(min = 1, max = 3_650) int retentionDays) {}

  /** How rooms are kept. */
  public record Rooms(
      @Between(min = 1, max = 365) int deletionGraceDays,
      @Matching(
              regex = "[^\\p{Z}\\p{C}]([^\\p{C}]{0,62}[^\\p{Z}\\p{C}])?",
              expected = "names of at most 64 characters, several separated by commas")
          List<String> defaults) {}

  /** Which pages may be looked at. */
  public record Previews(
      Fetch fetch,
      @Matching(
              regex = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?",
              expected = "names of hosts without ports, several separated by commas")
          List<String> privateHosts) {
    /** Which pages are asked for. */
    public enum Fetch {
      PUBLIC,
      NOTHING
    }
  }

  /** For how long devices count as connected. */
  public record Presence(
      @Between(min = 3, max = 3_600) int deviceSeconds,
      @Between(min = 0, max = 300) int graceSeconds) {}
}
