package dev.parley.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures of one run, in the order in which they were measured. */
final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final List<Figure> figures = new ArrayList<>();

  /** One figure, as it stands in {@code results.json}. */
  record Figure(String name, double value, String unit) {}

  /** The figures of an earlier run. */
  static Results read(Path file) throws IOException {
    Results results = new Results();
    results.figures.addAll(JSON.readValue(file.toFile(), new TypeReference<List<Figure>>() {}));
    return results;
  }

  void add(String name, double value, String unit) {
    double rounded = value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000.0;
    figures.add(new Figure(name, rounded, unit));
    System.out.println("  " + name + ": " + text(rounded) + " " + unit);
  }

  /** A figure, if it was measured. */
  OptionalDouble value(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst();
  }

  /** The unit of a figure that was measured. */
  String unit(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .map(Figure::unit)
        .findFirst()
        .orElseThrow();
  }

  void print(PrintStream out) {
    int width = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(1);
    out.println();
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-" + width + "s  %12s  %s%n",
          figure.name(),
          text(figure.value()),
          figure.unit());
    }
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writeValueAsString(figures) + "\n");
  }

  /** A figure as people read it. */
  static String text(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
