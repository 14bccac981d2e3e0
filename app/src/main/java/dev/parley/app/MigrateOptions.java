package dev.parley.app;

import dev.parley.platform.config.Settings;
import java.util.Locale;

/**
 * What {@code parley migrate} was asked for.
 *
 * @param schema the schema of one service; empty for every one
 */
public record MigrateOptions(Action action, String schema, Settings settings) {
  /** {@code DOWN} has been confirmed with {@code --destroy-data}. */
  public enum Action {
    UP,
    DOWN,
    STATUS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
