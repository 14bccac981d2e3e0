package dev.parley.app;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley doctor}. */
final class DoctorCommand implements Command {
  private static final String HELP =
      """

      Holds what is kept for speed (unread counts, read positions, mentions, heads of logs) against
      what it is made from (the messages and the logs), in every room, and says where they differ:
      one line each, and 1 as exit code.
      An embedded database is opened by one process at a time: stop the server first.

      Examples:
        java -jar parley.jar doctor
        java -jar parley.jar doctor --repair
      """;

  private final Runner runner;

  /** Examines the database that the settings name. */
  @FunctionalInterface
  interface Runner {
    /**
     * Does what is asked and returns.
     *
     * @param out for what is wrong
     * @return the exit code
     * @throws dev.parley.platform.config.StartupException when something outside the program is in
     *     the way
     */
    int run(DoctorOptions options, PrintWriter out) throws Exception;
  }

  DoctorCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("doctor");
    spec.usageMessage().description("Look for counts that are not what they count.").footer(HELP);
    spec.addOption(
        OptionSpec.builder("--repair")
            .type(boolean.class)
            .description("Mend what can be, room by room, under each room's lock.")
            .build());
    return SettingsOptions.addTo(spec);
  }

  @Override
  public int run(ParseResult options, Console console) throws Exception {
    boolean repair = options.matchedOptionValue("--repair", false);
    return runner.run(
        new DoctorOptions(repair, SettingsOptions.load(options, console)), console.out());
  }
}
