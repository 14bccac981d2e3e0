package dev.parley.platform.db;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;

/**
 * Reads the subset of tar that the PostgreSQL bundle uses: plain files, folders and symbolic links
 * with names of at most 100 bytes. Anything else is refused rather than guessed.
 */
final class TarArchive {

  private static final int BLOCK = 512;

  private final InputStream in;

  TarArchive(InputStream in) {
    this.in = in;
  }

  /**
   * Writes every entry whose name is wanted below the folder, executable where the archive says so.
   */
  void extract(Path folder, Predicate<String> wanted) throws IOException {
    for (var header = in.readNBytes(BLOCK); !isEnd(header); header = in.readNBytes(BLOCK)) {
      var name = text(header, 0, 100);
      long size = Long.parseLong(text(header, 124, 12).strip(), 8);
      var target = folder.resolve(name).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("archive entry leaves its folder: " + name);
      }
      long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
      if (!wanted.test(name)) {
        in.skipNBytes(padded);
        continue;
      }
      switch (header[156]) {
        case '5' -> Files.createDirectories(target);
        case '2' -> {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(text(header, 157, 100)));
        }
        case '0', 0 -> {
          Files.createDirectories(target.getParent());
          writeFile(target, size);
          in.skipNBytes(padded - size);
          boolean executable = (Long.parseLong(text(header, 100, 8).strip(), 8) & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
        default ->
            throw new IOException(
                "archive entry of unknown type " + (char) header[156] + ": " + name);
      }
    }
  }

  private void writeFile(Path target, long size) throws IOException {
    var buffer = new byte[1 << 16];
    try (var out = Files.newOutputStream(target)) {
      for (long left = size; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("archive ends inside " + target.getFileName());
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /** A block of zeros ends the archive; a short block means it was cut off. */
  private static boolean isEnd(byte[] header) throws IOException {
    if (header.length < BLOCK) {
      throw new EOFException("archive ends without its end mark");
    }
    return header[0] == 0;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }
}
