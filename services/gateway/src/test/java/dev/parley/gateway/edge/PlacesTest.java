package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places<String> places = new Places<>(2);

  @Test
  void thereAreSoManyForEach() {
    assertThat(places.take("ada")).isTrue();
    assertThat(places.take("ada")).isTrue();
    assertThat(places.take("ada")).isFalse();
    assertThat(places.take("grace")).isTrue();
  }

  @Test
  void whoLeavesMakesRoom() {
    places.take("ada");
    places.take("ada");
    places.leave("ada");

    assertThat(places.take("ada")).isTrue();
    assertThat(places.take("ada")).isFalse();
  }

  @Test
  void whoHasNoneIsForgotten() {
    places.take("ada");
    places.take("grace");
    places.leave("ada");

    assertThat(places.size()).isEqualTo(1);
  }
}
