package dev.parley.platform.config;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One key: its type, its bounds, and how a text becomes its value. */
final class Setting {
  private final String key;
  private final String file;
  private final Class<?> type;
  private final @Nullable Between bounds;
  private final @Nullable Pattern shape;
  private final String expected;

  private Setting(
      String key,
      String file,
      Class<?> type,
      @Nullable Between bounds,
      @Nullable Pattern shape,
      String expected) {
    this.key = key;
    this.file = file;
    this.type = type;
    this.bounds = bounds;
    this.shape = shape;
    this.expected = expected;
  }

  static Setting of(String key, String file, RecordComponent component) {
    var type = component.getType();
    var bounds = component.getAnnotation(Between.class);
    var matching = component.getAnnotation(Matching.class);
    if (isNumber(type) && bounds == null) {
      throw new IllegalStateException(key + ": no @Between (expected: bounds on every number)");
    }
    return new Setting(
        key,
        file,
        type,
        bounds,
        matching == null ? null : Pattern.compile(matching.regex()),
        matching == null ? expectedOf(key, type, bounds) : matching.expected());
  }

  private static String expectedOf(String key, Class<?> type, @Nullable Between bounds) {
    if (bounds != null) {
      return bounds.min() + " to " + bounds.max();
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).map(Setting::kebab).collect(joining(" or "));
    }
    if (type == Path.class) {
      return "a path";
    }
    if (type == String.class || type == Secret.class || type == List.class) {
      return "a text";
    }
    throw new IllegalStateException(
        key + ": " + type + " (expected: a type that SettingsFile lists)");
  }

  String key() {
    return key;
  }

  /** The name of the file that documents this key, without {@code .yaml}. */
  String file() {
    return file;
  }

  /** What a person reads after "expected: ". */
  String expected() {
    return expected;
  }

  boolean isSecret() {
    return type == Secret.class;
  }

  boolean isNumber() {
    return isNumber(type);
  }

  boolean isList() {
    return type == List.class;
  }

  String environmentName() {
    return "PARLEY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The typed value, or nothing when the text isn't what is {@link #expected}. */
  Optional<Object> parse(String text) {
    if (isNumber()) {
      return number(text.strip());
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> kebab(constant).equals(text.strip()))
          .<Object>map(constant -> constant)
          .findFirst();
    }
    if (isList()) {
      var elements = elementsOf(text);
      return elements.stream().allMatch(this::fits) ? Optional.of(elements) : Optional.empty();
    }
    if (!fits(text)) {
      return Optional.empty();
    }
    if (type == Path.class) {
      return path(text);
    }
    return Optional.of(isSecret() ? new Secret(text) : text);
  }

  /** Elements are separated by commas; blanks around them don't count. */
  static List<String> elementsOf(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private Optional<Object> number(String text) {
    try {
      long number = Long.parseLong(text);
      if (bounds == null || number < bounds.min() || number > bounds.max()) {
        return Optional.empty();
      }
      return Optional.of(type == int.class ? (Object) Math.toIntExact(number) : (Object) number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private boolean fits(String text) {
    return shape == null || shape.matcher(text).matches();
  }

  private static boolean isNumber(Class<?> type) {
    return type == int.class || type == long.class;
  }

  private static String kebab(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
