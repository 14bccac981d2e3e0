package dev.parley.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley version}: what to write into a bug report. */
final class VersionCommand implements Command {
  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("version");
    spec.usageMessage().description("Print the version, the build and the Java that runs it.");
    return spec;
  }

  @Override
  public int run(ParseResult options, Console console) {
    var version = Version.read();
    console.out().printf("parley %s (build %s)%n", version.number(), version.build());
    console.out().printf("java %s (%s)%n", Runtime.version(), System.getProperty("java.vendor"));
    console.out().printf("%s %s%n", System.getProperty("os.name"), System.getProperty("os.arch"));
    return ExitCode.DONE;
  }
}
