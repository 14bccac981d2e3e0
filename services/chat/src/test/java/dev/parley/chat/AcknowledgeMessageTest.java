package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAcknowledgements;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.AcknowledgeMessage;
import dev.parley.chat.app.AcknowledgeMessage.Result;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Attention.Acknowledgements;
import dev.parley.chat.domain.Attention.Priority;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent.Change.MessageEdited;
import dev.parley.chat.domain.RoomEvent.Change.MessageUpdated;
import dev.parley.chat.port.Acknowledgements.Mark;
import dev.parley.chat.port.Acknowledgements.Reader;
import dev.parley.chat.port.Acknowledgements.Stretch;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgeMessageTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final AcknowledgeMessage acknowledge =
      new AcknowledgeMessage(
          chat.change,
          new LookAtMessage(messages, chat.rooms),
          new PostgresAcknowledgements(chat.database));
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person cleo = chat.person("cleo");
  private final UUID room = chat.room(ada, ben, cleo);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aMessageSaysHowUrgentItIsAndWhoHasTakenNote() {
    Message said = say(Attention.asked(Priority.URGENT, true));
    assertThat(said.attention()).isEqualTo(new Attention(Priority.URGENT, Acknowledgements.NONE));
    assertThat(messages.list(room, new Window.After(0), 9)).containsExactly(said);

    Message noted = done(acknowledge.acknowledge(room, said.id(), ben.id()));

    assertThat(noted.attention())
        .isEqualTo(new Attention(Priority.URGENT, new Acknowledgements(1, List.of(ben.id()))));
    assertThat(chat.announcements.of(room).getLast().change()).isEqualTo(new MessageUpdated(noted));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst())
        .isEqualTo(chat.announcements.of(room).getLast());
    assertThat(messages.list(room, new Window.After(0), 9)).containsExactly(noted);
    long head = chat.head(room);
    assertThat(done(acknowledge.acknowledge(room, said.id(), ben.id()))).isEqualTo(noted);
    assertThat(chat.head(room)).as("once more changes nothing").isEqualTo(head);
    assertThat(acknowledge.own(room, said.id(), ben.id()))
        .isEqualTo(new Result.Found<>(Optional.of(chat.clock.instant())));
    assertThat(acknowledge.own(room, said.id(), cleo.id()))
        .isEqualTo(new Result.Found<>(Optional.empty()));
  }

  @Test
  void mostMessagesWantNothing() {
    assertThat(Attention.asked(Priority.STANDARD, false)).isNull();
    Message said = say(null);
    assertThat(said.attention()).isNull();
    assertThat(acknowledge.acknowledge(room, said.id(), ben.id()))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.NOT_TO_BE_ACKNOWLEDGED));
    assertThat(acknowledge.readers(room, said.id(), ben.id(), false, Optional.empty(), 9))
        .isEqualTo(new Result.NotAsked<>());
    Message important = say(Attention.asked(Priority.IMPORTANT, false));
    assertThat(important.attention()).isEqualTo(new Attention(Priority.IMPORTANT, null));
    assertThat(acknowledge.acknowledge(room, important.id(), ben.id()))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.NOT_TO_BE_ACKNOWLEDGED));
  }

  @Test
  void thoseAcknowledgeWhoMayReadItButNotWhoSaidIt() {
    Message said = say(Attention.asked(Priority.STANDARD, true));
    assertThat(acknowledge.acknowledge(room, said.id(), ada.id()))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.OWN_MESSAGE));
    assertThat(acknowledge.acknowledge(room, said.id(), chat.person("eve").id()))
        .isEqualTo(new ChangeMessage.Result.NotAMember());
    assertThat(acknowledge.acknowledge(room, UUID.randomUUID(), ben.id()))
        .isEqualTo(new ChangeMessage.Result.NoSuchMessage());
  }

  @Test
  void itIsToldWhoHasAndWhoHasNotAPageAtATime() {
    Message said = say(Attention.asked(Priority.STANDARD, true));
    assertThat(names(said, true)).containsExactly("ben", "cleo");
    done(acknowledge.acknowledge(room, said.id(), cleo.id()));
    chat.clock.advance(java.time.Duration.ofMinutes(1));
    done(acknowledge.acknowledge(room, said.id(), ben.id()));

    assertThat(names(said, false)).containsExactly("cleo", "ben");
    assertThat(names(said, true)).isEmpty();
    Stretch all = found(said, false, Optional.empty(), 9);
    assertThat(all.readers()).extracting(Reader::time).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void whatIsDeletedIsNotAcknowledgedAndNothingIsLeftOfIt() {
    Message said = say(Attention.asked(Priority.URGENT, true));
    done(acknowledge.acknowledge(room, said.id(), ben.id()));
    Message tombstone = done(chat.delete.delete(room, said.id(), ada.id()));

    assertThat(tombstone.attention()).isNull();
    assertThat(messages.find(room, said.id())).contains(tombstone);
    assertThat(chat.count("select count(*) from chat.acknowledgements")).isZero();
    assertThat(acknowledge.acknowledge(room, said.id(), cleo.id()))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.DELETED));
    assertThat(chat.logs.readRoom(room, said.seq(), 1).events().getFirst().change())
        .as("a replay")
        .isInstanceOf(MessageEdited.class);
  }

  @Test
  void aRepeatedSendIsTheSameOnlyIfItWantsTheSame() {
    Draft draft = draft(Attention.asked(Priority.URGENT, true));
    Message first = ((Appended.Durable) messages.append(draft)).message();
    Message noted = done(acknowledge.acknowledge(room, first.id(), ben.id()));

    assertThat(messages.append(chat.again(draft))).isEqualTo(new Appended.Durable(noted));
    Draft other =
        new Draft(
            chat.id(),
            room,
            ada.id(),
            draft.clientId(),
            draft.text(),
            null,
            null,
            Attention.asked(Priority.IMPORTANT, true),
            List.of(),
            chat.clock.instant());
    assertThat(messages.append(other)).isEqualTo(new Appended.KeyConflict());
  }

  @Test
  void anEditKeepsWhatWasAcknowledged() {
    Message said = say(Attention.asked(Priority.URGENT, true));
    Message noted = done(acknowledge.acknowledge(room, said.id(), ben.id()));
    Message edited = done(chat.edit.edit(room, said.id(), ada.id(), "Fire drill at noon!"));
    assertThat(edited.attention()).isEqualTo(noted.attention());
  }

  private Message say(@Nullable Attention attention) {
    return ((Appended.Durable) messages.append(draft(attention))).message();
  }

  private Draft draft(@Nullable Attention attention) {
    return new Draft(
        chat.id(),
        room,
        ada.id(),
        UUID.randomUUID(),
        "Fire drill!",
        null,
        null,
        attention,
        List.of(),
        chat.clock.instant());
  }

  private List<String> names(Message message, boolean pending) {
    List<String> names = new ArrayList<>();
    Optional<Mark> from = Optional.empty();
    do {
      Stretch stretch = found(message, pending, from, 1);
      stretch.readers().forEach(reader -> names.add(reader.person().username()));
      from = stretch.next();
    } while (from.isPresent());
    return names;
  }

  private Stretch found(Message message, boolean pending, Optional<Mark> from, int limit) {
    return ((Result.Found<Stretch>)
            acknowledge.readers(room, message.id(), ben.id(), pending, from, limit))
        .value();
  }

  private static Message done(ChangeMessage.Result result) {
    return ((ChangeMessage.Result.Done) result).message();
  }
}
