package dev.parley.bench;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the web client takes of a browser: measured by the specs of {@code e2e/measure} in the
 * system's Chromium, each against a server of its own, which the same two cores have to run.
 */
final class ClientFigures {
  static final String SCRIPT = "client: script of a room, compressed, with headers";
  static final String INTERACTIVE =
      "client: a room is interactive, CPU 4 times slower, median of 5";
  static final String FRAMES = "client: scrolling: frames under 20 ms";

  private static final Path FOLDER = Path.of("e2e");

  private ClientFigures() {}

  static void measure(Path target, Results results) throws IOException, InterruptedException {
    System.out.println("the web client in Chromium");
    Path figures = target.resolve("client.jsonl").toAbsolutePath();
    Files.deleteIfExists(figures);
    ProcessBuilder command =
        new ProcessBuilder("npx", "playwright", "test", "--config", "measure.config.ts")
            .directory(FOLDER.toFile())
            .inheritIO();
    command.environment().put("FIGURES", figures.toString());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = command.start().waitFor();
    if (exitCode != 0) {
      throw new VoidRunException("the web client could not be measured: see above");
    }
    try (MappingIterator<Results.Figure> lines =
        new ObjectMapper().readerFor(Results.Figure.class).readValues(figures.toFile())) {
      while (lines.hasNext()) {
        Results.Figure figure = lines.next();
        results.add(figure.name(), figure.value(), figure.unit());
      }
    }
  }
}
