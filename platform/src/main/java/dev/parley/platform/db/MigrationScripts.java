package dev.parley.platform.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one schema, found on the classpath in {@code db/<schema>/}: folders and jars
 * alike, without scanning anything else.
 */
final class MigrationScripts {

  private static final Pattern NAME = Pattern.compile("([VU])(\\d{3})__([a-z0-9_]+)\\.sql");

  /**
   * @param version as written, three digits
   * @param undo the SQL that takes it back, if there is any
   */
  record Script(
      String version, String description, String fileName, String sql, @Nullable String undo) {

    int number() {
      return Integer.parseInt(version);
    }

    /** The same sum that Flyway writes into its history: over the lines, whatever ends them. */
    int checksum() {
      var sum = new CRC32();
      try (var reader = new BufferedReader(new StringReader(sql))) {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
          sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return (int) sum.getValue();
    }
  }

  private final NavigableMap<Integer, Script> byNumber;

  private MigrationScripts(NavigableMap<Integer, Script> byNumber) {
    this.byNumber = byNumber;
  }

  /**
   * @throws MigrationException if there are none, or a file is not named like a script
   */
  static MigrationScripts of(Migrations.Schema schema, ClassLoader loader) {
    var folder = "db/" + schema.name() + "/";
    try {
      return new MigrationScripts(load(folder, list(folder, loader), loader));
    } catch (IOException e) {
      throw new MigrationException("cannot read the scripts in " + folder, e);
    }
  }

  private static Set<String> list(String folder, ClassLoader loader) throws IOException {
    var names = new TreeSet<String>();
    for (var urls = loader.getResources(folder); urls.hasMoreElements(); ) {
      addNames(urls.nextElement(), folder, names);
    }
    if (names.isEmpty()) {
      throw new MigrationException("there are no scripts in " + folder + " on the classpath");
    }
    return names;
  }

  private static void addNames(URL url, String folder, Set<String> names) throws IOException {
    if (url.openConnection() instanceof JarURLConnection jar) {
      jar.getJarFile().stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder) && name.length() > folder.length())
          .map(name -> name.substring(folder.length()))
          .forEach(names::add);
      return;
    }
    try (var files = Files.list(Path.of(uri(url)))) {
      files.map(file -> file.getFileName().toString()).forEach(names::add);
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static NavigableMap<Integer, Script> load(
      String folder, Set<String> names, ClassLoader loader) throws IOException {
    var scripts = new TreeMap<Integer, Script>();
    for (var name : names) {
      var parts = NAME.matcher(name);
      if (!parts.matches()) {
        throw new MigrationException(
            folder + name + " is not named like a script (expected: V001__what_it_does.sql)");
      }
      var undoName = "U" + name.substring(1);
      if (parts.group(1).equals("U")) {
        if (!names.contains("V" + name.substring(1))) {
          throw new MigrationException(
              folder + name + " undoes nothing: there is no V" + name.substring(1));
        }
        continue;
      }
      var script =
          new Script(
              parts.group(2),
              parts.group(3).replace('_', ' '),
              name,
              read(folder + name, loader),
              names.contains(undoName) ? read(folder + undoName, loader) : null);
      var twin = scripts.put(script.number(), script);
      if (twin != null) {
        throw new MigrationException(
            folder + " has two scripts with one version: " + twin.fileName() + " and " + name);
      }
    }
    return scripts;
  }

  private static String read(String path, ClassLoader loader) throws IOException {
    try (var in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException(path + " has vanished from the classpath");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** In the order in which they are applied. */
  Collection<Script> all() {
    return byNumber.values();
  }

  @Nullable Script find(int number) {
    return byNumber.get(number);
  }

  int newest() {
    return byNumber.isEmpty() ? 0 : byNumber.lastKey();
  }
}
