package dev.parley.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One word of the command line, such as {@code serve}. */
interface Command {
  /**
   * Name, options and help. A new one at each call; built in code, which starts faster than
   * annotations.
   */
  CommandSpec spec();

  /**
   * Does what was asked.
   *
   * @return the exit code
   * @throws ParameterException when an option isn't what is expected
   * @throws dev.parley.platform.config.StartupException when something outside the program is in
   *     the way
   */
  int run(ParseResult options, Console console) throws Exception;
}
