package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class ChartTest {
  private final Results results = new Results();

  @Test
  void barsAreAsLongAsTheirFigures() throws Exception {
    delivers("beside Socket.IO: " + OneRoom.NAME, 1_000_000);
    delivers("Socket.IO: " + OneRoom.NAME, 250_000);

    NodeList bars = draw().getElementsByTagName("rect");

    assertThat(bars.getLength()).isEqualTo(2);
    assertThat(number(bars, 0, "width") / number(bars, 1, "width")).isEqualTo(4);
  }

  @Test
  void timesStandOnAScaleOfPowersOfTen() throws Exception {
    takes(20, 1, 10, 100);
    takes(200, 10, 100, 1000);

    NodeList dots = draw().getElementsByTagName("circle");

    assertThat(dots.getLength()).isEqualTo(2);
    // The first row ends its p99 where the second has its p50: both are 10 ms.
    assertThat(number(draw().getElementsByTagName("line"), 0, "x2"))
        .isEqualTo(number(dots, 1, "cx"))
        .isGreaterThan(number(dots, 0, "cx"));
  }

  @Test
  void whatItUsesIsAllInTheFile() {
    delivers("Socket.IO: " + OneRoom.NAME, 250_000);

    assertThat(Chart.of(results).svg())
        .doesNotContain("href", "@import", "url(")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void withoutFiguresThereIsNothingToDraw() {
    assertThatThrownBy(() -> Chart.of(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to draw");
  }

  private void delivers(String who, double perCpuSecond) {
    results.add(who + ", saturated: deliveries per CPU second", perCpuSecond, "1/s");
  }

  private void takes(int rate, double p50, double p99, double p999) {
    String name = Shape.offered(OneRoom.NAME, rate) + ": delivery ";
    results.add(name + "p50", p50, "ms");
    results.add(name + "p99", p99, "ms");
    results.add(name + "p99.9", p999, "ms");
  }

  private Document draw() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Chart.of(results).svg().getBytes(StandardCharsets.UTF_8)));
  }

  private static double number(NodeList elements, int index, String attribute) {
    return Double.parseDouble(
        elements.item(index).getAttributes().getNamedItem(attribute).getNodeValue());
  }
}
