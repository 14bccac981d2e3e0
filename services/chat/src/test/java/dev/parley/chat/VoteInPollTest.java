package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresPolls;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.app.VoteInPoll;
import dev.parley.chat.app.VoteInPoll.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll;
import dev.parley.chat.domain.Poll.Option;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.RoomEvent.Change.MessageEdited;
import dev.parley.chat.domain.RoomEvent.Change.PollChanged;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoteInPollTest {
  private static final List<String> MEALS = List.of("Soup", "Bread", "Cake");

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final VoteInPoll polls =
      new VoteInPoll(
          chat.change,
          new LookAtMessage(messages, chat.rooms),
          new PostgresPolls(chat.database),
          chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aMessageAsksAndEverybodySeesWhatIsAnswered() {
    Message asked = ask(new Question(MEALS, false, false, null));
    assertThat(asked.poll()).isEqualTo(new Question(MEALS, false, false, null).asked());

    Message answered = done(polls.vote(room, asked.id(), ben.id(), set(2)));

    assertThat(options(answered))
        .containsExactly(option("Soup"), option("Bread"), option("Cake", ben));
    assertThat(poll(answered).voterCount()).isEqualTo(1);
    assertThat(chat.announcements.of(room).getLast().change()).isEqualTo(new PollChanged(answered));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst())
        .isEqualTo(chat.announcements.of(room).getLast());
    assertThat(messages.list(room, new Window.After(0), 9)).containsExactly(answered);
    assertThat(own(asked, ben)).containsExactly(2);
    assertThat(own(asked, ada)).isEmpty();
  }

  @Test
  void oneMayChangeOnesMindAndTheSameAgainTellsNobody() {
    Message asked = ask(new Question(MEALS, true, false, null));
    done(polls.vote(room, asked.id(), ben.id(), set(0, 1)));
    done(polls.vote(room, asked.id(), ada.id(), set(1)));
    long head = chat.head(room);
    done(polls.vote(room, asked.id(), ben.id(), set(0, 1)));
    assertThat(chat.head(room)).isEqualTo(head);

    Message changed = done(polls.vote(room, asked.id(), ben.id(), set(1, 2)));
    assertThat(options(changed))
        .containsExactly(option("Soup"), option("Bread", ben, ada), option("Cake", ben));
    assertThat(poll(changed).voterCount()).isEqualTo(2);
    Message takenBack = done(polls.vote(room, asked.id(), ben.id(), set()));
    assertThat(options(takenBack))
        .containsExactly(option("Soup"), option("Bread", ada), option("Cake"));
  }

  @Test
  void ofAnAnonymousOneNobodyIsToldWhoAnsweredWhat() {
    Message asked = ask(new Question(MEALS, false, true, null));
    Message answered = done(polls.vote(room, asked.id(), ben.id(), set(0)));

    assertThat(options(answered))
        .containsExactly(new Option("Soup", 1, List.of()), option("Bread"), option("Cake"));
    assertThat(own(asked, ben)).containsExactly(0);
    assertThat(polls.voters(room, asked.id(), ada.id(), 0, Optional.empty(), 9))
        .isInstanceOf(Result.Anonymous.class);
    assertThat(
            chat.count(
                "select count(*) from chat.room_log where user_id = ? and kind = 'POLL_CHANGED'",
                ben.id()))
        .isZero();
  }

  @Test
  void afterItIsClosedNobodyAnswers() {
    Instant end = chat.clock.instant().plusSeconds(60);
    Message timed = ask(new Question(MEALS, false, false, end));
    done(polls.vote(room, timed.id(), ben.id(), set(0)));
    chat.clock.advance(Duration.ofSeconds(60));
    assertThat(polls.vote(room, timed.id(), ben.id(), set(1)))
        .isEqualTo(refused(Refusal.POLL_CLOSED));

    Message open = ask(new Question(MEALS, false, false, null));
    assertThat(polls.close(room, open.id(), ben.id())).isEqualTo(refused(Refusal.NOT_YOURS));
    Message closed = done(polls.close(room, open.id(), ada.id()));
    assertThat(poll(closed).closeTime()).isEqualTo(chat.clock.instant());
    long head = chat.head(room);
    done(polls.close(room, open.id(), ada.id()));
    assertThat(chat.head(room)).isEqualTo(head);
    assertThat(polls.vote(room, open.id(), ada.id(), set(1)))
        .isEqualTo(refused(Refusal.POLL_CLOSED));
  }

  @Test
  void whatIsNotAskedIsNotAnswered() {
    Message asked = ask(new Question(MEALS, false, false, null));
    Message said = ((Appended.Durable) messages.append(chat.draft(room, ada, "hello"))).message();

    assertThat(polls.vote(room, asked.id(), ben.id(), set(3)))
        .isEqualTo(refused(Refusal.NO_SUCH_OPTION));
    assertThat(polls.vote(room, asked.id(), ben.id(), set(-1)))
        .isEqualTo(refused(Refusal.NO_SUCH_OPTION));
    assertThat(polls.vote(room, asked.id(), ben.id(), set(0, 1)))
        .isEqualTo(refused(Refusal.NO_SUCH_OPTION));
    assertThat(polls.vote(room, said.id(), ben.id(), set(0))).isEqualTo(refused(Refusal.NO_POLL));
    assertThat(polls.own(room, said.id(), ben.id())).isInstanceOf(Result.NoPoll.class);
    assertThat(polls.close(room, said.id(), ada.id())).isEqualTo(refused(Refusal.NO_POLL));
    assertThat(polls.vote(room, asked.id(), chat.person("eve").id(), set(0)))
        .isEqualTo(new ChangeMessage.Result.NotAMember());
  }

  @Test
  void whatIsDeletedTakesItsAnswersWithIt() {
    Message asked = ask(new Question(MEALS, false, false, null));
    done(polls.vote(room, asked.id(), ben.id(), set(0)));
    chat.delete.delete(room, asked.id(), ada.id());

    assertThat(chat.count("select count(*) from chat.poll_votes")).isZero();
    assertThat(polls.vote(room, asked.id(), ben.id(), set(0))).isEqualTo(refused(Refusal.DELETED));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 2, 1).events().getFirst().change())
        .isInstanceOf(MessageEdited.class);
  }

  @Test
  void aRetryGetsThePollAsItStandsAndAnotherQuestionIsAConflict() {
    Draft draft = chat.draft(room, ada, "What?", new Question(MEALS, false, false, null));
    Message first = ((Appended.Durable) messages.append(draft)).message();
    done(polls.vote(room, first.id(), ben.id(), set(0)));

    Message again = ((Appended.Durable) messages.append(chat.again(draft))).message();
    assertThat(options(again))
        .containsExactly(option("Soup", ben), option("Bread"), option("Cake"));
    Draft other =
        new Draft(
            chat.id(),
            room,
            ada.id(),
            draft.clientId(),
            "What?",
            null,
            new Question(List.of("Tea", "Coffee"), false, false, null),
            null,
            List.of(),
            chat.clock.instant());
    assertThat(messages.append(other)).isInstanceOf(Appended.KeyConflict.class);
  }

  @Test
  void votersAreListedPageByPage() {
    Message asked = ask(new Question(MEALS, false, false, null));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 55; i++) {
      Person person = chat.person("voter" + i);
      chat.rooms.add(room, person, new Warrant.OneselfToPublic(), chat.clock.instant());
      done(polls.vote(room, asked.id(), person.id(), set(1)));
      names.add(person.username());
    }
    Message now = messages.find(room, asked.id()).orElseThrow();
    assertThat(poll(now).options().get(1).count()).isEqualTo(55);
    assertThat(poll(now).options().get(1).userIds()).hasSize(Poll.MOST_NAMED);

    List<String> read = new ArrayList<>();
    Optional<Mark> from = Optional.empty();
    do {
      Result<PeopleInOrder> result = polls.voters(room, asked.id(), ada.id(), 1, from, 20);
      PeopleInOrder page = ((Result.Found<PeopleInOrder>) result).value();
      page.people().forEach(person -> read.add(person.username()));
      from = page.next();
    } while (from.isPresent());
    assertThat(read).isEqualTo(names);
    assertThat(polls.voters(room, asked.id(), ada.id(), 9, Optional.empty(), 20))
        .isInstanceOf(Result.NoSuchOption.class);
  }

  @Test
  void aQuestionThatCannotBeAnsweredIsNotAsked() {
    SendMessage send = new SendMessage(messages, chat.rooms, chat.call, chat.clock);
    assertThat(sent(send, new Question(List.of("a", "a"), false, false, null)))
        .isEqualTo(new SendMessage.Result.BadOptions());
    assertThat(sent(send, new Question(List.of("a", " "), false, false, null)))
        .isEqualTo(new SendMessage.Result.BadOptions());
    assertThat(sent(send, new Question(MEALS, false, false, chat.clock.instant())))
        .isEqualTo(new SendMessage.Result.BadCloseTime());
    assertThat(sent(send, new Question(MEALS, false, false, null)))
        .isInstanceOf(SendMessage.Result.Sent.class);
  }

  private SendMessage.Result sent(SendMessage send, Question question) {
    return send.begin(room, ada.id(), UUID.randomUUID(), "What?", null, question, null).get();
  }

  private Message ask(Question question) {
    return ((Appended.Durable)
            messages.append(chat.draft(room, ada, "What shall we eat?", question)))
        .message();
  }

  private List<Integer> own(Message message, Person person) {
    return ((Result.Found<List<Integer>>) polls.own(room, message.id(), person.id())).value();
  }

  private static Poll poll(Message message) {
    return Optional.ofNullable(message.poll()).orElseThrow();
  }

  private static List<Option> options(Message message) {
    return poll(message).options();
  }

  private static Option option(String text, Person... people) {
    return new Option(text, people.length, List.of(people).stream().map(Person::id).toList());
  }

  private static TreeSet<Integer> set(Integer... options) {
    return new TreeSet<>(List.of(options));
  }

  private static ChangeMessage.Result refused(Refusal refusal) {
    return new ChangeMessage.Result.Refused(refusal);
  }

  private static Message done(ChangeMessage.Result result) {
    return ((ChangeMessage.Result.Done) result).message();
  }
}
