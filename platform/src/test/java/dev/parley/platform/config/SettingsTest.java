package dev.parley.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final SettingsSources NONE = SettingsSources.none();

  @TempDir Path folder;

  @Test
  void aKeyThatNobodySetsHasTheDocumentedDefault() {
    assertThat(load(NONE).database().poolSize()).isEqualTo(10);
    assertThat(entry(NONE, "database.pool-size").origin()).isEqualTo("default");
  }

  @Test
  void aFileOverridesTheDefaults() throws IOException {
    write("platform.yaml", "# ours\ndatabase:\n  pool-size: 20\n");
    var sources = NONE.withFolder(folder);

    assertThat(load(sources).database().poolSize()).isEqualTo(20);
    assertThat(entry(sources, "database.pool-size").origin())
        .isEqualTo(folder.resolve("platform.yaml") + ":3");
  }

  @Test
  void aFileNeedsOnlyTheKeysItChanges() throws IOException {
    write("platform.yaml", "database:\n  pool-size: 20\n");

    assertThat(load(NONE.withFolder(folder)).rpc().port()).isEqualTo(9090);
  }

  @Test
  void theEnvironmentOverridesFiles() throws IOException {
    write("platform.yaml", "database:\n  pool-size: 20\n");
    var sources =
        NONE.withFolder(folder).withEnvironment(Map.of("PARLEY_DATABASE_POOL_SIZE", "30"));

    assertThat(load(sources).database().poolSize()).isEqualTo(30);
    assertThat(entry(sources, "database.pool-size").origin())
        .isEqualTo("PARLEY_DATABASE_POOL_SIZE");
  }

  @Test
  void flagsOverrideTheEnvironment() {
    var sources =
        NONE.withFlag("--data", "data", "/b").withEnvironment(Map.of("PARLEY_DATA", "/a"));

    assertThat(load(sources).data()).isEqualTo(Path.of("/b"));
    assertThat(entry(sources, "data").origin()).isEqualTo("--data");
  }

  @Test
  void ofTwoFlagsForOneKeyTheLastWins() {
    assertThat(load(NONE.with("rpc.port", "1").with("rpc.port", "2")).rpc().port()).isEqualTo(2);
  }

  @Test
  void variablesOfOtherProgramsAreIgnored() {
    assertThat(load(NONE.withEnvironment(Map.of("DATABASE_URL", "x", "PARLEYX", "y"))))
        .isEqualTo(load(NONE));
  }

  @Test
  void aValueIsTakenLiterallyWhateverItLooksLike() {
    var password = "${HOME}\\,a:b${x:y}#'\"";

    assertThat(load(NONE.with("database.password", password)).database().password().value())
        .isEqualTo(password);
  }

  @Test
  void anUnknownKeyInAFileIsRefusedWithItsLineAndTheNearestKey() throws IOException {
    write("platform.yaml", "database:\n  pool-sise: 20\n");

    assertThat(problems(NONE.withFolder(folder)))
        .containsExactly(
            "unknown key database.pool-sise (did you mean database.pool-size?; from %s:2)"
                .formatted(folder.resolve("platform.yaml")));
  }

  @Test
  void anUnknownVariableIsRefusedWithTheNearestVariable() {
    assertThat(problems(NONE.withEnvironment(Map.of("PARLEY_DATABASE_URI", "x"))))
        .containsExactly(
            "unknown variable PARLEY_DATABASE_URI (did you mean PARLEY_DATABASE_URL?)");
  }

  @Test
  void anUnknownFlagKeyIsRefusedWithTheNearestKey() {
    assertThat(problems(NONE.with("log.fromat", "json")))
        .containsExactly("unknown key log.fromat (did you mean log.format?; from --set)");
  }

  @Test
  void anUnknownFileIsRefusedWithTheNearestName() throws IOException {
    write("platform.yml", "");

    assertThat(problems(NONE.withFolder(folder)))
        .containsExactly(
            "unknown settings file %s (did you mean platform.yaml?)"
                .formatted(folder.resolve("platform.yml")));
  }

  @Test
  void aValueForAGroupOfKeysIsRefusedWithAKeyOfTheGroup() {
    assertThat(problems(NONE.with("metrics", "9100")))
        .containsExactly("metrics: a group of keys (expected: such as metrics.port; from --set)");
  }

  @Test
  void aGroupWithEveryKeyCommentedOutIsFine() throws IOException {
    write("platform.yaml", "database:\n  # pool-size: 20\n");

    assertThat(load(NONE.withFolder(folder))).isEqualTo(load(NONE));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    var sources =
        NONE.with("rpc.prot", "1").with("rpc.port", "x").withEnvironment(Map.of("PARLEY_DAT", "x"));

    assertThat(problems(sources)).hasSize(3).noneMatch(problem -> problem.contains("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "rpc.port, 65536, 0 to 65535",
    "rpc.port, -1, 0 to 65535",
    "rpc.port, 99999999999999999999, 0 to 65535",
    "rpc.port, 80a, 0 to 65535",
    "database.pool-size, 1, 2 to 200",
    "log.format, xml, plain or json",
    "log.level, loud, error or warn or info or debug or trace",
    "rpc.peers.auth, auth.internal, 'host:port, several separated by commas'",
    "bus.url, nats://ada:secret@nats:4222, 'nats://host:port or tls://host:port, several separated by commas, or empty'",
    "database.url, jdbc:mysql://h/d, 'jdbc:postgresql://host:port/database without user and password, or empty'",
  })
  void aValueOutOfBoundsIsRefusedWithWhatIsExpectedAndItsOrigin(
      String key, String value, String expected) {
    assertThat(problems(NONE.with(key, value)))
        .containsExactly("%s: %s (expected: %s; from --set)".formatted(key, value, expected));
  }

  @Test
  void anEmptyValueIsNamedAsNothing() {
    assertThat(problems(NONE.with("rpc.port", "")))
        .containsExactly("rpc.port: nothing (expected: 0 to 65535; from --set)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/parley",
        "jdbc:postgresql://[::1]:5432/parley?sslmode=verify-full&connectTimeout=5",
        "jdbc:postgresql://a:5432,b:5432/parley?targetServerType=primary",
      })
  void theAddressOfADatabaseIsAccepted(String url) {
    assertThat(load(NONE.with("database.url", url)).database().isEmbedded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:hunter2@db/parley",
        "jdbc:postgresql://db/parley?password=hunter2",
        "jdbc:postgresql://db/parley?ssl=true&user=u&password=hunter2",
      })
  void anAddressWithAPasswordIsRefused(String url) {
    assertThat(problems(NONE.with("database.url", url))).hasSize(1);
  }

  @Test
  void aSecretIsMaskedWhereverItIsPrinted() {
    var sources = NONE.with("database.password", "hunter2");

    assertThat(load(sources).toString()).contains("****").doesNotContain("hunter2");
    assertThat(entry(sources, "database.password").text()).isEqualTo("****");
  }

  @Test
  void aSecretOutOfBoundsIsMaskedInTheProblem() {
    assertThat(problems(NONE.with("rpc.secret", "too-short")))
        .containsExactly(
            "rpc.secret: **** (expected: at least 32 characters, or empty; from --set)");
  }

  @Test
  void aListIsReplacedAsAWhole() throws IOException {
    Files.writeString(folder.resolve("lists.yaml"), "lists:\n  networks:\n    - 10.0.0.0/8\n");
    var overridden = NONE.withFolder(folder);

    assertThat(lists(NONE).networks()).containsExactly("1.1.1.1", "2.2.2.2");
    assertThat(lists(overridden).networks()).containsExactly("10.0.0.0/8");
    assertThat(lists(overridden.with("lists.networks", "a, b")).networks())
        .containsExactly("a", "b");
    assertThat(lists(overridden.with("lists.networks", "")).networks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'data: [', :1: not YAML",
    "'data: a\ndata: b', ':2: data: written twice (first on line 1)'",
    "'- data', ':1: not a group of keys'",
    "'data: [[a]]', ':1: data: a list within a list'",
    "'a: &a [1]\nb: *a', not YAML",
    "'data: a\n---\ndata: b', not YAML",
  })
  void aFileThatIsNotWhatItShouldBeIsRefused(String text, String problem) throws IOException {
    write("platform.yaml", text);

    assertThat(problems(NONE.withFolder(folder)))
        .first()
        .asString()
        .contains("platform.yaml")
        .contains(problem);
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Files.write(
        folder.resolve("platform.yaml"), "data: \u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems(NONE.withFolder(folder)))
        .containsExactly(
            "%s: not text (expected: UTF-8)".formatted(folder.resolve("platform.yaml")));
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThat(problems(NONE.withFolder(folder.resolve("gone"))))
        .containsExactly(
            "%s: can't be read (expected: a folder of settings files)"
                .formatted(folder.resolve("gone")));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static PlatformSettings load(SettingsSources sources) {
    return Settings.load(List.of(PlatformSettings.class), sources).bind(PlatformSettings.class);
  }

  private static ListSettings lists(SettingsSources sources) {
    return Settings.load(List.of(ListSettings.class), sources).bind(ListSettings.class);
  }

  private static Settings.Entry entry(SettingsSources sources, String key) {
    return Settings.load(List.of(PlatformSettings.class), sources).entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> problems(SettingsSources sources) {
    return assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> load(sources))
        .actual()
        .problems();
  }

  /** Its defaults are in {@code src/test/resources/configs/lists.yaml}. */
  @SettingsFile(value = "lists", prefix = "lists")
  public record ListSettings(List<String> networks) {}
}
