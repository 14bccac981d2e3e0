package dev.parley.platform.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from besides the defaults in the jar, weakest first.
 *
 * @param folder holds YAML files of the defaults' names, each with any subset of its keys; null for
 *     none
 * @param environment only names that start with {@code PARLEY_} are looked at
 * @param flags the last of several for one key wins
 */
public record SettingsSources(
    @Nullable Path folder, Map<String, String> environment, List<Flag> flags) {

  /**
   * One value from the command line; {@code option} is what the person typed, such as {@code
   * --port}.
   */
  public record Flag(String option, String key, String value) {}

  public SettingsSources {
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }

  /** The defaults alone. */
  public static SettingsSources none() {
    return new SettingsSources(null, Map.of(), List.of());
  }

  public SettingsSources withFolder(Path folder) {
    return new SettingsSources(folder, environment, flags);
  }

  public SettingsSources withEnvironment(Map<String, String> environment) {
    return new SettingsSources(folder, environment, flags);
  }

  public SettingsSources withFlag(String option, String key, String value) {
    var more = new ArrayList<>(flags);
    more.add(new Flag(option, key, value));
    return new SettingsSources(folder, environment, more);
  }

  /** As if the person had typed {@code --set key=value}. */
  public SettingsSources with(String key, String value) {
    return withFlag("--set", key, value);
  }
}
