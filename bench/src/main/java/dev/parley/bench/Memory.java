package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a JVM after its garbage has been collected, in MB.
 *
 * @param residentMb of the whole process
 * @param heapUsedMb that live objects take in the heap
 */
record Memory(double residentMb, double heapUsedMb) {
  /** The lines of the generations; that of the metaspace has no total. */
  private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");

  /** Twice, because what the first collection sets free may hold more. */
  private static final int COLLECTIONS = 2;

  static Memory of(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      jcmd(pid, "GC.run");
    }
    return parse(jcmd(pid, "GC.heap_info"), Usage.residentMegabytes(pid));
  }

  /** Reads what the JVM says of its heap. */
  static Memory parse(String heapInfo, double residentMb) {
    double used = 0;
    for (Matcher line = GENERATION.matcher(heapInfo); line.find(); ) {
      used += Double.parseDouble(line.group(1));
    }
    if (used == 0) {
      throw new VoidRunException("the heap could not be read: " + heapInfo);
    }
    return new Memory(residentMb, used / 1024);
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new VoidRunException("jcmd " + command + ": " + said);
    }
    return said;
  }
}
