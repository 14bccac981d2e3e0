package dev.parley.chaos;

import dev.parley.chaos.Device.Habit;
import dev.parley.chaos.Faults.Fault;
import dev.parley.chaos.Stored.Row;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** People who talk while faults strike, and what they have to show for it afterwards. */
final class Talk {
  private static final int PEOPLE = 20;
  private static final int AT_LEAST_IN_FLIGHT = 100;

  /** After a fault is over, so that devices come back in the midst of talk. */
  private static final Duration AFTERMATH = Duration.ofMillis(500);

  /** What comes twice may come late. */
  private static final Duration ECHO = Duration.ofMillis(300);

  private final Installation installation;
  private final Ledger ledger;
  private final Stored stored;
  private final Duration settling;
  private final Tap tap = new Tap();
  private final List<Device> devices = new ArrayList<>();
  private final ExecutorService ears = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(ears).build();
  private Map<String, Long> heads;

  /**
   * Gathers people and connects their devices.
   *
   * @param settling longest time until everybody is connected, until enough sends are on their way,
   *     from the healing of a fault until everything typed is acknowledged, and again until
   *     everybody has seen it
   */
  Talk(Installation installation, Ledger ledger, Duration settling) {
    this.settling = settling;
    this.installation = installation;
    this.ledger = ledger;
    this.stored = new Stored(installation.postgres);
    People people =
        People.gather(new Rest(http, settling), installation.clientLinks.getFirst().port(), PEOPLE);
    this.heads = stored.heads();
    for (int i = 0; i < PEOPLE; i++) {
      // Everybody talks on the first device, every other has a second one to listen.
      add(
          people.accounts().get(i),
          "device" + i,
          i,
          i % 3 == 0 ? Habit.ONE_AT_A_TIME : Habit.PIPELINES);
      if (i % 2 == 0) {
        add(people.accounts().get(i), "device" + i + "b", i + 1, Habit.LISTENS);
      }
    }
    devices.forEach(Device::start);
  }

  /**
   * How it went.
   *
   * @param inFlight sends that were on their way when the fault struck, at least {@value
   *     #AT_LEAST_IN_FLIGHT}
   * @param seconds from the stroke until everybody had everything
   */
  record Round(String name, int inFlight, double seconds) {}

  /**
   * Lets faults strike at once, heals them, and reckons.
   *
   * @throws BrokenRunException if there is nothing to strike at, or a part does not come back
   */
  Round suffer(List<Fault> faults) {
    devices.forEach(Device::comeHome);
    require(all(Device::isLive), "every device is connected");
    tap.openFully();
    int inFlight = awaitInFlight();
    long begun = System.nanoTime();
    faults.forEach(fault -> fault.strike().run());
    tap.slow();
    Waiting.during(faults.stream().map(Fault::hold).max(Duration::compareTo).orElse(Duration.ZERO));
    faults.forEach(fault -> fault.heal().run());
    installation.awaitReady();
    for (int i = 0; i < devices.size(); i += 3) {
      devices.get(i).blink();
    }
    Waiting.during(AFTERMATH);
    tap.shut();
    reckon();
    return new Round(
        faults.stream().map(Fault::name).collect(Collectors.joining(" + ")),
        inFlight,
        (System.nanoTime() - begun) / 1e9);
  }

  /** Counts everything once more, over all rounds. */
  void reckonFinally() {
    long count = stored.count();
    if (ledger.isClean() && count != ledger.acknowledged()) {
      ledger.missing(
          count + " messages are stored, and " + ledger.acknowledged() + " acknowledged");
    }
  }

  /** Hangs up. */
  void end() {
    devices.forEach(Device::stop);
    http.shutdownNow();
    ears.shutdownNow();
  }

  private void add(People.Account account, String name, int home, Habit habit) {
    int first = installation.clientLinks.get(home % 2).port();
    int second = installation.clientLinks.get((home + 1) % 2).port();
    devices.add(new Device(name, account, http, ledger, tap, new int[] {first, second}, habit));
  }

  private int inFlight() {
    return devices.stream().mapToInt(Device::inFlight).sum();
  }

  /** Waits until there is enough to lose, and says how much. */
  private int awaitInFlight() {
    int[] inFlight = new int[1];
    require(
        () -> (inFlight[0] = inFlight()) >= AT_LEAST_IN_FLIGHT,
        AT_LEAST_IN_FLIGHT + " sends are in flight");
    return inFlight[0];
  }

  private BooleanSupplier all(Predicate<Device> condition) {
    return () -> devices.stream().allMatch(condition);
  }

  private void require(BooleanSupplier condition, String what) {
    if (!Waiting.until(settling, condition)) {
      throw new BrokenRunException(
          "not within " + settling.toSeconds() + " s: " + what + "; " + standings(heads));
    }
  }

  private void reckon() {
    boolean answered = Waiting.until(settling, all(device -> device.unanswered() == 0));
    Map<String, Long> now = stored.heads();
    boolean settled = answered && Waiting.until(settling, all(device -> device.isSettled(now)));
    if (!settled) {
      ledger.missing("not within " + settling.toSeconds() + " s: " + standings(now));
    }
    Waiting.during(ECHO);
    Map<String, List<Row>> rows = new HashMap<>();
    now.keySet()
        .forEach(room -> rows.put(room, stored.messages(room, heads.getOrDefault(room, 0L))));
    ledger.settle(heads, rows);
    for (Device device : devices) {
      device
          .drain()
          .forEach((room, seen) ->
              ledger.settleTrack(
                  device.name(),
                  room,
                  heads.getOrDefault(room, 0L),
                  rows.getOrDefault(room, List.of()),
                  seen));
    }
    heads = now;
  }

  private String standings(Map<String, Long> now) {
    return devices.stream()
        .filter(device -> !device.isSettled(now))
        .map(device -> device.standing(now))
        .collect(Collectors.joining("; "));
  }
}
