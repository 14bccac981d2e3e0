package dev.parley.app;

import dev.parley.platform.rpc.Role;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code parley serve}. */
final class ServeCommand implements Command {
  private static final String HELP =
      """

      Roles:
        all (the default) runs everything in this process. Roles that run apart share one external
        PostgreSQL (database.url), sign their calls with the same rpc.secret, and find each other by
        rpc.peers.auth and rpc.peers.chat:

        export PARLEY_DATABASE_URL=jdbc:postgresql://db/parley PARLEY_DATABASE_USER=parley
        export PARLEY_DATABASE_PASSWORD=... PARLEY_RPC_SECRET=$(openssl rand -hex 32)
        java -jar parley.jar serve --target=auth,chat --set rpc.port=9090
        java -jar parley.jar serve --target=gateway \\
          --set rpc.peers.auth=127.0.0.1:9090 --set rpc.peers.chat=127.0.0.1:9090

      To stop:
        SIGTERM or Ctrl-C. Clients are told to reconnect, accepted work is finished, and it exits with 0.
      """;

  private final Runner runner;

  /** Starts the roles asked for and stays until they are told to stop. */
  @FunctionalInterface
  interface Runner {
    /**
     * Blocks while the server runs.
     *
     * @param out for what a person reads at the start, such as the address
     * @return the exit code
     * @throws dev.parley.platform.config.StartupException when something outside the program is in
     *     the way
     */
    int run(ServeOptions options, PrintWriter out) throws Exception;
  }

  ServeCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("serve");
    spec.usageMessage().description("Run the server.").footer(HELP);
    spec.addOption(
        OptionSpec.builder("--target")
            .paramLabel("ROLES")
            .type(String.class)
            .description("all, or a list of: gateway,auth,chat. Default: all.")
            .build());
    return SettingsOptions.addTo(spec);
  }

  @Override
  public int run(ParseResult options, Console console) throws Exception {
    var targets = targets(options);
    return runner.run(
        new ServeOptions(targets, SettingsOptions.load(options, console)), console.out());
  }

  private static Set<Role> targets(ParseResult options) {
    String text = options.matchedOptionValue("--target", "all");
    if (text.equals("all")) {
      return EnumSet.allOf(Role.class);
    }
    var targets = EnumSet.noneOf(Role.class);
    for (var word : text.split(",", -1)) {
      targets.add(
          Arrays.stream(Role.values())
              .filter(role -> role.id().equals(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new ParameterException(
                      options.commandSpec().commandLine(),
                      "--target: %s (expected: all, or a list of: gateway,auth,chat)"
                          .formatted(text))));
    }
    return targets;
  }
}
