package dev.parley.platform.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns every source into a layer of known keys, and reports the unknown with the nearest known.
 */
final class SettingsReader {
  private static final String PREFIX = "PARLEY_";

  private final Schema schema;
  private final List<String> problems;

  SettingsReader(Schema schema, List<String> problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** Weakest first: defaults, folder, environment, flags. */
  List<ConfigSource> read(SettingsSources sources) {
    var layers = new ArrayList<ConfigSource>();
    layers.add(defaults());
    if (sources.folder() != null) {
      layers.add(folder(sources.folder()));
    }
    layers.add(environment(new TreeMap<>(sources.environment())));
    layers.add(flags(sources.flags()));
    return layers;
  }

  private Layer defaults() {
    var layer = new Layer("defaults", 100);
    for (var file : schema.files()) {
      var resource = "/configs/" + file + ".yaml";
      try (var in = SettingsReader.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is not on the class path");
        }
        YamlFile.read(
                new String(in.readAllBytes(), StandardCharsets.UTF_8),
                "configs/" + file + ".yaml",
                problems)
            .forEach((key, line) -> {
              if (isKnown(key, file, "configs/" + file + ".yaml:" + line.number())) {
                layer.put(key, line.text(), "default");
              }
            });
      } catch (IOException e) {
        throw new IllegalStateException(resource, e);
      }
    }
    return layer;
  }

  private Layer folder(Path folder) {
    var layer = new Layer("files", 200);
    try (var listing = Files.list(folder)) {
      for (var path : listing.sorted().toList()) {
        var name = path.getFileName().toString();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
          file(path, name, layer);
        }
      }
    } catch (IOException e) {
      problems.add("%s: can't be read (expected: a folder of settings files)".formatted(folder));
    }
    return layer;
  }

  private void file(Path path, String fileName, Layer layer) throws IOException {
    var names = schema.files().stream().map(file -> file + ".yaml").toList();
    if (!names.contains(fileName)) {
      problems.add(
          "unknown settings file %s (did you mean %s?)"
              .formatted(path, Nearest.to(fileName, names)));
      return;
    }
    var file = fileName.substring(0, fileName.length() - ".yaml".length());
    try {
      YamlFile.read(Files.readString(path), path.toString(), problems)
          .forEach((key, line) -> {
            var origin = path + ":" + line.number();
            // "auth:" with every key below it commented out
            boolean isEmptyGroup = line.text().isEmpty() && schema.isGroup(key);
            if (!isEmptyGroup && isKnown(key, file, origin)) {
              layer.put(key, line.text(), origin);
            }
          });
    } catch (CharacterCodingException e) {
      problems.add("%s: not text (expected: UTF-8)".formatted(path));
    }
  }

  private boolean isKnown(String key, String file, String origin) {
    var setting = schema.settings().get(key);
    if (setting == null) {
      problems.add(unknown(key, origin));
    } else if (!setting.file().equals(file)) {
      problems.add(
          "%s: not in this file (expected: in %s.yaml; from %s)"
              .formatted(key, setting.file(), origin));
    }
    return setting != null && setting.file().equals(file);
  }

  private String unknown(String key, String origin) {
    return schema.isGroup(key)
        ? "%s: a group of keys (expected: such as %s; from %s)"
            .formatted(
                key,
                schema.settings().keySet().stream()
                    .filter(known -> known.startsWith(key + "."))
                    .findFirst()
                    .orElseThrow(),
                origin)
        : "unknown key %s (did you mean %s?; from %s)"
            .formatted(key, Nearest.to(key, schema.settings().keySet()), origin);
  }

  private Layer environment(Map<String, String> environment) {
    var known = new HashMap<String, Setting>();
    for (var setting : schema.settings().values()) {
      if (known.put(setting.environmentName(), setting) != null) {
        throw new IllegalStateException(setting.environmentName() + ": two keys");
      }
    }
    var layer = new Layer("environment", 300);
    environment.forEach((name, text) -> {
      var setting = known.get(name);
      if (setting != null) {
        layer.put(setting.key(), text, name);
      } else if (name.startsWith(PREFIX)) {
        problems.add(
            "unknown variable %s (did you mean %s?)"
                .formatted(name, Nearest.to(name, known.keySet())));
      }
    });
    return layer;
  }

  private Layer flags(List<SettingsSources.Flag> flags) {
    var layer = new Layer("flags", 400);
    for (var flag : flags) {
      if (schema.settings().containsKey(flag.key())) {
        layer.put(flag.key(), flag.value(), flag.option());
      } else {
        problems.add(unknown(flag.key(), flag.option()));
      }
    }
    return layer;
  }
}
