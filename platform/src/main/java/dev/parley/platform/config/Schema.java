package dev.parley.platform.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every key that there is, read from the records, and the way back from values to records. */
final class Schema {
  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z]");

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final SequencedSet<String> files = new LinkedHashSet<>();

  Schema(List<Class<? extends Record>> kinds) {
    for (var kind : kinds) {
      var file = fileOf(kind);
      files.add(file.value());
      collect(kind, file.prefix(), file.value());
    }
  }

  private void collect(Class<?> kind, String prefix, String file) {
    for (var component : kind.getRecordComponents()) {
      var key = keyOf(prefix, component);
      if (isGroup(component)) {
        collect(component.getType(), key, file);
      } else if (settings.put(key, Setting.of(key, file, component)) != null) {
        throw new IllegalStateException(key + ": described twice");
      }
    }
  }

  /** By key, in the order of the records. */
  Map<String, Setting> settings() {
    return settings;
  }

  /** The names of the files, without {@code .yaml}. */
  SequencedSet<String> files() {
    return files;
  }

  boolean isGroup(String key) {
    return settings.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
  }

  /** A record whose components are what {@code values} gives for their keys. */
  static <T extends Record> T build(Class<T> kind, Function<String, Object> values) {
    return kind.cast(build(kind, fileOf(kind).prefix(), values));
  }

  private static Object build(Class<?> kind, String prefix, Function<String, Object> values) {
    var components = kind.getRecordComponents();
    var arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var key = keyOf(prefix, components[i]);
      arguments[i] =
          isGroup(components[i]) ? build(components[i].getType(), key, values) : values.apply(key);
    }
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return kind.getDeclaredConstructor(types).newInstance(arguments);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(kind + " (expected: a public record)", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          kind + " refuses values within its documented bounds", e.getCause());
    }
  }

  private static SettingsFile fileOf(Class<?> kind) {
    var file = kind.getAnnotation(SettingsFile.class);
    if (file == null) {
      throw new IllegalStateException(kind + " (expected: a record marked @SettingsFile)");
    }
    return file;
  }

  private static boolean isGroup(RecordComponent component) {
    return component.getType().isRecord() && component.getType() != Secret.class;
  }

  private static String keyOf(String prefix, RecordComponent component) {
    var name =
        CAPITAL
            .matcher(component.getName())
            .replaceAll(capital -> "-" + capital.group())
            .toLowerCase(Locale.ROOT);
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
