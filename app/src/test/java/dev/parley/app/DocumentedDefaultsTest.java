package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.platform.config.Settings;
import dev.parley.platform.config.SettingsException;
import dev.parley.platform.config.SettingsSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code configs/} are what people read: they must say what the program does. */
class DocumentedDefaultsTest {
  private static final Path CONFIGS = Path.of("..", "configs");
  private static final Pattern BOUNDS = Pattern.compile("\\b(\\d+) to (\\d+)\\b");

  @Test
  void theFolderOfDefaultsIsItselfAValidFolderOfOverrides() {
    var settings = Settings.load(SettingsOptions.KINDS, SettingsSources.none().withFolder(CONFIGS));

    assertThat(settings.entries()).allMatch(entry -> entry.origin().startsWith(CONFIGS.toString()));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyKeyHasACommentRightAboveIt(Settings.Entry entry) throws IOException {
    assertThat(commentAbove(entry)).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theBoundsInTheCommentAreThoseEnforced(Settings.Entry entry) throws IOException {
    var bounds = BOUNDS.matcher(commentAbove(entry));
    assertThat(bounds.find()).isTrue();
    long min = Long.parseLong(bounds.group(1));
    long max = Long.parseLong(bounds.group(2));

    Settings.load(
        SettingsOptions.KINDS, SettingsSources.none().with(entry.key(), Long.toString(min)));
    Settings.load(
        SettingsOptions.KINDS, SettingsSources.none().with(entry.key(), Long.toString(max)));
    for (long outside : List.of(min - 1, max + 1)) {
      var sources = SettingsSources.none().with(entry.key(), Long.toString(outside));
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> Settings.load(SettingsOptions.KINDS, sources));
    }
  }

  static Stream<Settings.Entry> entries() {
    return Settings.load(SettingsOptions.KINDS, SettingsSources.none().withFolder(CONFIGS))
        .entries()
        .stream();
  }

  static Stream<Settings.Entry> numbers() {
    return entries().filter(entry -> entry.kind() == Settings.Entry.Kind.NUMBER);
  }

  private static String commentAbove(Settings.Entry entry) throws IOException {
    int colon = entry.origin().lastIndexOf(':');
    var lines = Files.readAllLines(Path.of(entry.origin().substring(0, colon)));
    int key = Integer.parseInt(entry.origin().substring(colon + 1)) - 1;
    int first = key;
    while (first > 0 && lines.get(first - 1).strip().startsWith("#")) {
      first--;
    }
    return String.join(" ", lines.subList(first, key));
  }
}
