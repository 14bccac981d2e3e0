package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.MigrateOptions.Action;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.rpc.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final List<ServeOptions> served = new ArrayList<>();
  private final List<MigrateOptions> migrated = new ArrayList<>();
  private final List<DoctorOptions> examined = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Map<String, String> environment = Map.of();
  private ServeCommand.Runner server =
      (options, console) -> {
        served.add(options);
        return 0;
      };

  @TempDir Path folder;

  @Test
  void serveRunsEveryRoleWithTheDefaults() {
    assertThat(parley("serve")).isZero();

    assertThat(served.getFirst().targets()).containsExactlyInAnyOrder(Role.values());
    assertThat(served.getFirst().isEverything()).isTrue();
    assertThat(served.getFirst().settings().bind(GatewaySettings.class).port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--target=gateway,auth", "--target=auth, gateway", "--target=auth,gateway,auth"})
  void serveRunsTheRolesItIsGiven(String target) {
    assertThat(parley("serve", target)).isZero();

    assertThat(served.getFirst().targets()).containsExactlyInAnyOrder(Role.GATEWAY, Role.AUTH);
    assertThat(served.getFirst().isEverything()).isFalse();
  }

  @Test
  void portAndDataAreSettings() {
    assertThat(
            parley(
                "serve", "--port", "9000", "--data", "/var/lib/parley", "--set", "gateway.port=1"))
        .isZero();

    var settings = served.getFirst().settings();
    assertThat(settings.bind(GatewaySettings.class).port()).isEqualTo(9000);
    assertThat(settings.bind(PlatformSettings.class).data()).isEqualTo(Path.of("/var/lib/parley"));
  }

  @Test
  void theExitCodeOfTheServerIsThatOfTheProcess() {
    server = (options, console) -> 3;

    assertThat(parley("serve")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "serve --prot=80, 'parley: unknown option --prot (did you mean --port?)'",
    "serve --prot 80, 'parley: unknown option --prot (did you mean --port?)'",
    "serve --zzz, 'parley: unknown option --zzz (see parley serve --help)'",
    "sevre, 'parley: unknown word sevre (did you mean serve?)'",
    "serve now, 'parley: unknown word now (see parley serve --help)'",
    "'serve --target gatway', 'parley: --target: gatway (expected: all, or a list of: gateway,auth,chat) (see parley serve"
        + " --help)'",
    "'serve --target=', 'parley: --target:  (expected: all, or a list of: gateway,auth,chat) (see parley serve --help)'",
    "'serve --set port', 'parley: --set: port (expected: KEY=VALUE) (see parley serve --help)'",
    "serve --port 70000, 'parley: gateway.port: 70000 (expected: 0 to 65535; from --port)'",
    "serve --set gateway.prot=1, 'parley: unknown key gateway.prot (did you mean gateway.port?; from --set)'",
    "serve --config /nowhere, 'parley: /nowhere: can''t be read (expected: a folder of settings files)'",
    "config --set log.level=loud, 'parley: log.level: loud (expected: error or warn or info or debug or trace; from"
        + " --set)'",
    "migrate, 'parley: Missing required parameter: ''up|down|status'' (see parley migrate --help)'",
    "migrate sideways, 'parley: migrate: sideways (expected: up, down or status) (see parley migrate --help)'",
    "migrate down, 'parley: migrate down destroys data (expected: --destroy-data) (see parley migrate --help)'",
  })
  void whatIsNotUnderstoodIsOneLineAndExitCodeTwo(String line, String answer) {
    assertThat(parley(line.split(" "))).isEqualTo(2);

    assertThat(err.toString()).isEqualTo(answer + "\n");
    assertThat(out.toString()).isEmpty();
    assertThat(served).isEmpty();
    assertThat(migrated).isEmpty();
  }

  @Test
  void anUnknownVariableIsOneLineAndExitCodeTwo() {
    environment = Map.of("PARLEY_GATEWAY_PROT", "1");

    assertThat(parley("serve")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "parley: unknown variable PARLEY_GATEWAY_PROT (did you mean PARLEY_GATEWAY_PORT?)\n");
  }

  @Test
  void anExpectedFailureIsOneLineAndExitCodeOne() {
    server =
        (options, console) -> {
          throw new StartupException(
              "port 8080 is in use\n(expected: a free one)", new IOException("bind"));
        };

    assertThat(parley("serve")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("parley: port 8080 is in use (expected: a free one)\n");
  }

  @Test
  void onlyABugShowsAStackTrace() {
    server =
        (options, console) -> {
          throw new IllegalStateException("broken");
        };

    assertThat(parley("serve")).isEqualTo(70);
    assertThat(err.toString())
        .startsWith("parley: this is a bug")
        .contains("IllegalStateException: broken", "\tat ");
  }

  @Test
  void migrateHandsOverActionAndSchema() {
    assertThat(parley("migrate", "down", "--schema", "chat", "--destroy-data")).isZero();

    assertThat(migrated.getFirst().action()).isEqualTo(Action.DOWN);
    assertThat(migrated.getFirst().schema()).isEqualTo("chat");
  }

  @Test
  void doctorMendsOnlyWhenAsked() {
    assertThat(parley("doctor")).isZero();
    assertThat(parley("doctor", "--repair")).isZero();

    assertThat(examined).extracting(DoctorOptions::repair).containsExactly(false, true);
  }

  @Test
  void migrateConcernsEverySchemaUnlessOneIsNamed() {
    assertThat(parley("migrate", "status", "--data", "/d")).isZero();

    assertThat(migrated.getFirst().schema()).isEmpty();
    assertThat(migrated.getFirst().settings().bind(PlatformSettings.class).data())
        .isEqualTo(Path.of("/d"));
  }

  @Test
  void configShowsEveryValueWithItsOrigin() throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        "gateway:\n  host: 127.0.0.1\n  cors-origins: [http://a, http://b]\n");
    environment = Map.of("PARLEY_LOG_FORMAT", "json");

    assertThat(
            parley(
                "config",
                "--config",
                folder.toString(),
                "--port",
                "9000",
                "--set",
                "chat.writer.max-batch=8"))
        .isZero();
    var file = folder.resolve("gateway.yaml");
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .hasSize(59)
        .contains(
            "data: ./data # default",
            "database.url: \"\" # default",
            "log.format: json # PARLEY_LOG_FORMAT",
            "gateway.host: 127.0.0.1 # " + file + ":2",
            "gateway.cors-origins: [\"http://a\",\"http://b\"] # " + file + ":3",
            "gateway.port: 9000 # --port",
            "chat.writer.max-batch: 8 # --set");
  }

  @Test
  void configMasksSecrets() {
    environment = Map.of("PARLEY_DATABASE_PASSWORD", "hunter2");

    assertThat(parley("config")).isZero();
    assertThat(out.toString()).contains("database.password: \"****\"").doesNotContain("hunter2");
  }

  @Test
  void configAsJsonHasTypedValuesAndMasksSecrets() throws JsonProcessingException {
    environment = Map.of("PARLEY_DATABASE_PASSWORD", "hunter2");

    assertThat(
            parley(
                "config",
                "--json",
                "--port",
                "9000",
                "--set",
                "gateway.trusted-proxies=10.0.0.0/8"))
        .isZero();
    var json = new ObjectMapper().readTree(out.toString());
    assertThat(entry(json, "gateway.port"))
        .isEqualTo("{\"key\":\"gateway.port\",\"value\":9000,\"origin\":\"--port\"}");
    assertThat(entry(json, "gateway.trusted-proxies")).contains("\"value\":[\"10.0.0.0/8\"]");
    assertThat(entry(json, "database.password")).contains("\"value\":\"****\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void versionNamesTheBuildAndTheJava(String word) {
    assertThat(parley(word)).isZero();
    assertThat(out.toString())
        .matches(
            "parley \\d+\\.\\d+\\.\\d+\\S* \\(build \\S+\\)\njava "
                + Pattern.quote(Runtime.version().toString())
                + " .*\n.*\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", ""})
  void helpNamesTheCommandsAndTeaches(String word) {
    assertThat(word.isEmpty() ? parley() : parley(word)).isZero();
    assertThat(out.toString())
        .contains(
            "serve",
            "migrate",
            "doctor",
            "demo",
            "config",
            "version",
            "Settings:",
            "PARLEY_GATEWAY_PORT",
            "Examples:",
            "Exit codes:");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @CsvSource({
    "serve, --target",
    "migrate, --destroy-data",
    "doctor, --repair",
    "demo, --large",
    "config, --json",
    "version, Usage: parley version"
  })
  void everyCommandHasItsOwnHelp(String command, String words) {
    assertThat(parley(command, "--help")).isZero();
    assertThat(parley("help", command)).isZero();
    assertThat(out.toString()).contains(words);
    assertThat(served).isEmpty();
  }

  private static String entry(JsonNode json, String key) {
    return json.valueStream()
        .filter(entry -> entry.at("/key").asText().equals(key))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  private int parley(String... arguments) {
    var console = new Console(new PrintWriter(out), new PrintWriter(err), environment);
    return new Main(
            new ServeCommand((options, text) -> server.run(options, text)),
            new MigrateCommand((options, text) -> {
              migrated.add(options);
              return 0;
            }),
            new DoctorCommand((options, text) -> {
              examined.add(options);
              return 0;
            }),
            new DemoCommand((options, text) -> 0),
            new ConfigCommand(),
            new VersionCommand())
        .run(console, arguments);
  }
}
