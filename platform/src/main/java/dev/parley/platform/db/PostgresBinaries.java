package dev.parley.platform.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The bundled PostgreSQL programs, unpacked once beside the data.
 *
 * <p>A version's folder appears by a rename when it is complete. Its files are not forced to the
 * disk; instead every start compares their sizes with a list, and a folder that a power loss or a
 * person has damaged is unpacked anew.
 *
 * @param parent holds this and other builds
 * @param folder holds {@code bin}, {@code lib} and {@code share}; its name identifies the build
 */
record PostgresBinaries(Path parent, Path folder) {

  /** The major version in the bundle: data folders of another are refused. */
  static final int MAJOR_VERSION = 18;

  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String PREFIX = MAJOR_VERSION + "-";
  private static final String LIST = "files.txt";
  private static final String LIST_END = "end";

  /** Finds the bundle's programs below {@code parent}, unpacking or repairing them where needed. */
  static PostgresBinaries in(Path parent) throws IOException {
    var archive = archive();
    var folder = parent.resolve(PREFIX + fingerprint(archive));
    if (!isIntact(folder)) {
      unpack(archive, parent, folder);
    }
    return new PostgresBinaries(parent, folder);
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * Removes the programs of other builds and unfinished unpackings; call when nothing runs from
   * them.
   */
  void removeOthers() throws IOException {
    for (var other : Folders.children(parent, PREFIX)) {
      if (!other.equals(folder)) {
        Folders.delete(other);
      }
    }
  }

  private static URL archive() {
    var os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "postgres-" + os + "-" + arch + ".txz";
    var url = PostgresBinaries.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new DatabaseSetupException(
          "this build of Parley has no PostgreSQL for "
              + os
              + " "
              + arch
              + " in it; use the build for this platform, or set database.url to an external PostgreSQL");
    }
    return url;
  }

  /**
   * The checksum that the jar keeps of the archive: nothing need be read to know whether it
   * changed.
   */
  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return hex(jar.getJarEntry().getCrc());
    }
    try (var in = new CheckedInputStream(archive.openStream(), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return hex(in.getChecksum().getValue());
    }
  }

  private static boolean isIntact(Path folder) throws IOException {
    var list = folder.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      return false;
    }
    var lines = Files.readAllLines(list);
    if (lines.isEmpty() || !lines.getLast().equals(LIST_END)) {
      return false;
    }
    for (var line : lines.subList(0, lines.size() - 1)) {
      var sizeAndName = line.split(" ", 2);
      var file = folder.resolve(sizeAndName[1]);
      if (!Files.isRegularFile(file) || Files.size(file) != Long.parseLong(sizeAndName[0])) {
        log.warn("{} is damaged; unpacking PostgreSQL again", file);
        return false;
      }
    }
    return true;
  }

  private static void unpack(URL archive, Path parent, Path folder) throws IOException {
    Files.createDirectories(parent);
    var staging = Files.createTempDirectory(parent, folder.getFileName() + ".new");
    try {
      try (InputStream in =
          new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16))) {
        new TarArchive(in).extract(staging, PostgresBinaries::isNeeded);
      }
      Files.write(staging.resolve(LIST), list(staging));
      publish(staging, folder);
    } finally {
      if (Files.exists(staging)) {
        Folders.delete(staging);
      }
    }
  }

  /** What compiles programs against PostgreSQL stays packed. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pkgconfig") && !name.contains("/pgxs");
  }

  private static List<String> list(Path staging) throws IOException {
    var lines = new ArrayList<String>();
    try (var files = Files.walk(staging)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          lines.add(Files.size(file) + " " + staging.relativize(file));
        }
      }
    }
    lines.add(LIST_END);
    return lines;
  }

  private static void publish(Path staging, Path folder) throws IOException {
    if (isIntact(folder)) {
      // Another process that shares this folder was first, and runs from it already.
      return;
    }
    if (Files.exists(folder)) {
      // Renamed first, so that a crash in the middle of removing it never leaves half of it under
      // its name.
      var broken = folder.resolveSibling(staging.getFileName() + ".broken");
      Files.move(folder, broken, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(broken);
    }
    try {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!isIntact(folder)) { // else another process that shares this folder was first
        throw e;
      }
    }
  }

  private static String hex(long checksum) {
    return String.format(Locale.ROOT, "%08x", checksum);
  }
}
