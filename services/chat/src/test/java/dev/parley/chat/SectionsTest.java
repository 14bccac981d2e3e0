package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresRoomPreferences;
import dev.parley.chat.adapter.postgres.PostgresSections;
import dev.parley.chat.app.ArrangeRooms;
import dev.parley.chat.app.ArrangeSections;
import dev.parley.chat.app.ArrangeSections.Wish;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomPreferences;
import dev.parley.chat.domain.Section;
import dev.parley.chat.domain.Sections;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.SectionRepository.Outcome;
import dev.parley.chat.port.SectionRepository.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SectionsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final ArrangeSections arrange =
      new ArrangeSections(new PostgresSections(chat.database, chat.announcements), chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID one = chat.room(ada, ben);
  private final UUID two = chat.room(ada);
  private final UUID three = chat.room(ada);

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whoHasChangedNothingHasTheBuiltInOnes() {
    assertThat(arrange.list(ada.id())).isEqualTo(Sections.DEFAULT);
  }

  @Test
  void aNewSectionStandsAboveTheChannels() {
    make("work");
    make("play");

    assertThat(names()).containsExactly("favourites", "work", "play", "channels", "conversations");
    assertThat(arrange.list(ben.id())).isEqualTo(Sections.DEFAULT);
  }

  @Test
  void whatIsGivenChangesAndTheRestStays() {
    make("work");
    move(one, "work");
    change("work", Optional.of("Wörk"), Optional.of(true), Optional.empty());

    Sections after =
        change("work", Optional.empty(), Optional.empty(), Optional.of(Section.Sort.ACTIVITY));
    assertThat(after.find("work"))
        .contains(
            new Section(
                "work",
                Section.Kind.OWN,
                "Wörk",
                true,
                Section.Sort.ACTIVITY,
                false,
                List.of(one)));
    assertThat(arrange.list(ada.id())).isEqualTo(after);
  }

  @Test
  void builtInOnesAreArrangedAndKeepTheirNames() {
    Wish place =
        new Wish(
            Optional.empty(),
            Optional.of(true),
            Optional.empty(),
            Optional.of(true),
            Optional.of(9));
    arrange.change(ada.id(), "favourites", place);

    assertThat(names()).containsExactly("channels", "conversations", "favourites");
    assertThat(section("favourites").unreadOnly()).isTrue();
    assertThat(arrange.change(ada.id(), "channels", named("mine")))
        .isEqualTo(new Outcome.Refused(Refusal.BUILT_IN));
    assertThat(arrange.delete(ada.id(), "channels"))
        .isEqualTo(new Outcome.Refused(Refusal.BUILT_IN));
    assertThat(arrange.delete(ada.id(), "work")).isEqualTo(new Outcome.Refused(Refusal.MISSING));
  }

  @Test
  void thereAreAtMostFifty() {
    for (int i = 0; i < Sections.MOST_OWN; i++) {
      make("section " + i);
    }

    assertThat(arrange.make(ada.id(), "more", "more"))
        .isEqualTo(new Outcome.Refused(Refusal.TOO_MANY));
  }

  @Test
  void aRoomIsInOneOwnSectionAndGoesWithIt() {
    make("work");
    make("play");
    move(one, "work");
    move(two, "work");
    move(one, "play");

    assertThat(section("work").roomIds()).containsExactly(two);
    assertThat(section("play").roomIds()).containsExactly(one);
    arrange.delete(ada.id(), "work");
    assertThat(rooms()).containsExactly(one);
  }

  @Test
  void aRoomIsPutAtAPlaceAmongTheOthersAsTheyAreSeen() {
    make("work");
    move(one, "work");
    move(two, "work");
    move(three, "work");

    move(three, "work", two, three, one);
    assertThat(section("work").sort()).isEqualTo(Section.Sort.MANUAL);
    assertThat(section("work").roomIds()).containsExactly(two, three, one);
    move(one, "work", one, two, three);
    assertThat(section("work").roomIds()).containsExactly(one, two, three);
  }

  @Test
  void anOrderThatIsOlderSaysBelowWhichRoomAndNoMore() {
    make("work");
    Stream.of(one, two, three).forEach(room -> move(room, "work"));
    move(one, "work", one, two, three);
    // Another device has put the last first, and this one has not heard of it.
    move(three, "work", three, one, two);
    move(one, "work", two, one, three);

    assertThat(section("work").roomIds()).containsExactly(three, two, one);
  }

  @Test
  void anOrderThatIsOlderPullsNothingBack() {
    make("work");
    make("play");
    Stream.of(one, two).forEach(room -> move(room, "work"));
    move(two, "play");
    move(three, "work", one, two, three);

    assertThat(section("work").roomIds()).containsExactly(one, three);
    assertThat(section("play").roomIds()).containsExactly(two);
  }

  @Test
  void builtInOnesAreSortedByHandToo() {
    move(three, "channels", three, one, two);
    move(two, "channels", two, three, one);

    assertThat(section("channels").roomIds()).containsExactly(two, three, one);
  }

  @Test
  void whatIsPutIntoFavouritesIsOneAndReturnsToWhereItWas() {
    make("work");
    move(one, "work");
    move(one, "favourites");
    assertThat(preferences(one).favourite()).isTrue();
    assertThat(section("work").roomIds()).containsExactly(one);

    move(one, "channels");
    assertThat(preferences(one)).isEqualTo(RoomPreferences.DEFAULT);
    assertThat(section("work").roomIds()).isEmpty();
  }

  @Test
  void builtInOnesTakeWhatIsOfTheirKind() {
    assertThat(arrange.move(ada.id(), one, "conversations", List.of()))
        .isEqualTo(new Outcome.Refused(Refusal.WRONG));
    assertThat(arrange.move(ada.id(), one, "nowhere", List.of()))
        .isEqualTo(new Outcome.Refused(Refusal.MISSING));
    assertThat(arrange.move(ben.id(), two, "favourites", List.of()))
        .isEqualTo(new Outcome.NotAMember());
  }

  @Test
  void aRoomThatOneHasLeftIsInNoSection() {
    make("work");
    move(one, "work");
    chat.remove(one, ada);

    assertThat(section("work").roomIds()).isEmpty();
  }

  @Test
  void onesOwnDevicesAreToldOfEachChangeOnceAndNobodyElse() {
    long before = chat.logs.standing(ada.id()).userSeq();
    make("work");
    move(one, "work");
    move(one, "work");
    change("work", Optional.empty(), Optional.of(false), Optional.empty());

    assertThat(chat.logs.readUser(ada.id(), before, 10).events())
        .extracting(UserEvent::change)
        .as("each as it is when it is read")
        .containsExactly(
            new UserEvent.Change.SectionsChanged(2), new UserEvent.Change.SectionsChanged(2));
    assertThat(chat.announcements.ofUser(ada.id()).getLast().change())
        .isEqualTo(new UserEvent.Change.SectionsChanged(2));
    assertThat(arrange.list(ada.id()).version()).isEqualTo(2);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
    assertThat(chat.head(one)).isEqualTo(2);
  }

  @Test
  void devicesThatChangeThemAtTheSameTimeLeaveEachRoomInOneSection() throws Exception {
    List<String> ids = List.of("favourites", "a", "b", "c", "channels");
    Stream.of("a", "b", "c").forEach(this::make);
    ArrangeRooms stars =
        new ArrangeRooms(
            new PostgresRoomPreferences(chat.database, chat.announcements), chat.clock);
    try (ExecutorService devices = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int device = 0; device < 4; device++) {
        Random random = new Random(device);
        running.add(
            devices.submit(() -> {
              for (int i = 0; i < 40; i++) {
                UUID room = List.of(one, two, three).get(random.nextInt(3));
                move(room, ids.get(random.nextInt(ids.size())), room, one, two, three);
                stars.change(
                    room,
                    ada.id(),
                    new ArrangeRooms.Wish(
                        Optional.of(random.nextBoolean()), Optional.empty(), Optional.empty()));
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }

    assertThat(rooms()).doesNotHaveDuplicates();
    assertThat(chat.announcements.ofUser(ada.id()).getLast().seq())
        .isLessThanOrEqualTo(chat.logs.standing(ada.id()).userSeq());
    assertThat(arrange.list(ada.id()).version())
        .as("each change is told once")
        .isEqualTo(
            chat.count(
                "select count(*) from chat.user_log where user_id = ? and kind = 'SECTIONS_CHANGED'",
                ada.id()));
  }

  private Sections make(String name) {
    return done(arrange.make(ada.id(), name, name));
  }

  private void move(UUID room, String section, UUID... order) {
    done(arrange.move(ada.id(), room, section, List.of(order)));
  }

  private Sections change(
      String id, Optional<String> name, Optional<Boolean> collapsed, Optional<Section.Sort> sort) {
    return done(
        arrange.change(
            ada.id(), id, new Wish(name, collapsed, sort, Optional.empty(), Optional.empty())));
  }

  private static Wish named(String name) {
    return new Wish(
        Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Sections done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).sections();
  }

  private Section section(String id) {
    return arrange.list(ada.id()).find(id).orElseThrow();
  }

  private List<String> names() {
    return arrange.list(ada.id()).all().stream().map(Section::id).toList();
  }

  /** Those in own sections. */
  private List<UUID> rooms() {
    return arrange.list(ada.id()).all().stream()
        .filter(section -> section.kind() == Section.Kind.OWN)
        .flatMap(section -> section.roomIds().stream())
        .toList();
  }

  private RoomPreferences preferences(UUID room) {
    return chat.rooms.find(room, ada.id()).map(Room::preferences).orElseThrow();
  }
}
