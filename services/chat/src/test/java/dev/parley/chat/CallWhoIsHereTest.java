package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.ChangeOwnPresence;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.FollowThreads;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.domain.Availability;
import dev.parley.chat.domain.Availability.Choice;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.NamesInText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom {@code @here} calls. */
class CallWhoIsHereTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final SendMessage send = new SendMessage(messages, chat.rooms, chat.call, chat.clock);
  private final ChangeOwnPresence own =
      new ChangeOwnPresence(
          chat.presence,
          new PostgresPresence(chat.database, chat.announcements),
          chat.announcements,
          chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person cleo = chat.person("cleo");
  private final Person dan = chat.person("dan");
  private final UUID room = chat.room(ada, ben, cleo, dan);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void itCallsWhoIsOnlineOrNotToBeDisturbedAndNobodyElse() {
    Person eve = chat.person("eve");
    Person fay = chat.person("fay");
    Person elsewhere = chat.person("elsewhere");
    UUID large = chat.room(ada, ben, cleo, dan, eve, fay);
    device(State.ACTIVE, ada, ben, eve, fay, elsewhere);
    device(State.IDLE, cleo, dan);
    own.change(dan.id(), new Availability(Choice.NOT_TO_BE_DISTURBED, null), null);
    own.change(eve.id(), new Availability(Choice.APPEAR_OFFLINE, null), null);
    chat.blocks.block(fay.id(), ada, chat.clock.instant());

    Message message = say(large, ada, "Lunch, @here?", null);

    assertThat(message.mentions().everyone()).isFalse();
    assertThat(message.mentions().people()).containsExactlyInAnyOrder(ben.id(), dan.id());
    assertThat(mentionsOf(large, ben)).isEqualTo(1);
    assertThat(mentionsOf(large, cleo)).as("away").isZero();
    assertThat(mentionsOf(large, eve)).as("seen offline").isZero();
  }

  @Test
  void whoComesAndGoesLaterChangesNothing() {
    device(State.ACTIVE, ben);
    Message message = say(room, ada, "@here", null);
    device(State.GONE, ben);
    device(State.ACTIVE, cleo);

    Message edited = edit(message, "@here, and @dan");
    assertThat(edited.mentions().people()).containsExactlyInAnyOrder(ben.id(), dan.id());
    assertThat(mentionsOf(room, cleo)).isZero();

    assertThat(edit(edited, "nobody").mentions()).isEqualTo(Mentions.NONE);
    assertThat(mentionsOf(room, ben)).isZero();
    assertThat(edit(edited, "@here after all").mentions().people())
        .as("a call that an edit adds is to those who are there then")
        .contains(cleo.id());
  }

  @Test
  void inAThreadItCallsThoseWhoFollowAndMakesNobodyFollow() {
    Message root = say(room, ada, "Lunch?", null);
    say(room, ben, "yes", new Reply(root.id(), false));
    device(State.ACTIVE, ben, cleo);

    Message reply = say(room, ada, "Now, @here!", new Reply(root.id(), false));
    assertThat(reply.mentions().people()).containsExactly(ben.id());

    Message shown = say(room, ada, "Everybody @here, now!", new Reply(root.id(), true));
    assertThat(shown.mentions().people()).containsExactlyInAnyOrder(ben.id(), cleo.id());
    assertThat(edit(reply, "Now, @here, @dan!").mentions().people()).contains(dan.id());
    FollowThreads follow = new FollowThreads(chat.threads, chat.rooms, chat.clock);
    assertThat(
            Stream.of(ben, cleo, dan)
                .filter(person ->
                    follow.mine(person.id(), false, Optional.empty(), 9).items().size() == 1))
        .containsExactly(ben, dan);
  }

  @Test
  void itIsOnlyTextWhereTheSenderMayNotCallMany() {
    new ChangeRoom(chat.roomChanges, chat.clock)
        .change(
            room,
            ada.id(),
            new ChangeRoom.Wish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(Permission.MENTION_EVERYONE, Member.Role.MODERATOR)));
    device(State.ACTIVE, ben, cleo);

    assertThat(say(room, ben, "@here", null).mentions()).isEqualTo(Mentions.NONE);
    assertThat(say(room, ada, "@here", null).mentions().people())
        .containsExactlyInAnyOrder(ben.id(), cleo.id());
  }

  @Test
  void whereVeryManyAreThereItCallsEverybody() {
    NamesInText names = NamesInText.of("@here");
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(Mentions.MOST_HERE + 1).toList();

    assertThat(Mentions.of(names, true, many, name -> null)).isEqualTo(Mentions.EVERYONE);
    assertThat(Mentions.of(names, true, many.subList(1, many.size()), name -> null).people())
        .hasSize(Mentions.MOST_HERE);
  }

  private void device(State state, Person... people) {
    chat.devices.note(
        Stream.of(people)
            .map(person -> new Report(person.id(), person.username(), state))
            .toList());
    if (state == State.GONE) {
      chat.clock.advance(Duration.ofSeconds(11));
    }
  }

  private Message say(UUID where, Person sender, String text, @Nullable Reply reply) {
    return ((SendMessage.Result.Sent) send.send(where, sender.id(), UUID.randomUUID(), text, reply))
        .message();
  }

  private Message edit(Message message, String text) {
    return ((ChangeMessage.Result.Done)
            chat.edit.edit(room, message.id(), message.sender().id(), text))
        .message();
  }

  private long mentionsOf(UUID where, Person person) {
    return chat.rooms.find(where, person.id()).orElseThrow().read().mentionCount();
  }
}
