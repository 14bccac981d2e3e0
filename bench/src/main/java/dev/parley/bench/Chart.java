package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The picture in {@code docs/performance.md}, drawn from figures: what a second of CPU delivers,
 * beside Socket.IO, and how long a delivery takes at fixed rates. SVG without fonts or scripts of
 * its own, legible on light and on dark.
 */
final class Chart {
  private static final int WIDTH = 760;
  private static final int LABELS = 190;
  private static final int VALUES = 150;
  private static final int SPAN = WIDTH - LABELS - VALUES;
  private static final int ROW = 22;
  private static final int THICK = 12;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="t">
      <title id="t">Deliveries per CPU second beside Socket.IO, and delivery latency at fixed rates</title>
      <style>
      text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1f2328 }
      .h { font-weight: 600 } .s { fill: #59636e; font-size: 12px } .e { text-anchor: end }
      .a { fill: #2f7bd9 } .b { fill: #8c95a0 } .l { stroke: #8c95a0; stroke-opacity: .4 }
      .r { stroke: #2f7bd9; stroke-width: 4; stroke-opacity: .45 } .w { stroke: #2f7bd9; stroke-width: 1.5 }
      @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .s { fill: #9aa4af } .a { fill: #58a6ff } .r, .w { stroke: #58a6ff } }
      </style>
      """;

  private final StringBuilder body = new StringBuilder();
  private int y = 20;

  private Chart() {}

  /** A figure to be drawn as a bar. */
  private record Bar(String shape, String label, String style, double value) {}

  /** The middle and the slow end of some times in ms. */
  private record Times(String label, double p50, double p99, double p999) {}

  /**
   * Draws what there is of the figures.
   *
   * @throws IllegalArgumentException if there is nothing to draw
   */
  static Chart of(Results results) {
    Chart chart = new Chart();
    List<Bar> bars = new ArrayList<>();
    for (String shape : List.of(OneRoom.NAME, ThousandRooms.NAME)) {
      chart.bar(results, shape, "Parley", "beside Socket.IO: ", bars);
      chart.bar(results, shape, "Socket.IO", "Socket.IO: ", bars);
    }
    List<Times> times = new ArrayList<>();
    chart.times(results, OneRoom.NAME, OneRoom.RATES, times);
    chart.times(results, HundredRooms.NAME, HundredRooms.RATES, times);
    chart.times(results, ThousandRooms.NAME, ThousandRooms.RATES, times);
    if (bars.isEmpty() && times.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to draw (expected: figures of edge, halls, rooms or peer)");
    }
    if (!bars.isEmpty()) {
      chart.drawBars(bars);
    }
    if (!times.isEmpty()) {
      chart.drawTimes(times);
    }
    return chart;
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, svg());
  }

  String svg() {
    return HEAD.formatted(WIDTH, y) + body + "</svg>\n";
  }

  private void bar(Results results, String shape, String who, String figures, List<Bar> bars) {
    results
        .value(figures + shape + ", saturated: deliveries per CPU second")
        .ifPresent(value ->
            bars.add(new Bar(shape, who + ", " + shape, who.equals("Parley") ? "a" : "b", value)));
  }

  private void times(Results results, String shape, int[] rates, List<Times> times) {
    for (int rate : rates) {
      String name = Shape.offered(shape, rate) + ": delivery ";
      OptionalDouble p50 = results.value(name + "p50");
      if (p50.isPresent()) {
        times.add(
            new Times(
                "%s, %,d/s".formatted(shape, rate),
                p50.getAsDouble(),
                results.value(name + "p99").orElseThrow(),
                results.value(name + "p99.9").orElseThrow()));
      }
    }
  }

  private void drawBars(List<Bar> bars) {
    text(0, "h", "Deliveries per second of CPU, the database's included");
    y += 16;
    text(0, "s", "saturated; each shape has a scale of its own (more is better)");
    for (Bar bar : bars) {
      y += ROW;
      label(bar.label());
      double most =
          bars.stream()
              .filter(other -> other.shape().equals(bar.shape()))
              .mapToDouble(Bar::value)
              .max()
              .orElseThrow();
      double width = SPAN * bar.value() / most;
      add(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
          bar.style(), LABELS, y - THICK + 1, width, THICK);
      text(LABELS + width + 6, "s", "%,.0f".formatted(bar.value()));
    }
    y += 2 * ROW;
  }

  /** On a scale of powers of ten, from the one below the quickest to the one above the slowest. */
  private void drawTimes(List<Times> times) {
    text(
        0,
        "h",
        "From when a message was due until a member has it, at fixed rates of sends, in ms");
    y += 16;
    text(0, "s", "dot: p50, thick line: to p99, thin line: to p99.9 (less is better)");
    int low = power(times.stream().mapToDouble(Times::p50), Math::floor).min().orElseThrow();
    int high = power(times.stream().mapToDouble(Times::p999), Math::ceil).max().orElseThrow();
    int top = y + 8;
    for (Times one : times) {
      y += ROW;
      label(one.label());
      double x50 = x(one.p50(), low, high);
      double x99 = x(one.p99(), low, high);
      double x999 = x(one.p999(), low, high);
      line("r", x50, y - 5, x99, y - 5);
      line("w", x99, y - 5, x999, y - 5);
      add("<circle class=\"a\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", x50, y - 5);
      text(
          LABELS + SPAN + 8,
          "s",
          "%s / %s / %s".formatted(millis(one.p50()), millis(one.p99()), millis(one.p999())));
    }
    y += 6;
    for (int power = low; power <= high; power++) {
      double x = x(Math.pow(10, power), low, high);
      line("l", x, top, x, y);
      add(
          "<text class=\"s\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x, y + 14, power >= 0 ? "%,.0f".formatted(Math.pow(10, power)) : Math.pow(10, power));
    }
    y += ROW;
  }

  private interface Rounding {
    double round(double value);
  }

  private static IntStream power(DoubleStream millis, Rounding rounding) {
    return millis.mapToInt(value -> (int) rounding.round(Math.log10(Math.max(value, 0.01))));
  }

  private static double x(double millis, int low, int high) {
    double share = (Math.log10(Math.max(millis, 0.01)) - low) / Math.max(1, high - low);
    return LABELS + SPAN * share;
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }

  private void label(String text) {
    add("<text class=\"e\" x=\"%d\" y=\"%d\">%s</text>", LABELS - 10, y, text);
  }

  private void text(double x, String style, String text) {
    add("<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>", style, x, y, text);
  }

  private void line(String style, double x1, int y1, double x2, int y2) {
    add("<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", style, x1, y1, x2, y2);
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
