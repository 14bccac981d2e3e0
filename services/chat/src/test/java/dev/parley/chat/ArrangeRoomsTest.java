package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresRoomPreferences;
import dev.parley.chat.app.ArrangeRooms;
import dev.parley.chat.app.ArrangeRooms.Wish;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomPreferences;
import dev.parley.chat.domain.RoomPreferences.Level;
import dev.parley.chat.domain.UserEvent;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrangeRoomsTest {
  private static final Wish FAVOURITE =
      new Wish(Optional.of(true), Optional.empty(), Optional.empty());
  private static final Wish QUIET =
      new Wish(Optional.empty(), Optional.of(true), Optional.of(Level.MENTIONS));

  private final ChatDatabase chat = new ChatDatabase();
  private final ArrangeRooms arrange =
      new ArrangeRooms(new PostgresRoomPreferences(chat.database, chat.announcements), chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whatIsGivenChangesAndTheRestStays() {
    arrange.change(room, ada.id(), FAVOURITE);

    assertThat(arrange.change(room, ada.id(), QUIET))
        .contains(new RoomPreferences(true, true, Level.MENTIONS));
    assertThat(of(ada)).isEqualTo(new RoomPreferences(true, true, Level.MENTIONS));
  }

  @Test
  void nobodyElseKnows() {
    long head = chat.head(room);
    arrange.change(room, ada.id(), FAVOURITE);

    assertThat(of(ben)).isEqualTo(RoomPreferences.DEFAULT);
    assertThat(chat.head(room)).isEqualTo(head);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void onesOwnDevicesAreToldOfEachChangeOnce() {
    long before = chat.logs.standing(ada.id()).userSeq();
    arrange.change(room, ada.id(), FAVOURITE);
    arrange.change(room, ada.id(), FAVOURITE);

    UserEvent.Change changed =
        new UserEvent.Change.RoomPreferencesChanged(
            room, new RoomPreferences(true, false, Level.ALL));
    assertThat(chat.announcements.ofUser(ada.id()).getLast().change()).isEqualTo(changed);
    assertThat(chat.logs.readUser(ada.id(), before, 10).events())
        .extracting(UserEvent::change)
        .containsExactly(changed);
  }

  @Test
  void othersThanMembersArrangeNothing() {
    assertThat(arrange.change(room, chat.person("eve").id(), FAVOURITE)).isEmpty();
    assertThat(arrange.change(UUID.randomUUID(), ada.id(), FAVOURITE)).isEmpty();
  }

  @Test
  void whoComesBackBeginsAnew() {
    arrange.change(room, ben.id(), FAVOURITE);
    chat.remove(room, ben);

    assertThat(of(ben)).isEqualTo(RoomPreferences.DEFAULT);
  }

  private RoomPreferences of(Person person) {
    return chat.rooms.find(room, person.id()).map(Room::preferences).orElseThrow();
  }
}
