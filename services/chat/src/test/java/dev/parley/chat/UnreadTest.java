package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Preferences;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person cleo = chat.person("cleo");

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void messagesAreNumberedWhateverElseHappensInTheRoom() {
    UUID room = chat.room(ada);
    Message first = say(room, ada, "one");
    join(room, ben);
    Message second = say(room, ben, "two");

    assertThat(List.of(first, second)).extracting(Message::seq).containsExactly(2L, 4L);
    assertThat(List.of(first, second)).extracting(Message::ordinal).containsExactly(1L, 2L);
    assertThat(messages.list(room, new Window.After(0), 10)).containsExactly(first, second);
    assertThat(position(room, ada).headOrdinal()).isEqualTo(2);
  }

  @Test
  void whatOthersSayIsUnreadUntilItIsRead() {
    UUID room = chat.room(ada, ben);
    say(room, ada, "one");
    Message last = say(room, ada, "two");

    assertThat(position(room, ben).unreadCount()).isEqualTo(2);
    assertThat(position(room, ada).unreadCount()).isZero();

    ReadPosition read = read(room, ben, last.seq());

    assertThat(read).isEqualTo(new ReadPosition(room, last.seq(), 2, 2, 0, 0, last.seq()));
    assertThat(position(room, ben)).isEqualTo(read);
    assertThat(lastNews(ben)).isEqualTo(new UserEvent.Change.ReadMoved(read));
  }

  @Test
  void whoJoinsHasReadEverything() {
    UUID room = chat.room(ada);
    say(room, ada, "before, @ben");
    join(room, ben);

    assertThat(position(room, ben)).isEqualTo(new ReadPosition(room, 3, 1, 1, 0, 0, 3));
  }

  @Test
  void whoLeavesAndComesBackHasReadEverything() {
    UUID room = chat.room(ada, ben);
    say(room, ada, "@ben");
    chat.remove(room, ben);
    say(room, ada, "@ben is gone");
    join(room, ben);

    assertThat(position(room, ben).unreadCount()).isZero();
    assertThat(position(room, ben).mentionCount()).isZero();
  }

  @Test
  void sendingReadsEverythingBefore() {
    UUID room = chat.room(ada, ben);
    say(room, ada, "@ben");
    long news = chat.announcements.ofUser(ben.id()).size();

    Message own = say(room, ben, "here");

    assertThat(position(room, ben))
        .isEqualTo(new ReadPosition(room, own.seq(), 2, 2, 0, 0, own.seq()));
    assertThat(chat.announcements.ofUser(ben.id()))
        .as("the message itself tells")
        .hasSize((int) news);
  }

  @Test
  void readingNeverMovesBackAndTheSameAgainTellsNobody() {
    UUID room = chat.room(ada, ben);
    Message first = say(room, ada, "one");
    Message second = say(room, ada, "two");
    read(room, ben, second.seq());
    int news = chat.announcements.ofUser(ben.id()).size();

    assertThat(read(room, ben, first.seq()).ordinal()).isEqualTo(2);
    assertThat(read(room, ben, second.seq()).ordinal()).isEqualTo(2);
    assertThat(read(room, ben, 0).ordinal()).isEqualTo(2);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(news);
  }

  @Test
  void beyondTheNewestIsTheNewest() {
    UUID room = chat.room(ada, ben);
    Message last = say(room, ada, "one");

    assertThat(read(room, ben, 1L << 52).seq()).isEqualTo(last.seq());
  }

  @Test
  void aRoomWithoutMessagesHasNothingToRead() {
    UUID room = chat.room(ada, ben);

    assertThat(read(room, ben, 100)).isEqualTo(new ReadPosition(room, 2, 0, 0, 0, 0, 2));
    assertThat(unread(room, ben, 1)).isEqualTo(new ReadPosition(room, 2, 0, 0, 0, 0, 2));
  }

  @Test
  void aMessageAndWhatFollowsCanBeUnreadAgain() {
    UUID room = chat.room(ada, ben);
    Message first = say(room, ada, "one");
    Message second = say(room, ada, "two, @ben");
    say(room, ben, "three");

    ReadPosition back = unread(room, ben, second.seq());

    assertThat(back).isEqualTo(new ReadPosition(room, first.seq(), 1, 3, 0, 1, chat.head(room)));
    assertThat(lastNews(ben)).isEqualTo(new UserEvent.Change.ReadMoved(back));
    assertThat(unread(room, ben, second.seq() + 1)).as("never moves on").isEqualTo(back);
    assertThat(unread(room, ben, 1L << 52)).isEqualTo(back);
    assertThat(unread(room, ben, 1))
        .isEqualTo(new ReadPosition(room, 0, 0, 3, 0, 1, chat.head(room)));
  }

  @Test
  void membersAreMentionedByName() {
    UUID room = chat.room(ada, ben);
    Message message = say(room, ada, "@ben and @cleo and @nobody, says @Ada");

    assertThat(message.mentions()).isEqualTo(new Mentions(List.of(ben.id(), ada.id()), false));
    assertThat(messages.list(room, new Window.After(0), 10)).containsExactly(message);
    assertThat(position(room, ben).mentionCount()).isEqualTo(1);
    assertThat(position(room, ada).mentionCount()).as("read by sending it").isZero();
    assertThat(unread(room, ada, message.seq()).mentionCount()).isEqualTo(1);
  }

  @Test
  void everybodyIsMentionedOnceHoweverOftenAMessageSaysIt() {
    UUID room = chat.room(ada, ben, cleo);
    Message message = say(room, ada, "@all, and @ben above all, and @here");

    assertThat(message.mentions()).isEqualTo(Mentions.EVERYONE);
    assertThat(position(room, ben).mentionCount()).isEqualTo(1);
    assertThat(position(room, cleo).mentionCount()).isEqualTo(1);
    assertThat(read(room, ben, message.seq()).mentionCount()).isZero();
  }

  @Test
  void aRepeatedSendIsCountedOnceAndAnsweredTheSame() {
    UUID room = chat.room(ada, ben);
    Draft draft = chat.draft(room, ada, "@ben");
    Appended first = messages.append(draft);

    assertThat(messages.append(chat.again(draft))).isEqualTo(first);
    assertThat(position(room, ben))
        .isEqualTo(new ReadPosition(room, 2, 0, 1, 0, 1, chat.head(room)));
  }

  @Test
  void strangersHaveNoPosition() {
    UUID room = chat.room(ada);
    Message message = say(room, ada, "one");

    assertThat(chat.positions.read(room, ben.id(), message.seq(), chat.clock.instant())).isEmpty();
    assertThat(chat.positions.unread(room, ben.id(), 1, chat.clock.instant())).isEmpty();
    assertThat(chat.positions.delivered(room, ben.id(), 1)).isFalse();
    assertThat(position(room, ben))
        .isEqualTo(new ReadPosition(room, 0, 0, 1, 0, 0, chat.head(room)));
  }

  @Test
  void othersAreToldHowFarOneIs() {
    UUID room = chat.room(ada, ben);
    Message first = say(room, ada, "one");
    chat.positions.delivered(room, ben.id(), first.seq());
    read(room, ben, first.seq());
    chat.positions.delivered(room, ben.id(), 1L << 52);
    unread(room, ben, first.seq());

    assertThat(chat.announcements.receipts())
        .containsExactly(
            new Receipt(room, ben.id(), first.seq(), 2),
            new Receipt(room, ben.id(), first.seq(), first.seq()));
    assertThat(chat.positions.receipts(room, ada.id()))
        .as("what was seen stays seen")
        .containsExactlyInAnyOrder(
            new Receipt(room, ada.id(), first.seq(), first.seq()),
            new Receipt(room, ben.id(), first.seq(), first.seq()));
  }

  @Test
  void whoKeepsReadsPrivateNeitherTellsNorIsTold() {
    UUID room = chat.room(ada, ben);
    chat.preferences.save(ben.id(), new Preferences(false, true), chat.clock.instant());
    Message message = say(room, ada, "one");
    read(room, ben, message.seq());

    Receipt untold = new Receipt(room, ben.id(), message.seq(), 0);
    assertThat(chat.announcements.receipts()).containsExactly(untold);
    assertThat(chat.positions.receipts(room, ada.id())).contains(untold);
    assertThat(chat.positions.receipts(room, ben.id()))
        .containsExactlyInAnyOrder(
            new Receipt(room, ada.id(), message.seq(), 0),
            new Receipt(room, ben.id(), message.seq(), message.seq()));
    assertThat(chat.logs.standing(ben.id()).readReceipts()).isFalse();
    assertThat(lastOf(chat.logs.readUser(ben.id(), 0, 10).events()).change())
        .isInstanceOf(UserEvent.Change.ReadMoved.class);
    assertThat(chat.logs.readUser(ben.id(), 0, 10).events())
        .extracting(UserEvent::change)
        .contains(new UserEvent.Change.PreferencesChanged(new Preferences(false, true)));
  }

  @Test
  void largeRoomsKeepNoReceipts() {
    Person[] many =
        IntStream.range(0, Receipt.MAX_MEMBERS)
            .mapToObj(i -> chat.person("member" + i))
            .toArray(Person[]::new);
    UUID room = chat.room(ada, many);
    Message message = say(room, ada, "one");

    assertThat(chat.positions.delivered(room, many[0].id(), message.seq())).isTrue();
    assertThat(read(room, many[0], message.seq()).unreadCount()).isZero();
    assertThat(chat.announcements.receipts()).isEmpty();
    assertThat(chat.positions.receipts(room, ada.id())).isEmpty();
  }

  private Message say(UUID room, Person person, String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, person, text))).message();
  }

  private void join(UUID room, Person person) {
    chat.rooms.add(room, person, new Warrant.OneselfToPublic(), chat.clock.instant());
  }

  private ReadPosition read(UUID room, Person person, long seq) {
    return chat.positions.read(room, person.id(), seq, chat.clock.instant()).orElseThrow();
  }

  private ReadPosition unread(UUID room, Person person, long seq) {
    return chat.positions.unread(room, person.id(), seq, chat.clock.instant()).orElseThrow();
  }

  private ReadPosition position(UUID room, Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().read();
  }

  private UserEvent.Change lastNews(Person person) {
    return lastOf(chat.announcements.ofUser(person.id())).change();
  }

  private static UserEvent lastOf(List<UserEvent> events) {
    return events.getLast();
  }
}
