package dev.parley.chat;

import static dev.parley.platform.pictures.PictureFiles.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresRoomAvatars;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.PictureRoom;
import dev.parley.chat.app.PictureRoom.Result;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent.Change.Detail;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.pictures.Picture;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureRoomTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PictureRoom pictures =
      new PictureRoom(chat.roomChanges, new PostgresRoomAvatars(chat.database), chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void aRoomShowsOnePictureWhichItsLogTellsOf() {
    String first = shown(png(64, 64));
    String second = shown(png(65, 65));

    assertThat(first).isNotEqualTo(second);
    assertThat(pictures.find(room, second).map(Picture::bytes)).hasValue(png(65, 65));
    assertThat(pictures.find(room, first)).as("a former one").isEmpty();
    assertThat(pictures.find(UUID.randomUUID(), second)).as("of another room").isEmpty();
    RoomChanged told = (RoomChanged) chat.announcements.of(room).getLast().change();
    assertThat(told.changed()).containsExactly(Detail.AVATAR);
    assertThat(told.details().avatarVersion()).isEqualTo(second);
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst().change())
        .isEqualTo(told);
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().details().avatarVersion())
        .isEqualTo(second);
  }

  @Test
  void theSameAgainChangesNothing() {
    shown(png(64, 64));
    long before = chat.head(room);

    shown(png(64, 64));

    assertThat(chat.head(room)).isEqualTo(before);
  }

  @Test
  void itIsRemoved() {
    String version = shown(png(64, 64));

    pictures.remove(room, ada.id());
    long before = chat.head(room);
    pictures.remove(room, ada.id());

    assertThat(pictures.find(room, version)).isEmpty();
    assertThat(chat.count("select count(*) from chat.room_avatars")).isZero();
    assertThat(chat.head(room)).isEqualTo(before);
  }

  @Test
  void aDeletedRoomShowsItAgainOnceItIsBroughtBack() {
    String version = shown(png(64, 64));
    DeleteRoom deletion =
        new DeleteRoom(
            new PostgresRoomDeletion(chat.database, chat.announcements),
            chat.clock,
            Duration.ofDays(7));

    deletion.delete(room, ada.id());
    assertThat(pictures.find(room, version)).isEmpty();
    deletion.undelete(room, ada.id(), "");
    assertThat(pictures.find(room, version)).isPresent();
  }

  @Test
  void itTakesThePermissionToChangeDetailsAndAnOpenRoom() {
    Refusal notAllowed = new Refusal.NotAllowed(Permission.CHANGE_DETAILS);
    assertThat(pictures.show(room, ben.id(), png(64, 64)))
        .isEqualTo(new Result.Asked(new Outcome.Refused<>(notAllowed)));
    assertThat(pictures.show(room, chat.person("eve").id(), png(64, 64)))
        .isEqualTo(new Result.Asked(new Outcome.NotAMember<>()));
    assertThat(chat.count("select count(*) from chat.room_avatars")).isZero();

    new ChangeRoom(chat.roomChanges, chat.clock).archive(room, ada.id(), true);
    assertThat(pictures.show(room, ada.id(), png(64, 64)))
        .isEqualTo(new Result.Asked(new Outcome.Refused<>(new Refusal.Archived())));
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThat(pictures.show(room, ada.id(), new byte[] {1, 2, 3}))
        .isEqualTo(new Result.Unfit(new Picture.Unfit.Unreadable()));
  }

  private String shown(byte[] file) {
    Result result = pictures.show(room, ada.id(), file);
    Optional<RoomDetails> now =
        result instanceof Result.Asked(Outcome.Done<RoomDetails>(RoomDetails details))
            ? Optional.of(details)
            : Optional.empty();
    return now.orElseThrow().avatarVersion();
  }
}
