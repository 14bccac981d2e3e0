package dev.parley.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.platform.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley config}: every effective value with its origin. */
final class ConfigCommand implements Command {
  /** What YAML reads as the same text without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./][\\w./@+:-]*(?<!:)");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public CommandSpec spec() {
    var spec = CommandSpec.create().name("config");
    spec.usageMessage()
        .description(
            "Print every setting, its value and where that comes from. Secrets are masked.")
        .footer(Help.SETTINGS);
    spec.addOption(
        OptionSpec.builder("--json").type(boolean.class).description("Print JSON.").build());
    return SettingsOptions.addTo(spec);
  }

  @Override
  public int run(ParseResult options, Console console) throws JsonProcessingException {
    var entries = SettingsOptions.load(options, console).entries();
    boolean json = options.matchedOptionValue("--json", false);
    console.out().print(json ? json(entries) : lines(entries));
    return ExitCode.DONE;
  }

  private static String lines(List<Settings.Entry> entries) throws JsonProcessingException {
    var lines = new LinkedHashMap<String, String>();
    for (var entry : entries) {
      lines.put(entry.key() + ": " + yaml(entry), entry.origin());
    }
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    var text = new StringBuilder();
    lines.forEach((line, origin) ->
        text.append(line)
            .repeat(' ', width - line.length())
            .append("  # ")
            .append(origin)
            .append('\n'));
    return text.toString();
  }

  private static String yaml(Settings.Entry entry) throws JsonProcessingException {
    return switch (entry.kind()) {
      case NUMBER -> entry.text();
      case LIST -> JSON.writeValueAsString(entry.elements());
      case TEXT, SECRET ->
          PLAIN.matcher(entry.text()).matches()
              ? entry.text()
              : JSON.writeValueAsString(entry.text());
    };
  }

  private static String json(List<Settings.Entry> entries) throws JsonProcessingException {
    var objects = entries.stream().map(ConfigCommand::object).toList();
    return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(objects) + "\n";
  }

  private static Map<String, Object> object(Settings.Entry entry) {
    var object = new LinkedHashMap<String, Object>();
    object.put("key", entry.key());
    object.put(
        "value",
        switch (entry.kind()) {
          case NUMBER -> Long.parseLong(entry.text());
          case LIST -> entry.elements();
          case TEXT, SECRET -> entry.text();
        });
    object.put("origin", entry.origin());
    return object;
  }
}
