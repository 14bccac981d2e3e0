package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Edit;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Replies;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeMessageTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final LookAtMessage look = new LookAtMessage(messages, chat.rooms);
  private final Person owner = chat.person("owner");
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person stranger = chat.person("stranger");
  private UUID room;
  private Message said;

  @BeforeEach
  void talk() {
    room = chat.room(owner, ada, ben);
    said = say(ada, "hello");
  }

  @AfterEach
  void stop() {
    messages.close();
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    chat.close();
  }

  @Test
  void anEditedMessageSaysSomethingElseInItsPlace() {
    chat.clock.advance(Duration.ofMinutes(3));
    Instant edited = chat.clock.instant();
    Message now = done(chat.edit.edit(room, said.id(), ada.id(), "good morning"));

    assertThat(now.text()).isEqualTo("good morning");
    assertThat(now.since())
        .isEqualTo(
            new Message.Since(5, edited, 1, false, List.of(), null, Replies.NONE, List.of()));
    assertThat(now.seq()).isEqualTo(said.seq());
    assertThat(messages.list(room, new Window.After(0), 9)).containsExactly(now);
    assertThat(lastEvent())
        .isEqualTo(
            new RoomEvent(
                room, 5, edited, new Change.MessageEdited(now, Mentions.NONE, Mentions.NONE)));
    assertThat(chat.head(room)).isEqualTo(5);
  }

  @Test
  void whatItSaidBeforeIsRemembered() {
    chat.clock.advance(Duration.ofMinutes(1));
    Instant first = chat.clock.instant();
    chat.edit.edit(room, said.id(), ada.id(), "two");
    chat.clock.advance(Duration.ofMinutes(1));
    Instant second = chat.clock.instant();
    chat.edit.edit(room, said.id(), ada.id(), "three");

    assertThat(messages.edits(said.id(), 10))
        .containsExactly(new Edit(ada, second, "two"), new Edit(ada, first, "hello"));
    assertThat(messages.edits(said.id(), 1)).hasSize(1);
  }

  @Test
  void theSameTextAgainMakesNoEvent() {
    assertThat(done(chat.edit.edit(room, said.id(), ada.id(), "hello"))).isEqualTo(said);
    assertThat(chat.head(room)).isEqualTo(4);
  }

  @Test
  void mentionsAreFoundAnew() {
    Message naming = say(ada, "@ben @owner");
    done(chat.edit.edit(room, naming.id(), ada.id(), "@ben and @ada and @stranger"));

    assertThat(lastEvent().change())
        .isEqualTo(
            new Change.MessageEdited(
                messages.find(room, naming.id()).orElseThrow(),
                new Mentions(List.of(ada.id()), false),
                new Mentions(List.of(owner.id()), false)));
    assertThat(position(ben).mentionCount()).isEqualTo(1);
    assertThat(position(owner).mentionCount()).isZero();

    done(chat.edit.edit(room, naming.id(), ada.id(), "@all"));
    assertThat(position(ben).mentionCount()).isEqualTo(1);
    assertThat(position(owner).mentionCount()).isEqualTo(1);

    done(chat.edit.edit(room, naming.id(), ada.id(), "nobody"));
    assertThat(position(ben).mentionCount()).isZero();
  }

  @Test
  void whoMayNotMentionEverybodyOnlyWritesIt() {
    Message before = say(ada, "@all one");
    new ChangeRoom(chat.roomChanges, chat.clock)
        .change(
            room,
            owner.id(),
            new ChangeRoom.Wish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(Permission.MENTION_EVERYONE, Role.MODERATOR)));

    assertThat(say(ada, "@all and @ben").mentions())
        .isEqualTo(new Mentions(List.of(ben.id()), false));
    assertThat(say(owner, "@all").mentions()).isEqualTo(Mentions.EVERYONE);
    Message two = done(chat.edit.edit(room, say(ada, "two").id(), ada.id(), "@here two"));
    assertThat(two.mentions()).isEqualTo(Mentions.NONE);
    Message one = done(chat.edit.edit(room, before.id(), ada.id(), "@all first"));
    assertThat(one.mentions()).as("said while they might").isEqualTo(Mentions.EVERYONE);
  }

  @Test
  void onlyTheSenderEdits() {
    assertRefused(Refusal.NOT_YOURS, chat.edit.edit(room, said.id(), ben.id(), "mine now"));
    assertRefused(Refusal.NOT_YOURS, chat.edit.edit(room, said.id(), owner.id(), "mine now"));
  }

  @Test
  void aTextThatCannotBeSaidCannotBeEditedIn() {
    assertThat(chat.edit.edit(room, said.id(), ada.id(), " \n")).isEqualTo(new Result.Unfit());
    assertThat(chat.edit.edit(room, said.id(), ada.id(), "a\u0007")).isEqualTo(new Result.Unfit());
  }

  @Test
  void ofADeletedMessageATombstoneIsLeft() {
    Message naming = say(ada, "@ben, the password is swordfish");
    chat.edit.edit(room, naming.id(), ada.id(), "@ben, never mind");
    chat.react.react(room, naming.id(), ben.id(), "👍");
    Message tombstone = done(chat.delete.delete(room, naming.id(), ada.id()));

    assertThat(tombstone.text()).isEmpty();
    assertThat(tombstone.mentions()).isEqualTo(Mentions.NONE);
    assertThat(tombstone.since())
        .isEqualTo(new Message.Since(8, null, 0, true, List.of(), null, Replies.NONE, List.of()));
    assertThat(messages.find(room, naming.id())).contains(tombstone);
    assertThat(messages.edits(naming.id(), 10)).isEmpty();
    assertThat(lastEvent().change())
        .isEqualTo(
            new Change.MessageDeleted(tombstone, ada, new Mentions(List.of(ben.id()), false)));
    assertThat(position(ben).mentionCount()).isZero();
  }

  @Test
  void aReplayNeverShowsWhatWasDeletedNorWhatWasEditedAway() {
    Message other = say(ada, "fisrt");
    chat.edit.edit(room, other.id(), ada.id(), "first");
    chat.edit.edit(room, said.id(), ada.id(), "swordfish");
    chat.react.react(room, said.id(), ben.id(), "👍");
    chat.react.takeBack(room, said.id(), ben.id(), "👍");
    chat.delete.delete(room, said.id(), ada.id());

    List<RoomEvent> replay = chat.logs.readRoom(room, 3, 100).events();
    assertThat(replay).extracting(RoomEvent::seq).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(replay.toString())
        .doesNotContain("hello", "swordfish", "fisrt", "👍")
        .contains("first");
  }

  @Test
  void aDeletedMessageIsNoLongerUnread() {
    say(ada, "one");
    Message two = say(ada, "@all two");
    say(ada, "three");
    assertThat(position(ben).unreadCount()).isEqualTo(4);

    chat.delete.delete(room, two.id(), ada.id());

    ReadPosition unread = position(ben);
    assertThat(unread.unreadCount()).isEqualTo(3);
    assertThat(unread.mentionCount()).isZero();
    assertThat(unread.headSeq()).isEqualTo(8);
    chat.positions.read(room, ben.id(), two.seq(), chat.clock.instant());
    assertThat(position(ben).unreadCount()).isEqualTo(1);
    chat.positions.unread(room, ben.id(), 1, chat.clock.instant());
    assertThat(position(ben).unreadCount()).isEqualTo(3);
  }

  @Test
  void theSenderAndTheOwnerDelete() {
    assertRefused(Refusal.NOT_YOURS, chat.delete.delete(room, said.id(), ben.id()));
    assertThat(done(chat.delete.delete(room, said.id(), owner.id())).deleted()).isTrue();
    assertThat(((Change.MessageDeleted) lastEvent().change()).person()).isEqualTo(owner);
  }

  @Test
  void whatIsDeletedStaysSo() {
    Message tombstone = done(chat.delete.delete(room, said.id(), ada.id()));
    long head = chat.head(room);

    assertThat(done(chat.delete.delete(room, said.id(), ada.id()))).isEqualTo(tombstone);
    assertRefused(Refusal.DELETED, chat.edit.edit(room, said.id(), ada.id(), "back"));
    assertRefused(Refusal.DELETED, chat.react.react(room, said.id(), ben.id(), "👍"));
    assertThat(done(chat.react.takeBack(room, said.id(), ben.id(), "👍"))).isEqualTo(tombstone);
    assertThat(chat.head(room)).isEqualTo(head);
  }

  @Test
  void aRepeatedSendOfWhatWasDeletedGetsTheTombstone() {
    Draft draft = chat.draft(room, ada, "once");
    Message once = ((Appended.Durable) messages.append(draft)).message();
    chat.react.react(room, once.id(), ben.id(), "👍");
    assertThat(
            ((Appended.Durable) messages.append(chat.again(draft))).message().since().reactions())
        .containsExactly(new Reaction("👍", 1, List.of(ben.id())));

    Message tombstone = done(chat.delete.delete(room, once.id(), ada.id()));
    assertThat(messages.append(chat.again(draft))).isEqualTo(new Appended.Durable(tombstone));
  }

  @Test
  void reactionsStandInTheOrderInWhichTheyCame() {
    chat.react.react(room, said.id(), ben.id(), "👍");
    chat.react.react(room, said.id(), ada.id(), "🎉");
    Message now = done(chat.react.react(room, said.id(), owner.id(), "👍"));

    assertThat(now.since().reactions())
        .containsExactly(
            new Reaction("👍", 2, List.of(ben.id(), owner.id())),
            new Reaction("🎉", 1, List.of(ada.id())));
    assertThat(lastEvent().change())
        .isEqualTo(new Change.ReactionAdded(said.id(), said.seq(), "👍", owner));
    assertThat(now.since().seq()).isEqualTo(7);

    Message later = done(chat.react.takeBack(room, said.id(), ben.id(), "👍"));
    assertThat(later.since().reactions().getFirst())
        .isEqualTo(new Reaction("👍", 1, List.of(owner.id())));
    assertThat(lastEvent().change())
        .isEqualTo(new Change.ReactionRemoved(said.id(), said.seq(), "👍", ben));
  }

  @Test
  void theSameReactionAgainMakesNoEvent() {
    Message once = done(chat.react.react(room, said.id(), ben.id(), "👍"));
    assertThat(done(chat.react.react(room, said.id(), ben.id(), "👍"))).isEqualTo(once);
    assertThat(done(chat.react.takeBack(room, said.id(), ada.id(), "👍"))).isEqualTo(once);
    assertThat(chat.head(room)).isEqualTo(5);
  }

  @Test
  void aMessageTakesTwentyDifferentEmoji() {
    for (int i = 0; i < Reaction.MOST_EMOJI; i++) {
      done(chat.react.react(room, said.id(), ben.id(), Character.toString(0x1F600 + i)));
    }

    assertRefused(Refusal.TOO_MANY_REACTIONS, chat.react.react(room, said.id(), ada.id(), "👍"));
    assertThat(done(chat.react.react(room, said.id(), ada.id(), "😀")).since().reactions())
        .hasSize(20);
    chat.react.takeBack(room, said.id(), ben.id(), "😁");
    done(chat.react.react(room, said.id(), ada.id(), "👍"));
  }

  @Test
  void fiftyPeopleAreNamedAndAllAreCounted() {
    for (int i = 0; i < 51; i++) {
      Person person = chat.person("fan" + i);
      chat.rooms.add(room, person, new Warrant.OneselfToPublic(), chat.clock.instant());
      chat.react.react(room, said.id(), person.id(), "👍");
    }
    Reaction reaction = messages.find(room, said.id()).orElseThrow().since().reactions().getFirst();

    assertThat(reaction.count()).isEqualTo(51);
    assertThat(reaction.userIds()).hasSize(50);
  }

  @Test
  void tenThousandReactionsAreOneChip() {
    done(chat.react.react(room, said.id(), ada.id(), "👍"));
    chat.database.useTransaction(handle ->
        handle.execute(
            """
            insert into chat.reactions (message_id, emoji, user_id, seq, emoji_seq)
            select message_id, emoji, gen_random_uuid(), seq, emoji_seq
              from chat.reactions cross join generate_series(1, 9999)
            """));
    Reaction reaction =
        done(chat.react.react(room, said.id(), ben.id(), "👍")).since().reactions().getFirst();

    assertThat(reaction.count()).isEqualTo(10_001);
    assertThat(reaction.userIds()).hasSize(Reaction.MOST_PEOPLE);
    assertThat(messages.find(room, said.id()).orElseThrow().since().reactions())
        .containsExactly(reaction);
    assertThat(reaction.userIds()).doesNotContain(ben.id());
    assertThat(look.ownReactions(room, said.id(), ben.id()))
        .isEqualTo(new LookAtMessage.Result.Found<>(List.of("👍")));
    done(chat.react.takeBack(room, said.id(), ben.id(), "👍"));
    assertThat(look.ownReactions(room, said.id(), ben.id()))
        .isEqualTo(new LookAtMessage.Result.Found<>(List.of()));
  }

  @Test
  void whoHasReactedIsToldAPageAtATimeInTheOrderInWhichTheyDid() {
    for (Person person : List.of(ben, ada, owner)) {
      done(chat.react.react(room, said.id(), person.id(), "👍"));
    }
    done(chat.react.react(room, said.id(), ada.id(), "🎉"));

    PeopleInOrder first = reactors("👍", Optional.empty());
    assertThat(first.people()).containsExactly(ben, ada);
    PeopleInOrder last = reactors("👍", first.next());
    assertThat(last).isEqualTo(new PeopleInOrder(List.of(owner), Optional.empty()));
    assertThat(reactors("🎉", Optional.empty()).people()).containsExactly(ada);
    assertThat(reactors("🚀", Optional.empty()).people()).isEmpty();
    assertThat(look.ownReactions(room, said.id(), ada.id()))
        .isEqualTo(new LookAtMessage.Result.Found<>(List.of("👍", "🎉")));
    assertThat(look.reactors(room, said.id(), stranger.id(), "👍", Optional.empty(), 9))
        .isEqualTo(new LookAtMessage.Result.NotAMember<>());
  }

  private PeopleInOrder reactors(String emoji, Optional<PeopleInOrder.Mark> from) {
    return ((LookAtMessage.Result.Found<PeopleInOrder>)
            look.reactors(room, said.id(), ada.id(), emoji, from, 2))
        .value();
  }

  @Test
  void whatIsNoEmojiIsNoReaction() {
    assertThat(chat.react.react(room, said.id(), ben.id(), ":+1:")).isEqualTo(new Result.Unfit());
    assertThat(chat.react.takeBack(room, said.id(), ben.id(), "x")).isEqualTo(new Result.Unfit());
  }

  @Test
  void strangersAndFormerMembersChangeNothing() {
    UUID secret = chat.privateRoom(owner, ada);
    Message hidden =
        ((Appended.Durable) messages.append(chat.draft(secret, ada, "psst"))).message();
    chat.remove(secret, ada);
    chat.remove(room, ada);

    for (Person person : List.of(ada, stranger)) {
      assertThat(chat.edit.edit(secret, hidden.id(), person.id(), "x"))
          .isEqualTo(new Result.NoSuchRoom());
      assertThat(chat.edit.edit(room, said.id(), person.id(), "x"))
          .isEqualTo(new Result.NotAMember());
      assertThat(chat.delete.delete(room, said.id(), person.id()))
          .isEqualTo(new Result.NotAMember());
      assertThat(chat.react.react(room, said.id(), person.id(), "👍"))
          .isEqualTo(new Result.NotAMember());
    }
  }

  @Test
  void aMessageOfAnotherRoomIsNotInThisOne() {
    UUID other = chat.room(ada);
    assertThat(chat.edit.edit(other, said.id(), ada.id(), "x"))
        .isEqualTo(new Result.NoSuchMessage());
    assertThat(chat.delete.delete(room, UUID.randomUUID(), ada.id()))
        .isEqualTo(new Result.NoSuchMessage());
    assertThat(messages.find(other, said.id())).isEmpty();
  }

  @Test
  void positionsStayDenseWhileManyChangeAndSayAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text = "text " + i;
        Person person = List.of(owner, ada, ben).get(i % 3);
        running.add(
            threads.submit(() -> {
              for (int n = 0; n < 10; n++) {
                Message own = say(person, text);
                chat.edit.edit(room, own.id(), person.id(), text + n);
                chat.react.react(room, said.id(), person.id(), "👍");
                chat.react.takeBack(room, said.id(), person.id(), "👍");
                chat.delete.delete(room, own.id(), person.id());
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }

    assertThat(chat.logs.readRoom(room, 0, 10_000).events())
        .extracting(RoomEvent::seq)
        .isEqualTo(LongStream.rangeClosed(1, chat.head(room)).boxed().toList());
    assertThat(position(ben).unreadCount()).isBetween(0L, 1L);
  }

  private Message say(Person sender, String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, sender, text))).message();
  }

  private ReadPosition position(Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().read();
  }

  private RoomEvent lastEvent() {
    return chat.announcements.of(room).getLast();
  }

  private static Message done(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return ((Result.Done) result).message();
  }

  private static void assertRefused(Refusal refusal, Result result) {
    assertThat(result).isEqualTo(new Result.Refused(refusal));
  }
}
