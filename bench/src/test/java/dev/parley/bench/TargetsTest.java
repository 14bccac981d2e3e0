package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TargetsTest {
  private final Results results = new Results();

  @Test
  void aTargetSaysWhatWasMeasuredAndWhetherThatReachesIt() {
    results.add(Targets.STORM, 14.5, "s");
    results.add(Targets.PEER_ONE_ROOM, 4.9, "x");

    assertThat(printed())
        .containsPattern("storm .*<= 15\\.000 s +14\\.500 s +yes")
        .containsPattern("Socket\\.IO +>= 5\\.000 x +4\\.900 x +no");
  }

  @Test
  void whatWasNotMeasuredIsLeftOut() {
    results.add(Targets.STORM, 14.5, "s");

    assertThat(printed()).doesNotContain(Targets.IDLE_JVM);
  }

  private String printed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Targets.print(results, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
