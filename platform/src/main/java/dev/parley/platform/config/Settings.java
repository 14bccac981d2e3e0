package dev.parley.platform.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The effective settings: checked once when loaded, and constant from then on.
 *
 * <pre>{@code
 * var settings = Settings.load(List.of(PlatformSettings.class, AuthSettings.class), sources);
 * var auth = settings.bind(AuthSettings.class);
 * }</pre>
 */
public final class Settings {
  private final Map<Class<?>, Record> bound = new HashMap<>();
  private final List<Entry> entries;

  /**
   * One effective value.
   *
   * @param text as it was written, secrets masked; the elements of a list are joined by commas
   * @param origin {@code default}, a file and line, a variable's name, or an option
   */
  public record Entry(String key, String text, Kind kind, String origin) {
    /** The elements of a list. */
    public List<String> elements() {
      return Setting.elementsOf(text);
    }

    /** What {@code text} holds. */
    public enum Kind {
      TEXT,
      SECRET,
      NUMBER,
      LIST
    }
  }

  private Settings(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads every key of {@code kinds}, which are records marked {@link SettingsFile}.
   *
   * @throws SettingsException with all problems found, when a key is unknown or a value isn't what
   *     is expected
   */
  public static Settings load(List<Class<? extends Record>> kinds, SettingsSources sources) {
    var problems = new ArrayList<String>();
    var schema = new Schema(kinds);
    var layers = new SettingsReader(schema, problems).read(sources);
    var config = new SmallRyeConfigBuilder().withSources(layers).build();

    var entries = new ArrayList<Entry>();
    var values = new HashMap<String, Object>();
    for (var setting : schema.settings().values()) {
      read(setting, config, entries, values, problems);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    var settings = new Settings(entries);
    for (var kind : kinds) {
      settings.bound.put(kind, Schema.build(kind, key -> Objects.requireNonNull(values.get(key))));
    }
    return settings;
  }

  private static void read(
      Setting setting,
      SmallRyeConfig config,
      List<Entry> entries,
      Map<String, Object> values,
      List<String> problems) {
    var value = config.getConfigValue(setting.key());
    var text = value.getRawValue();
    if (text == null) {
      throw new IllegalStateException(
          "configs/%s.yaml has no %s".formatted(setting.file(), setting.key()));
    }
    var origin = String.valueOf(value.getConfigSourceName());
    var shown = setting.isSecret() ? new Secret(text).toString() : text;
    setting
        .parse(text)
        .ifPresentOrElse(
            parsed -> {
              values.put(setting.key(), parsed);
              entries.add(
                  new Entry(
                      setting.key(),
                      setting.isNumber() ? shown.strip() : shown,
                      kindOf(setting),
                      origin));
            },
            () ->
                problems.add(
                    "%s: %s (expected: %s; from %s)"
                        .formatted(
                            setting.key(),
                            shown.isEmpty() ? "nothing" : shown,
                            setting.expected(),
                            origin)));
  }

  private static Entry.Kind kindOf(Setting setting) {
    if (setting.isSecret()) {
      return Entry.Kind.SECRET;
    }
    if (setting.isNumber()) {
      return Entry.Kind.NUMBER;
    }
    return setting.isList() ? Entry.Kind.LIST : Entry.Kind.TEXT;
  }

  /** The record of one of the kinds that were loaded. */
  public <T extends Record> T bind(Class<T> kind) {
    var record = bound.get(kind);
    if (record == null) {
      throw new IllegalArgumentException("%s (expected: one of the kinds loaded)".formatted(kind));
    }
    return kind.cast(record);
  }

  /** Every effective value, in the order of the records. */
  public List<Entry> entries() {
    return entries;
  }
}
