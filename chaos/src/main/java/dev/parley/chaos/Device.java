package dev.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chaos.Ledger.Typed;
import dev.parley.chaos.Track.Seen;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One device of one person, a model of what a client does: it connects, resumes from its positions,
 * reads by request where it is told to, and says again with the same key what was not answered. It
 * has two doors, its own and the other, and takes the other when its own does not open.
 */
final class Device {
  /**
   * A connection that is silent for this long, or is not welcome in this time, is given up; the
   * next is given twice the time, so that a slow machine makes it slow and not hopeless.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int MOST_PATIENT = 16;
  private static final Duration TICK = Duration.ofMillis(20);
  private static final int PAGE = 100;

  /** How it talks. */
  enum Habit {
    LISTENS,
    /** It waits for each answer before it says more in the same room. */
    ONE_AT_A_TIME,
    /** It says more without waiting. */
    PIPELINES
  }

  private final String name;
  private final People.Account account;
  private final HttpClient http;
  private final Rest rest;
  private final Ledger ledger;
  private final Tap tap;
  private final int[] doors;
  private final Habit habit;
  private final Random random;
  private final List<String> rooms;
  private final Thread thread;

  // Guarded by this:
  private final Map<String, Track> tracks = new HashMap<>();
  private final Map<UUID, Typed> unanswered = new LinkedHashMap<>();
  private final Map<UUID, Long> later = new HashMap<>();
  private @Nullable Line line;
  private boolean live;
  private int connections;
  private int patience = 1;
  private long typed;
  private long speakAgain;
  private long userSeq = -1;
  private int door;
  private String token;
  private volatile boolean stopped;

  /**
   * Makes it; it connects when started.
   *
   * @param doors ports of gateways, its own first
   */
  Device(
      String name,
      People.Account account,
      HttpClient http,
      Ledger ledger,
      Tap tap,
      int[] doors,
      Habit habit) {
    this.name = name;
    this.account = account;
    this.http = http;
    this.rest = new Rest(http, Duration.ofSeconds(5));
    this.ledger = ledger;
    this.tap = tap;
    this.doors = doors;
    this.habit = habit;
    this.random = new Random(name.hashCode());
    this.rooms = List.copyOf(account.rooms().keySet());
    this.token = account.token();
    account.rooms().forEach((room, head) -> tracks.put(room, new Track(head)));
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Hangs up for good. */
  void stop() {
    stopped = true;
    synchronized (this) {
      hangUp();
    }
  }

  String name() {
    return name;
  }

  /** Hangs up, to come back by its own door. */
  synchronized void comeHome() {
    patience = 1;
    if (door != 0 || !live) {
      door = 0;
      hangUp();
    }
  }

  /** Hangs up, to resume at once. */
  synchronized void blink() {
    hangUp();
  }

  synchronized boolean isLive() {
    return live;
  }

  /** How many of its sends are on their way: written to a live connection and not answered. */
  synchronized int inFlight() {
    return live ? unanswered.size() - later.size() : 0;
  }

  synchronized int unanswered() {
    return unanswered.size();
  }

  /** Whether it has nothing left to say and has seen everything up to these heads. */
  synchronized boolean isSettled(Map<String, Long> heads) {
    return live && unanswered.isEmpty() && lag(heads).isEmpty();
  }

  /** What it waits for. */
  synchronized String standing(Map<String, Long> heads) {
    return name
        + (live ? "" : ", not connected")
        + ", unanswered: "
        + unanswered.size()
        + ", behind in: "
        + lag(heads);
  }

  private List<String> lag(Map<String, Long> heads) {
    List<String> behind = new ArrayList<>();
    tracks.forEach((room, track) -> {
      if (track.isReading() || track.position() < heads.getOrDefault(room, 0L)) {
        behind.add(room + " at " + track.position() + " of " + heads.get(room));
      }
    });
    return behind;
  }

  /** What it has seen of each room since the last call. */
  synchronized Map<String, List<Seen>> drain() {
    Map<String, List<Seen>> seen = new HashMap<>();
    tracks.forEach((room, track) -> seen.put(room, track.drain()));
    return seen;
  }

  private void run() {
    int failures = 0;
    while (!stopped) {
      Line opened = open().orElse(null);
      if (opened != null && serve(opened)) {
        failures = 0;
      } else {
        failures++;
        door = (door + 1) % doors.length;
      }
      Waiting.during(Duration.ofMillis(20L + random.nextInt(Math.min(50 << failures, 800))));
      failures = Math.min(failures, 5);
    }
  }

  private Optional<Line> open() {
    Optional<Line> opened = Line.open(http, doors[door], patience(), this::heard);
    if (opened.isEmpty()) {
      beMorePatient();
    }
    return opened;
  }

  private synchronized Duration patience() {
    return PATIENCE.multipliedBy(patience);
  }

  private synchronized void beMorePatient() {
    patience = Math.min(2 * patience, MOST_PATIENT);
  }

  /** Talks until the connection ends; false if it was never welcome. */
  private boolean serve(Line opened) {
    synchronized (this) {
      line = opened;
      connections++;
      opened.say(hello());
    }
    boolean welcome =
        Waiting.until(patience(), () -> isLive() || opened.isOver())
            && isLive()
            && !opened.isOver();
    if (!welcome) {
      beMorePatient();
    }
    while (welcome && !opened.isOver() && !stopped) {
      synchronized (this) {
        if (opened.isSilentFor(patience())) {
          beMorePatient();
          break;
        }
        if (opened.isSilentFor(PATIENCE.dividedBy(3))) {
          opened.ping();
        }
        speak(opened);
      }
      Waiting.during(TICK);
    }
    synchronized (this) {
      hangUp();
      tracks.values().forEach(Track::abandonReading);
    }
    if (opened.closeCode() == 4001) {
      signInAgain();
    }
    return welcome;
  }

  /** Under the lock. */
  private void hangUp() {
    if (line != null) {
      line.hangUp();
    }
    line = null;
    live = false;
  }

  private String hello() {
    ObjectNode envelope = Rest.JSON.createObjectNode();
    ObjectNode hello = envelope.putObject("hello").put("accessToken", token);
    ObjectNode resume = hello.putObject("resume");
    if (userSeq >= 0) {
      resume.put("user", Long.toString(userSeq));
    }
    ObjectNode positions = resume.putObject("rooms");
    tracks.forEach((room, track) -> positions.put(room, Long.toString(track.position())));
    return envelope.toString();
  }

  private void signInAgain() {
    rest.post(
            doors[door],
            "",
            "/v1/auth/login",
            Map.of("login", account.login(), "password", People.Account.PASSWORD))
        .ifPresent(answer -> token = answer.path("accessToken").asText());
  }

  /** Says what is due: first again what was refused for the moment, then new things. */
  private void speak(Line opened) {
    long now = System.nanoTime();
    if (!live) {
      return;
    }
    List<UUID> due =
        unanswered.keySet().stream()
            .filter(id -> later.containsKey(id) && later.get(id) <= now)
            .toList();
    due.forEach(id -> {
      later.remove(id);
      attempt(opened, unanswered.get(id));
    });
    if (tap.isShut() || now < speakAgain) {
      return;
    }
    speakAgain = now + tap.pause().toNanos();
    switch (habit) {
      case LISTENS -> {}
      case ONE_AT_A_TIME ->
          rooms.stream()
              .filter(room ->
                  unanswered.values().stream().noneMatch(message -> message.room.equals(room)))
              .forEach(room -> type(opened, room));
      case PIPELINES -> {
        while (unanswered.size() < tap.window()) {
          type(opened, rooms.get(random.nextInt(rooms.size())));
        }
      }
    }
  }

  private void type(Line opened, String room) {
    Typed message = new Typed(name, room, ++typed, habit == Habit.ONE_AT_A_TIME);
    ledger.typed(message);
    unanswered.put(message.clientId, message);
    attempt(opened, message);
  }

  private void attempt(Line opened, @Nullable Typed message) {
    if (message == null) {
      return;
    }
    message.attempts++;
    message.connection = connections;
    ObjectNode envelope = Rest.JSON.createObjectNode();
    envelope
        .putObject("send")
        .put("clientId", message.clientId.toString())
        .put("roomId", message.room)
        .put("text", message.text());
    opened.say(envelope.toString());
  }

  private void heard(Line from, JsonNode envelope) {
    synchronized (this) {
      if (from != line) {
        return;
      }
      if (envelope.has("event")) {
        event(envelope.path("event"));
      } else if (envelope.has("ack")) {
        ack(envelope.path("ack"));
      } else if (envelope.has("error")) {
        error(envelope.path("error"));
      } else if (envelope.has("resync")) {
        resync(from, envelope.at("/resync/roomId").asText());
      } else if (envelope.has("welcome")) {
        live = true;
        userSeq = Math.max(userSeq, envelope.at("/welcome/userSeq").asLong());
        later.clear();
        unanswered.values().forEach(message -> attempt(from, message));
      }
    }
  }

  private void event(JsonNode event) {
    Track track = tracks.get(event.path("roomId").asText());
    if (track != null) {
      track.event(
          new Seen(
              event.path("seq").asLong(), event.at("/messageCreated/id").asText("no message")));
    } else if (event.has("userSeq")) {
      userSeq = Math.max(userSeq, event.path("userSeq").asLong());
    }
  }

  private void ack(JsonNode ack) {
    UUID clientId = UUID.fromString(ack.path("clientId").asText());
    Typed message = unanswered.remove(clientId);
    later.remove(clientId);
    if (message != null) {
      ledger.acknowledged(
          message, new Seen(ack.path("seq").asLong(), ack.path("messageId").asText()));
    }
  }

  private void error(JsonNode error) {
    String clientId = error.path("clientId").asText();
    if (clientId.isEmpty()) {
      if (error.path("code").asText().equals("ROOM_NOT_FOUND")) {
        ledger.missing(name + " was told: " + error);
      }
      return;
    }
    Typed message = unanswered.get(UUID.fromString(clientId));
    if (message == null) {
      return;
    }
    message.refused = true;
    if (error.path("retryable").asBoolean()) {
      later.put(message.clientId, System.nanoTime() + Duration.ofMillis(150).toNanos());
    } else {
      ledger.refused(message, error.toString());
      unanswered.remove(message.clientId);
    }
  }

  private void resync(Line from, String room) {
    Track track = tracks.get(room);
    if (track != null) {
      boolean alreadyReading = track.isReading();
      if (!alreadyReading) {
        track.beginReading();
        Thread.ofVirtual().name(name + " reads").start(() -> read(from, room, track));
      }
    }
  }

  /** Reads the room from its position to the end, for as long as the connection is the same. */
  private void read(Line from, String room, Track track) {
    while (true) {
      long after;
      synchronized (this) {
        if (from != line) {
          return;
        }
        after = track.position();
      }
      Optional<List<Seen>> page = page(room, after);
      synchronized (this) {
        if (from != line) {
          return;
        }
        if (page.isPresent()) {
          track.read(page.get());
          if (page.get().isEmpty()) {
            track.endReading();
            return;
          }
        }
      }
      if (page.isEmpty()) {
        Waiting.during(Duration.ofMillis(200));
      }
    }
  }

  private Optional<List<Seen>> page(String room, long after) {
    String path = "/v1/rooms/" + room + "/messages?pageSize=" + PAGE + "&after=" + after;
    return rest.get(doors[door], token, path)
        .map(answer -> {
          List<Seen> page = new ArrayList<>();
          answer
              .path("messages")
              .forEach(message ->
                  page.add(new Seen(message.path("seq").asLong(), message.path("id").asText())));
          return page;
        });
  }
}
