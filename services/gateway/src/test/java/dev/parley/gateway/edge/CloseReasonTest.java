package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseReasonTest {
  @Test
  void eachReasonHasACodeOfItsOwn() {
    assertThat(Arrays.stream(CloseReason.values()).map(CloseReason::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aReasonFitsIntoACloseFrameAndItsCodeIsOneThatAServerMaySend(CloseReason reason) {
    assertThat(reason.text()).isNotBlank().isASCII().hasSizeLessThanOrEqualTo(123);
    assertThat(reason.code())
        .matches(code -> code == 1000 || code == 1012 || code >= 4000 && code <= 4999);
  }
}
