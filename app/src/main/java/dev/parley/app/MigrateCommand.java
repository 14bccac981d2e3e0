package dev.parley.app;

import dev.parley.app.MigrateOptions.Action;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code parley migrate}. */
final class MigrateCommand implements Command {
  private static final String HELP =
      """

      serve migrates up by itself when it starts; these are for doing it by hand.
        up       applies what is missing
        status   shows what is applied and what is missing
        down     takes back the newest migration of a schema, with the data that it holds

      Examples:
        java -jar parley.jar migrate status
        java -jar parley.jar migrate down --schema chat --destroy-data
      """;

  private final Runner runner;

  /** Migrates the database that the settings name. */
  @FunctionalInterface
  interface Runner {
    /**
     * Does what is asked and returns.
     *
     * @param out for the result
     * @return the exit code
     * @throws dev.parley.platform.config.StartupException when something outside the program is in
     *     the way
     */
    int run(MigrateOptions options, PrintWriter out) throws Exception;
  }

  MigrateCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("migrate");
    spec.usageMessage().description("Bring the database to this version, or back.").footer(HELP);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("up|down|status")
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("What to do.")
            .build());
    spec.addOption(
        OptionSpec.builder("--schema")
            .paramLabel("NAME")
            .type(String.class)
            .description("Only this service's schema. Default: all.")
            .build());
    spec.addOption(
        OptionSpec.builder("--destroy-data")
            .type(boolean.class)
            .description("Needed for down: what the migration holds is gone.")
            .build());
    return SettingsOptions.addTo(spec);
  }

  @Override
  public int run(ParseResult options, Console console) throws Exception {
    var action = action(options);
    boolean confirmed = options.matchedOptionValue("--destroy-data", false);
    if (action == Action.DOWN && !confirmed) {
      throw refused(options, "migrate down destroys data (expected: --destroy-data)");
    }
    String schema = options.matchedOptionValue("--schema", "");
    return runner.run(
        new MigrateOptions(action, schema, SettingsOptions.load(options, console)), console.out());
  }

  private static Action action(ParseResult options) {
    String word = options.matchedPositionalValue(0, "");
    return Arrays.stream(Action.values())
        .filter(action -> action.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> refused(options, "migrate: %s (expected: up, down or status)".formatted(word)));
  }

  private static ParameterException refused(ParseResult options, String problem) {
    return new ParameterException(options.commandSpec().commandLine(), problem);
  }
}
