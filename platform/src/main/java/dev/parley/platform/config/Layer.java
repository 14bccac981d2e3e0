package dev.parley.platform.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ConfigValueConfigSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One source of values under the key's own name, each value with the origin that a person knows it
 * by.
 */
final class Layer implements ConfigValueConfigSource {
  private final String name;
  private final int ordinal;
  private final Map<String, ConfigValue> values = new HashMap<>();

  /** Of two layers the one with the higher {@code ordinal} wins. */
  Layer(String name, int ordinal) {
    this.name = name;
    this.ordinal = ordinal;
  }

  void put(String key, String text, String origin) {
    values.put(
        key,
        ConfigValue.builder()
            .withName(key)
            .withValue(text)
            .withRawValue(text)
            .withConfigSourceName(origin)
            .withConfigSourceOrdinal(ordinal)
            .build());
  }

  @Override
  public @Nullable ConfigValue getConfigValue(String key) {
    return values.get(key);
  }

  @Override
  public Map<String, ConfigValue> getConfigValueProperties() {
    return values;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public int getOrdinal() {
    return ordinal;
  }

  @Override
  public String getName() {
    return name;
  }
}
