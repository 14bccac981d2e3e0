package dev.parley.app;

import dev.parley.auth.AuthSettings;
import dev.parley.chat.ChatSettings;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.Settings;
import dev.parley.platform.config.SettingsSources;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options that every command which reads settings shares. */
final class SettingsOptions {
  /**
   * Every record of settings there is: each role knows all, so that one folder of files serves them
   * all.
   */
  static final List<Class<? extends Record>> KINDS =
      List.of(
          PlatformSettings.class, AuthSettings.class, ChatSettings.class, GatewaySettings.class);

  private static final Path DEFAULT_FOLDER = Path.of("configs");

  private SettingsOptions() {}

  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(option("--port", "PORT", "The port to listen on (gateway.port)."))
        .addOption(option("--data", "DIR", "The folder for everything kept on disk (data)."))
        .addOption(
            option(
                "--config",
                "DIR",
                "The folder of settings files. Default: ./configs if there is one."))
        .addOption(
            OptionSpec.builder("--set")
                .paramLabel("KEY=VALUE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Any setting; may be repeated.")
                .build());
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /**
   * The effective settings.
   *
   * @throws dev.parley.platform.config.SettingsException when they can't be used
   */
  static Settings load(ParseResult options, Console console) {
    var sources = SettingsSources.none().withEnvironment(console.environment());
    String folder = options.matchedOptionValue("--config", null);
    if (folder != null) {
      sources = sources.withFolder(path(options, folder));
    } else if (Files.isDirectory(DEFAULT_FOLDER)) {
      sources = sources.withFolder(DEFAULT_FOLDER);
    }
    for (String pair : options.matchedOptionValue("--set", List.<String>of())) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            commandLine(options), "--set: " + pair + " (expected: KEY=VALUE)");
      }
      sources = sources.with(pair.substring(0, equals), pair.substring(equals + 1));
    }
    String port = options.matchedOptionValue("--port", null);
    if (port != null) {
      sources = sources.withFlag("--port", "gateway.port", port);
    }
    String data = options.matchedOptionValue("--data", null);
    if (data != null) {
      sources = sources.withFlag("--data", "data", data);
    }
    return Settings.load(KINDS, sources);
  }

  private static Path path(ParseResult options, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ParameterException(
          commandLine(options), "--config: not a path (expected: a folder)", e);
    }
  }

  private static CommandLine commandLine(ParseResult options) {
    return options.commandSpec().commandLine();
  }
}
