package dev.parley.app;

import dev.parley.platform.config.Nearest;
import dev.parley.platform.config.SettingsException;
import dev.parley.platform.config.StartupException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Expected failures are one line each on standard error, {@code parley: ...}, and
 * an {@link ExitCode}; only a bug shows a stack trace.
 */
public final class Main {
  private final Map<String, Command> commands = new LinkedHashMap<>();

  Main(Command... commands) {
    for (var command : commands) {
      this.commands.put(command.spec().name(), command);
    }
  }

  public static void main(String[] arguments) {
    var console =
        new Console(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            System.getenv());
    System.exit(
        new Main(
                new ServeCommand(Server::run),
                new MigrateCommand(Migrate::run),
                new DoctorCommand(Doctor::run),
                new DemoCommand(Demo::run),
                new ConfigCommand(),
                new VersionCommand())
            .run(console, arguments));
  }

  /** Runs one command and returns the exit code. */
  int run(Console console, String... arguments) {
    int code = answer(console, helpWordAsOption(arguments));
    console.out().flush();
    console.err().flush();
    return code;
  }

  private int answer(Console console, String... arguments) {
    try {
      var parsed = commandLine().parseArgs(arguments);
      var chosen = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
      if (chosen.isUsageHelpRequested()
          || (!parsed.hasSubcommand() && !parsed.isVersionHelpRequested())) {
        chosen.commandSpec().commandLine().usage(console.out(), Ansi.OFF);
        return ExitCode.DONE;
      }
      return parsed.isVersionHelpRequested()
          ? new VersionCommand().run(parsed, console)
          : run(chosen, console);
    } catch (ParameterException e) {
      complain(console, usage(e));
      return ExitCode.USAGE;
    } catch (SettingsException e) {
      e.problems().forEach(problem -> complain(console, problem));
      return ExitCode.USAGE;
    } catch (StartupException e) {
      complain(console, e.getMessage());
      return ExitCode.REFUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      complain(console, "interrupted");
      return ExitCode.REFUSED;
    } catch (Exception e) {
      complain(console, "this is a bug, please report it with what follows");
      e.printStackTrace(console.err());
      return ExitCode.BUG;
    }
  }

  private int run(ParseResult chosen, Console console) throws Exception {
    var command = commands.get(chosen.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException(chosen.commandSpec().name());
    }
    return command.run(chosen, console);
  }

  /** {@code parley help serve} is {@code parley serve --help}. */
  private static String[] helpWordAsOption(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    var rest = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    rest.add("--help");
    return rest.toArray(String[]::new);
  }

  private static void complain(Console console, String problem) {
    console.err().println("parley: " + problem.replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }

  private static String usage(ParameterException e) {
    var spec = e.getCommandLine().getCommandSpec();
    var seeHelp = "see %s --help".formatted(spec.qualifiedName());
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "%s (%s)".formatted(e.getMessage(), seeHelp);
    }
    var word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
    boolean isOption = word.startsWith("-");
    var known = isOption ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    return "unknown %s %s (%s)"
        .formatted(
            isOption ? "option" : "word",
            word,
            Nearest.likely(word, known)
                .map(near -> "did you mean %s?".formatted(near))
                .orElse(seeHelp));
  }

  private CommandLine commandLine() {
    var root = CommandSpec.create().name("parley").addOption(helpOption());
    root.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("The same as parley version.")
            .build());
    root.usageMessage()
        .width(100)
        .synopsisSubcommandLabel("COMMAND")
        .description("A chat platform that you host yourself: one jar is the whole of it.")
        .footer(Help.SETTINGS, Help.EXAMPLES, Help.EXIT_CODES);
    commands.forEach((name, command) -> {
      var spec = command.spec().addOption(helpOption());
      spec.usageMessage().width(100);
      root.addSubcommand(name, spec);
    });
    return new CommandLine(root);
  }

  private static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this text.")
        .build();
  }
}
