package dev.parley.app;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley demo}. */
final class DemoCommand implements Command {
  private static final String HELP =
      """

      Fills an empty installation with people, rooms and a month of what they said, to look around
      in and to take pictures of. Everybody has the same password, which is printed: so it refuses
      an installation that has people already.
      An embedded database is opened by one process at a time: stop the server first.

      Examples:
        java -jar parley.jar demo --data ./demo
        java -jar parley.jar serve --data ./demo
        java -jar parley.jar demo --large --data ./large
      """;

  private final Runner runner;

  /** Fills the installation that the settings name. */
  @FunctionalInterface
  interface Runner {
    /**
     * Does what is asked and returns.
     *
     * @param out for how far it is
     * @return the exit code
     * @throws dev.parley.platform.config.StartupException when something outside the program is in
     *     the way
     */
    int run(DemoOptions options, PrintWriter out) throws Exception;
  }

  DemoCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("demo");
    spec.usageMessage().description("Fill an empty installation to look around in.").footer(HELP);
    spec.addOption(
        OptionSpec.builder("--large")
            .type(boolean.class)
            .description("Add 5,000 rooms and 1,000,000 messages in three scripts.")
            .build());
    return SettingsOptions.addTo(spec);
  }

  @Override
  public int run(ParseResult options, Console console) throws Exception {
    boolean large = options.matchedOptionValue("--large", false);
    return runner.run(
        new DemoOptions(large, SettingsOptions.load(options, console)), console.out());
  }
}
