package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinMessagesTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final LookAtMessage look = new LookAtMessage(messages, chat.rooms);
  private final Person owner = chat.person("owner");
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private UUID room;
  private Message said;

  @BeforeEach
  void talk() {
    room = chat.room(owner, ada, ben);
    said = say("the plan");
  }

  @AfterEach
  void stop() {
    messages.close();
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    chat.close();
  }

  @Test
  void whatIsPinnedSaysSoAndEverybodyIsTold() {
    chat.clock.advance(Duration.ofMinutes(1));
    Message now = done(chat.pin.pin(room, said.id(), ben.id()));

    assertThat(now.since().pinTime()).isEqualTo(chat.clock.instant());
    assertThat(now.since().seq()).isEqualTo(5);
    assertThat(messages.find(room, said.id())).contains(now);
    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.PinChanged(now, ben, true));
    assertThat(pins()).containsExactly(new Pin(now, ben, chat.clock.instant()));
  }

  @Test
  void aPinAgainMakesNoEventAndNeitherDoesTakingNoneAway() {
    Message once = done(chat.pin.pin(room, said.id(), ben.id()));
    assertThat(done(chat.pin.pin(room, said.id(), ada.id()))).isEqualTo(once);
    done(chat.pin.unpin(room, said.id(), ada.id()));
    long head = chat.head(room);

    assertThat(done(chat.pin.unpin(room, said.id(), ben.id())).since().pinTime()).isNull();
    assertThat(chat.head(room)).isEqualTo(head);
    assertThat(pins()).isEmpty();
    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.PinChanged(messages.find(room, said.id()).orElseThrow(), ada, false));
  }

  @Test
  void theLastPinnedComesFirstWithTheReactionsToIt() {
    Message other = say("the other plan");
    done(chat.pin.pin(room, other.id(), ada.id()));
    chat.clock.advance(Duration.ofSeconds(1));
    done(chat.pin.pin(room, said.id(), ada.id()));
    done(chat.react.react(room, other.id(), ben.id(), "👍"));

    assertThat(pins()).extracting(pin -> pin.message().id()).containsExactly(said.id(), other.id());
    assertThat(pins().getLast().message().since().reactions()).hasSize(1);
  }

  @Test
  void editingKeepsAPinAndDeletingTakesItAway() {
    done(chat.pin.pin(room, said.id(), ben.id()));
    assertThat(done(chat.edit.edit(room, said.id(), ada.id(), "the new plan")).since().pinTime())
        .isNotNull();

    assertThat(done(chat.delete.delete(room, said.id(), ada.id())).since().pinTime()).isNull();
    assertThat(pins()).isEmpty();
    assertThat(chat.pin.pin(room, said.id(), ben.id()))
        .isEqualTo(new Result.Refused(Refusal.DELETED));
    assertThat(chat.logs.readRoom(room, 0, 99).events())
        .noneMatch(event -> event.change() instanceof Change.PinChanged);
  }

  @Test
  void aRoomTakesAHundred() {
    for (int i = 0; i < Pin.MOST; i++) {
      done(chat.pin.pin(room, say("number " + i).id(), ada.id()));
    }

    assertThat(chat.pin.pin(room, said.id(), ada.id()))
        .isEqualTo(new Result.Refused(Refusal.TOO_MANY_PINS));
    done(chat.delete.delete(room, pins().getFirst().message().id(), owner.id()));
    done(chat.pin.pin(room, said.id(), ada.id()));
    assertThat(pins()).hasSize(Pin.MOST);
  }

  @Test
  void aRoomMayLeaveItToOthers() {
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
                Map.of(Permission.PIN_MESSAGES, Role.MODERATOR)));

    assertThat(chat.pin.pin(room, said.id(), ada.id()))
        .isEqualTo(new Result.Refused(Refusal.NOT_ALLOWED_TO_PIN));
    done(chat.pin.pin(room, said.id(), owner.id()));
    assertThat(chat.pin.unpin(room, said.id(), ada.id()))
        .isEqualTo(new Result.Refused(Refusal.NOT_ALLOWED_TO_PIN));
  }

  @Test
  void onlyMembersSeeWhatIsPinned() {
    Person stranger = chat.person("stranger");
    UUID secret = chat.privateRoom(owner);

    assertThat(look.pins(room, stranger.id())).isEqualTo(new LookAtMessage.Result.NotAMember<>());
    assertThat(look.pins(secret, ada.id())).isEqualTo(new LookAtMessage.Result.NoSuchRoom<>());
    assertThat(look.pins(secret, owner.id()))
        .isEqualTo(new LookAtMessage.Result.Found<>(List.of()));
  }

  @Test
  void whatWasPinnedComesWithTheMessagesAroundIt() {
    done(chat.pin.pin(room, said.id(), ben.id()));
    done(chat.pin.unpin(room, said.id(), ben.id()));

    assertThat(chat.logs.changes(room, 4, 99, 10))
        .extracting(event -> event.change().getClass().getSimpleName())
        .containsExactly("PinChanged");
  }

  private List<Pin> pins() {
    return ((LookAtMessage.Result.Found<List<Pin>>) look.pins(room, ada.id())).value();
  }

  private Message say(String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, ada, text))).message();
  }

  private static Message done(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return ((Result.Done) result).message();
  }
}
