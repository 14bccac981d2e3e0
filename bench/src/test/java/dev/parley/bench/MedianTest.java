package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MedianTest {
  @Test
  void itIsTheOneInTheMiddle() {
    assertThat(Median.of(9, 1, 2)).isEqualTo(2);
  }

  @Test
  void betweenTwoItIsHalfWay() {
    assertThat(Median.of(9, 1, 2, 3)).isEqualTo(2.5);
  }
}
