package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.Activity;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.Shift;
import dev.parley.chat.port.Devices.State;
import dev.parley.platform.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every memory of connected devices does. */
abstract class DevicesContract {
  static final Devices.Terms TERMS =
      new Devices.Terms(Duration.ofSeconds(60), Duration.ofSeconds(10));

  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  final UUID ada = UUID.randomUUID();

  abstract Devices devices();

  @Test
  void whoHasNoDeviceIsNotThere() {
    assertThat(devices().of(List.of(ada))).containsEntry(ada, Activity.NONE);
    assertThat(devices().of(List.of())).isEmpty();
  }

  @Test
  void thePersonIsAtTheirMostActiveDevice() {
    assertShift(note("laptop", State.IDLE), Activity.NONE, Activity.IDLE);
    assertShift(note("phone", State.ACTIVE), Activity.IDLE, Activity.ACTIVE);
    assertThat(note("laptop", State.ACTIVE)).isEmpty();
    assertThat(note("laptop", State.IDLE)).isEmpty();
    assertThat(activity()).isEqualTo(Activity.ACTIVE);
    assertShift(note("phone", State.IDLE), Activity.ACTIVE, Activity.IDLE);
  }

  @Test
  void aReportOnceMoreTellsNothing() {
    note("laptop", State.ACTIVE);

    assertThat(note("laptop", State.ACTIVE)).isEmpty();
  }

  @Test
  void whoLoadsThePageAnewIsThereAllAlong() {
    note("first page", State.ACTIVE);
    assertThat(note("first page", State.GONE)).extracting(Shift::leaving).containsExactly(true);
    clock.advance(Duration.ofSeconds(9));
    assertThat(devices().forget()).filteredOn(this::isAdas).isEmpty();
    assertThat(activity()).isEqualTo(Activity.ACTIVE);

    assertThat(note("second page", State.ACTIVE)).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    assertThat(devices().forget()).filteredOn(this::isAdas).isEmpty();
    assertThat(activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void whoLeavesIsGoneAfterTheGraceAndSeenWhenTheyLeft() {
    note("laptop", State.ACTIVE);
    clock.advance(Duration.ofSeconds(5));
    Instant left = clock.instant();
    note("laptop", State.GONE);

    clock.advance(TERMS.grace());
    assertThat(activity()).isEqualTo(Activity.NONE);
    List<Shift> shifts = devices().forget().stream().filter(this::isAdas).toList();
    assertShift(shifts, Activity.ACTIVE, Activity.NONE);
    assertThat(shifts.getFirst().seen()).isEqualTo(left);
    assertThat(devices().forget()).filteredOn(this::isAdas).isEmpty();
  }

  @Test
  void devicesThatNobodyReportsAgainComeToAnEnd() {
    note("of a killed gateway", State.ACTIVE);
    note("phone", State.IDLE);
    Instant last = clock.instant();
    clock.advance(Duration.ofSeconds(40));
    note("phone", State.IDLE);

    clock.advance(Duration.ofSeconds(20));
    List<Shift> shifts = devices().forget().stream().filter(this::isAdas).toList();
    assertShift(shifts, Activity.ACTIVE, Activity.IDLE);
    assertThat(shifts.getFirst().seen()).isEqualTo(last);

    clock.advance(Duration.ofSeconds(40));
    assertShift(
        devices().forget().stream().filter(this::isAdas).toList(), Activity.IDLE, Activity.NONE);
  }

  @Test
  void aDeviceThatWasNeverThereCannotGo() {
    assertThat(note("nothing", State.GONE)).isEmpty();
    assertThat(activity()).isEqualTo(Activity.NONE);
  }

  @Test
  void aThousandReportsOfManyPeopleTellOneShiftOfEach() {
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      reports.add(
          new Report(new UUID(ada.getMostSignificantBits(), i % 100), ada + " " + i, State.IDLE));
    }

    assertThat(devices().note(reports))
        .hasSize(100)
        .extracting(Shift::userId)
        .doesNotHaveDuplicates();
    clock.advance(TERMS.life());
    assertThat(devices().forget())
        .filteredOn(
            shift -> shift.userId().getMostSignificantBits() == ada.getMostSignificantBits())
        .hasSize(100);
  }

  List<Shift> note(String device, State state) {
    return devices().note(List.of(new Report(ada, ada + " " + device, state)));
  }

  Activity activity() {
    return devices().of(List.of(ada)).getOrDefault(ada, Activity.NONE);
  }

  private boolean isAdas(Shift shift) {
    return shift.userId().equals(ada);
  }

  static void assertShift(List<Shift> shifts, Activity before, Activity after) {
    assertThat(shifts).hasSize(1);
    assertThat(shifts.getFirst().before()).isEqualTo(before);
    assertThat(shifts.getFirst().after()).isEqualTo(after);
  }
}
