package dev.parley.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void workdaysSkipTheWeekend() {
    Cron cron = Cron.of("0 9 * * 1-5", BERLIN).orElseThrow();

    // A Friday.
    Instant friday = Instant.parse("2026-11-27T08:00:00Z");
    assertThat(cron.after(friday.minusSeconds(1))).contains(friday);
    assertThat(cron.after(friday)).contains(Instant.parse("2026-11-30T08:00:00Z"));
  }

  @Test
  void nineInTheMorningStaysNineWhereClocksChange() {
    Cron cron = Cron.of("0 9 * * *", BERLIN).orElseThrow();

    assertThat(cron.after(Instant.parse("2026-03-28T08:00:00Z")))
        .contains(Instant.parse("2026-03-29T07:00:00Z"));
    assertThat(cron.after(Instant.parse("2026-10-24T07:00:00Z")))
        .contains(Instant.parse("2026-10-25T08:00:00Z"));
  }

  @Test
  void theLastOfFebruaryOfALeapYearComesInLeapYears() {
    Cron cron = Cron.of("0 0 29 2 *", ZoneId.of("UTC")).orElseThrow();

    assertThat(cron.after(Instant.parse("2026-01-01T00:00:00Z")))
        .contains(Instant.parse("2028-02-29T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "-",
        "0 9 * * 9",
        "@reboot",
        "a b c d e"
      })
  void whatIsNoExpressionIsNone(String text) {
    assertThat(Cron.of(text, BERLIN)).isEmpty();
  }

  @Test
  void aDayThatNoMonthHasNeverComes() {
    assertThat(Cron.of("0 0 31 2 *", BERLIN).flatMap(cron -> cron.after(Instant.EPOCH))).isEmpty();
  }
}
