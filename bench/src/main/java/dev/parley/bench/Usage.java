package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has used so far, by the kernel's books in {@code /proc}.
 *
 * @param cpuSeconds user and system time, of the process alone or with its children
 */
record Usage(double cpuSeconds) {
  /** The kernel counts in hundredths on every architecture that Linux runs Java on. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * Of the names that HotSpot gives to them, C1 and C2 CompilerThread0, the kernel keeps so much.
   */
  private static final String COMPILER = " CompilerThre";

  // Numbers of the fields in proc_pid_stat(5), less the two before the state.
  private static final int UTIME = 14 - 3;
  private static final int STIME = 15 - 3;
  private static final int CUTIME = 16 - 3;
  private static final int CSTIME = 17 - 3;

  /** Of one process. */
  static Usage of(long pid) {
    return new Usage(cpuSeconds(stat(pid)));
  }

  /** Of the threads in which a JVM compiles; nothing where a process has none. */
  static Usage ofCompilers(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return new Usage(
          threads
              .filter(thread -> readOrEmpty(thread.resolve("comm")).contains(COMPILER))
              .map(thread -> readOrEmpty(thread.resolve("stat")))
              .filter(stat -> !stat.isEmpty())
              .mapToDouble(stat -> cpuSeconds(fields(stat)))
              .sum());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a process and all below it, those that have ended included. */
  static Usage ofTree(long pid) {
    List<String> fields = stat(pid);
    double sum =
        of(pid).cpuSeconds() + (ticks(fields, CUTIME) + ticks(fields, CSTIME)) / TICKS_PER_SECOND;
    for (long child : children(pid)) {
      try {
        sum += of(child).cpuSeconds();
      } catch (UncheckedIOException e) {
        // It has just ended, and its parent has its time by now or soon.
        System.err.println("process " + child + " ended while it was being counted");
      }
    }
    return new Usage(sum);
  }

  /** What was used since an earlier reading. */
  double since(Usage before) {
    return cpuSeconds - before.cpuSeconds();
  }

  /** Resident memory in MB, shared pages in full. */
  static double residentMegabytes(long pid) {
    return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:") / 1024;
  }

  /** Resident memory of a process and its children in MB, each shared page counted once. */
  static double proportionalMegabytes(long pid) {
    double sum = 0;
    for (long one :
        Stream.concat(Stream.of(pid), children(pid).stream()).mapToLong(p -> p).toArray()) {
      sum += kilobytes(Path.of("/proc/" + one + "/smaps_rollup"), "Pss:");
    }
    return sum / 1024;
  }

  private static List<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .toList();
  }

  private static List<String> stat(long pid) {
    try {
      return fields(Files.readString(Path.of("/proc/" + pid + "/stat")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String stat) {
    // The second field is the name in parentheses and may hold anything.
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
  }

  private static double cpuSeconds(List<String> fields) {
    return (ticks(fields, UTIME) + ticks(fields, STIME)) / TICKS_PER_SECOND;
  }

  /** Threads come and go while they are listed. */
  private static String readOrEmpty(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static long ticks(List<String> fields, int index) {
    return Long.parseLong(fields.get(index));
  }

  private static double kilobytes(Path file, String label) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(label))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(file + " has no " + label));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
