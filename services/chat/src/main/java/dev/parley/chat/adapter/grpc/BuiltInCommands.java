package dev.parley.chat.adapter.grpc;

import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.UpdateRoomPreferencesRequest;
import dev.parley.api.v1.UpdateRoomRequest;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.port.People;
import dev.parley.chat.port.SlashCommand;
import dev.parley.chat.port.SlashCommand.Invocation;
import dev.parley.chat.port.SlashCommand.Outcome;
import dev.parley.platform.errors.Problems;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands that every room has: shorter ways to what the contract offers anyway, with its
 * answers.
 */
record BuiltInCommands(RoomCalls rooms, SaveForLater save, People people, Clock clock) {
  private static final int LONGEST_TOPIC = 250;
  private static final int LONGEST_OPTION = 200;
  private static final int LONGEST_NOTE = 500;
  private static final int MOST_OPTIONS = 20;
  private static final int MOST_INVITED = 20;

  private static final Pattern REMINDER =
      Pattern.compile(
          "(?:me\\s+)?in\\s+(\\d{1,4})\\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)\\s+(?:to\\s+|that\\s+)?(.+)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile("[\"“”]([^\"“”]+)[\"“”]|(\\S+)");

  private record Command(
      String name, String usage, String description, Function<Invocation, Outcome> does)
      implements SlashCommand {
    @Override
    public Outcome run(Invocation invocation) {
      return does.apply(invocation);
    }
  }

  /** All of them. */
  List<SlashCommand> all() {
    return List.of(
        new Command("me", "/me text", "Say what you do", BuiltInCommands::me),
        new Command("shrug", "/shrug [text]", "Shrug", BuiltInCommands::shrug),
        new Command(
            "poll",
            "/poll \"Question\" \"Answer\" \"Answer\"",
            "Ask the room",
            BuiltInCommands::poll),
        new Command(
            "remind", "/remind me in 20 minutes to …", "Be reminded, by yourself", this::remind),
        new Command("topic", "/topic text", "Say what the room is about", this::topic),
        new Command("invite", "/invite @name", "Add people to the room", this::invite),
        new Command("mute", "/mute", "Keep the room quiet for yourself", call -> quiet(call, true)),
        new Command("unmute", "/unmute", "Hear of the room again", call -> quiet(call, false)),
        new Command("leave", "/leave", "Leave the room", this::leave));
  }

  private static Outcome me(Invocation call) {
    return call.arguments().isEmpty()
        ? new Outcome.Misused()
        : new Outcome.Say("_" + call.arguments().replace("_", "\\_") + "_");
  }

  private static Outcome shrug(Invocation call) {
    return new Outcome.Say((call.arguments() + " ¯\\\\\\_(ツ)\\_/¯").strip());
  }

  private static Outcome poll(Invocation call) {
    List<String> parts = new ArrayList<>();
    for (Matcher part = PART.matcher(call.arguments()); part.find(); ) {
      parts.add((part.group(1) == null ? part.group(2) : part.group(1)).strip());
    }
    if (parts.size() < 3) {
      return new Outcome.Misused();
    }
    List<String> options = List.copyOf(parts.subList(1, parts.size()));
    boolean tooLong = options.stream().anyMatch(option -> option.length() > LONGEST_OPTION);
    return options.size() > MOST_OPTIONS || tooLong
        ? new Outcome.Misused()
        : new Outcome.Ask(parts.getFirst(), new Question(options, false, false, null));
  }

  private Outcome remind(Invocation call) {
    Matcher said = REMINDER.matcher(call.arguments());
    if (!said.matches() || said.group(3).length() > LONGEST_NOTE) {
      return new Outcome.Misused();
    }
    long count = Long.parseLong(said.group(1));
    Duration unit =
        switch (said.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          case 'd' -> Duration.ofDays(1);
          default -> Duration.ofDays(7);
        };
    String note = said.group(3).strip();
    SavedGrpc.item(
        save.note(call.callerId(), note, clock.instant().plus(unit.multipliedBy(count))), "", "");
    return new Outcome.Tell(
        "You will be reminded in " + said.group(1) + " " + said.group(2) + ": " + note);
  }

  private Outcome topic(Invocation call) {
    String topic = call.arguments().replaceAll("\\p{Cntrl}+", " ");
    if (topic.codePointCount(0, topic.length()) > LONGEST_TOPIC) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT, "text", "expected a topic of at most 250 characters");
    }
    rooms.update(
        UpdateRoomRequest.newBuilder().setRoomId(call.roomId().toString()).setTopic(topic).build(),
        call.callerId());
    return new Outcome.Tell("");
  }

  private Outcome invite(Invocation call) {
    String[] names = call.arguments().replace("@", "").toLowerCase(Locale.ROOT).split("[\\s,]+");
    if (call.arguments().isEmpty() || names.length > MOST_INVITED) {
      return new Outcome.Misused();
    }
    Map<String, Person> known = people.named(List.of(names));
    List<Person> invited = Stream.of(names).distinct().map(name -> person(known, name)).toList();
    for (Person person : invited) {
      rooms.add(
          AddMemberRequest.newBuilder()
              .setRoomId(call.roomId().toString())
              .setUserId(person.id().toString())
              .build(),
          call.callerId());
    }
    List<String> added = invited.stream().map(Person::displayName).toList();
    return new Outcome.Tell(
        String.join(", ", added) + (added.size() == 1 ? " is" : " are") + " in the room now.");
  }

  private static Person person(Map<String, Person> known, String name) {
    Person person = known.get(name);
    if (person == null) {
      throw Problems.refuseField(
          ErrorCode.USER_NOT_FOUND, "text", "nobody has the user name " + name);
    }
    return person;
  }

  private Outcome quiet(Invocation call, boolean muted) {
    rooms.arrange(
        UpdateRoomPreferencesRequest.newBuilder()
            .setRoomId(call.roomId().toString())
            .setMuted(muted)
            .build(),
        call.callerId());
    return new Outcome.Tell(
        muted ? "The room keeps quiet, but for mentions." : "You hear of the room again.");
  }

  private Outcome leave(Invocation call) {
    rooms.leave(call.roomId().toString(), call.callerId());
    return new Outcome.Tell("");
  }
}
