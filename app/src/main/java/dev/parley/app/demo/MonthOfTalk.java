package dev.parley.app.demo;

import dev.parley.api.v1.AddReactionRequest;
import dev.parley.api.v1.CastVoteRequest;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.EditMessageRequest;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.NewPoll;
import dev.parley.api.v1.PermissionSetting;
import dev.parley.api.v1.PinMessageRequest;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SaveMessageRequest;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.UpdateRoomRequest;
import java.io.PrintWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A small company that makes charts for sailors, and a month of what its people said. The days are
 * made of {@link Sayings}; it is the same each time, but for the dates.
 */
public final class MonthOfTalk {
  /** Whom to sign in as: in all rooms, and with something to come back to. */
  public static final String FIRST = "mira";

  private static final int DAYS = 30;

  private static final Map<String, String> PEOPLE = people();

  private final DemoInstance demo;
  private final Instant now;
  private final Random random = new Random(7);
  private final Map<String, UUID> ids = new HashMap<>();
  private final Map<String, String> rooms = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Message> said = new HashMap<>();

  public MonthOfTalk(DemoInstance demo, Instant now) {
    this.demo = demo;
    this.now = now;
  }

  /** What happens at a time. */
  private record Step(Instant time, Runnable what) {}

  private static Map<String, String> people() {
    Map<String, String> people = new LinkedHashMap<>();
    people.put("mira", "Mira Okafor");
    people.put("jonas", "Jonas Lindqvist");
    people.put("aiko", "Aiko Tanaka");
    people.put("rafael", "Rafael Costa");
    people.put("priya", "Priya Nair");
    people.put("tomas", "Tomás Herrera");
    people.put("lena", "Lena Vogel");
    people.put("sam", "Sam Whitfield");
    people.put("noor", "Noor Haddad");
    people.put("pavel", "Pavel Dvořák");
    return people;
  }

  /** Lets it happen. */
  public void tell(PrintWriter out) {
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
    demo.reach(at(first, 7, 0));
    PEOPLE.forEach((username, name) -> ids.put(username, demo.register(username, name)));
    found();
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = first.plusDays(day);
      boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      if (weekend) {
        chat(date, "random", 11, Sayings.WEEKENDS.get(day % Sayings.WEEKENDS.size()));
      } else {
        workday(date, day);
      }
    }
    today();
    steps.sort(Comparator.comparing(Step::time));
    Progress progress = new Progress(out, "steps of a month", steps.size());
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).time().isAfter(now)) {
        demo.reach(steps.get(i).time());
        steps.get(i).what().run();
      }
      progress.reached(i + 1);
    }
    out.println("%d people, %d rooms".formatted(ids.size(), rooms.size()));
  }

  private void found() {
    room("general", "Everything that concerns everybody", true);
    room("announcements", "News of the company", true);
    room("engineering", "Builds, reviews and the occasional fire", true);
    room("design", "How it looks, and why", true);
    room("support", "What our customers ask", true);
    room("random", "Cats, cakes and sunsets", true);
    room("release-2", "Getting 2.0 out of the door", false);
    demo.chat(id(FIRST))
        .updateRoom(
            UpdateRoomRequest.newBuilder()
                .setRoomId(room("announcements"))
                .addPermissions(
                    PermissionSetting.newBuilder()
                        .setPermission(PermissionSetting.Permission.SEND_MESSAGES)
                        .setLeastRole(Member.Role.MODERATOR))
                .build());
    conversation("mira+jonas", Room.Kind.DIRECT, "mira", "jonas");
    conversation("mira+aiko", Room.Kind.DIRECT, "mira", "aiko");
    conversation("trip", Room.Kind.GROUP, "mira", "lena", "sam", "noor");
  }

  private void room(String name, String topic, boolean open) {
    CreateRoomRequest.Builder request =
        CreateRoomRequest.newBuilder()
            .setName(name)
            .setTopic(topic)
            .setVisibility(open ? Room.Visibility.PUBLIC : Room.Visibility.PRIVATE);
    ids.forEach((username, id) -> {
      if (!username.equals(FIRST)) {
        request.addMemberIds(id.toString());
      }
    });
    rooms.put(name, demo.chat(id(FIRST)).createRoom(request.build()).getId());
  }

  private void conversation(String name, Room.Kind kind, String owner, String... others) {
    CreateRoomRequest.Builder request = CreateRoomRequest.newBuilder().setKind(kind);
    for (String other : others) {
      request.addMemberIds(id(other).toString());
    }
    if (kind == Room.Kind.GROUP) {
      request.setName("Regatta weekend");
    }
    rooms.put(name, demo.chat(id(owner)).createRoom(request.build()).getId());
  }

  private void workday(LocalDate date, int day) {
    List<String> crew = List.of("jonas", "aiko", "rafael", "pavel");
    for (int i = 0; i < crew.size(); i++) {
      String text = "Yesterday: %s. Today: %s.".formatted(pick(Sayings.DONE), pick(Sayings.TODO));
      say(at(date, 8, 30 + i * 2), "standup " + day + i, "engineering", crew.get(i), text);
    }
    chat(date, "general", 9, Sayings.MORNINGS.get(day % Sayings.MORNINGS.size()));
    chat(date, "engineering", 10, Sayings.ENGINEERING.get(day % Sayings.ENGINEERING.size()));
    if (day % 2 == 0) {
      chat(date, "design", 13, Sayings.DESIGN.get(day / 2 % Sayings.DESIGN.size()));
      ticket(date, day);
    }
    if (day % 3 == 0) {
      chat(date, "release-2", 14, Sayings.RELEASE.get(day / 3 % Sayings.RELEASE.size()));
      chat(date, "mira+jonas", 16, Sayings.DIRECT.get(day / 3 % Sayings.DIRECT.size()));
    }
    if (date.getDayOfWeek() == DayOfWeek.FRIDAY) {
      lunch(date, day);
      chat(date, "trip", 17, Sayings.TRIP);
    }
    if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
      String news = Sayings.NEWS.get(day / 7 % Sayings.NEWS.size());
      say(at(date, 9, 0), "news " + day, "announcements", FIRST, news);
      react(at(date, 9, 20), "news " + day, "🎉", "aiko", "sam", "priya");
    }
  }

  /**
   * A few lines, each {@code who: what}, some minutes apart; what follows an arrow is a reaction to
   * the line before.
   */
  private void chat(LocalDate date, String room, int hour, List<String> lines) {
    Instant time = at(date, hour, random.nextInt(20));
    String last = "";
    for (String line : lines) {
      time = time.plusSeconds(40 + random.nextInt(200));
      int colon = line.indexOf(": ");
      String who = line.substring(0, colon);
      String text = line.substring(colon + 2);
      if (who.startsWith("> ")) {
        react(time, last, text, who.substring(2).split(","));
      } else {
        last = room + " " + date + " " + text;
        say(time, last, room, who, text);
      }
    }
  }

  /** A customer's question, and a thread until it is answered. */
  private void ticket(LocalDate date, int day) {
    List<String> lines = Sayings.TICKETS.get(day / 2 % Sayings.TICKETS.size());
    String root = "ticket " + day;
    Instant time = at(date, 11, random.nextInt(30));
    say(time, root, "support", "noor", lines.getFirst());
    List<String> who = List.of(FIRST, "noor", "priya", "noor");
    for (int i = 1; i < lines.size(); i++) {
      String text = lines.get(i);
      String from = who.get((i - 1) % who.size());
      time = time.plus(Duration.ofMinutes(3 + random.nextInt(20)));
      steps.add(
          new Step(
              time,
              () ->
                  demo.chat(id(from))
                      .sendMessage(message("support", text).setThreadId(messageId(root)).build())));
    }
    react(time.plusSeconds(90), root, "✅", "priya");
  }

  private void lunch(LocalDate date, int day) {
    String key = "lunch " + day;
    steps.add(
        new Step(
            at(date, 10, 30),
            () ->
                said.put(
                    key,
                    demo.chat(id("sam"))
                        .sendMessage(
                            message("random", "Friday lunch: where to?")
                                .setPoll(NewPoll.newBuilder().addAllOptions(Sayings.LUNCHES))
                                .build()))));
    int number = 0;
    for (String voter : PEOPLE.keySet()) {
      int choice = random.nextInt(Sayings.LUNCHES.size());
      steps.add(
          new Step(
              at(date, 10, 32 + number++),
              () ->
                  demo.polls(id(voter))
                      .castVote(
                          CastVoteRequest.newBuilder()
                              .setRoomId(room("random"))
                              .setMessageId(messageId(key))
                              .addOptions(choice)
                              .build())));
    }
  }

  /** What makes the last day worth a look. */
  private void today() {
    Instant morning = now.minus(Duration.ofHours(3));
    String plan = "plan";
    say(morning, plan, "release-2", FIRST, Sayings.PLAN);
    steps.add(
        new Step(
            morning.plusSeconds(60),
            () ->
                demo.pins(id(FIRST))
                    .pinMessage(
                        PinMessageRequest.newBuilder()
                            .setRoomId(room("release-2"))
                            .setMessageId(messageId(plan))
                            .build())));
    react(morning.plusSeconds(300), plan, "🚀", "jonas", "aiko", "rafael", "lena");
    say(morning.plusSeconds(600), "code", "engineering", "aiko", Sayings.CODE);
    steps.add(
        new Step(
            morning.plusSeconds(700),
            () ->
                demo.chat(id("aiko"))
                    .editMessage(
                        EditMessageRequest.newBuilder()
                            .setRoomId(room("engineering"))
                            .setMessageId(messageId("code"))
                            .setText(Sayings.CODE + "\n\n(Now with the units in the name.)")
                            .build())));
    say(now.minus(Duration.ofMinutes(50)), "ask", "general", "lena", Sayings.QUESTION);
    steps.add(
        new Step(
            now.minus(Duration.ofMinutes(40)),
            () ->
                demo.saved(id(FIRST))
                    .saveMessage(
                        SaveMessageRequest.newBuilder()
                            .setRoomId(room("general"))
                            .setMessageId(messageId("ask"))
                            .setNote("Answer before the meeting")
                            .build())));
    say(
        now.minus(Duration.ofMinutes(12)),
        "hey",
        "mira+aiko",
        "aiko",
        "Do you have a minute for the tide tables? No hurry.");
    say(
        now.minus(Duration.ofMinutes(4)),
        "last",
        "general",
        "jonas",
        "@mira the release notes are ready for you :)");
  }

  private void say(Instant time, String key, String room, String who, String text) {
    steps.add(
        new Step(
            time,
            () -> said.put(key, demo.chat(id(who)).sendMessage(message(room, text).build()))));
  }

  private void react(Instant time, String key, String emoji, String... who) {
    for (String person : who) {
      steps.add(
          new Step(
              time,
              () -> {
                Message message = said.get(key);
                if (message != null) {
                  demo.chat(id(person))
                      .addReaction(
                          AddReactionRequest.newBuilder()
                              .setRoomId(message.getRoomId())
                              .setMessageId(message.getId())
                              .setEmoji(emoji)
                              .build());
                }
              }));
    }
  }

  private SendMessageRequest.Builder message(String room, String text) {
    return SendMessageRequest.newBuilder()
        .setRoomId(room(room))
        .setClientId(UUID.randomUUID().toString())
        .setText(text);
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private UUID id(String username) {
    return known(ids, username);
  }

  private String room(String name) {
    return known(rooms, name);
  }

  private String messageId(String key) {
    return known(said, key).getId();
  }

  private static <T> T known(Map<String, T> map, String key) {
    T value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the demo knows nothing called " + key);
    }
    return value;
  }

  private static Instant at(LocalDate date, int hour, int minute) {
    return date.atTime(LocalTime.of(hour, 0)).plusMinutes(minute).toInstant(ZoneOffset.UTC);
  }
}
