package dev.parley.platform.config;

import java.util.List;

/**
 * The settings can't be used. Holds every problem found, each one line that names key, value,
 * expected and origin.
 */
public final class SettingsException extends StartupException {
  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one line, in the order files, environment, flags, bounds. */
  public List<String> problems() {
    return problems;
  }
}
