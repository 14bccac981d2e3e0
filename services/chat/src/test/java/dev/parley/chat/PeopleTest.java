package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.ListMembersRequest;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Room;
import dev.parley.chat.adapter.postgres.PostgresPeople;
import dev.parley.chat.domain.Person;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.OutboxConsumer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final Installation installation = new Installation();
  private final PostgresPeople copy = new PostgresPeople(installation.database);

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void whomChatHasNotHeardOfItAsksAuthForOnce() {
    UUID ada = installation.auth.register("ada");
    Room room =
        installation.chat(ada).createRoom(CreateRoomRequest.newBuilder().setName("one").build());
    installation.chat(ada).createRoom(CreateRoomRequest.newBuilder().setName("two").build());

    assertThat(installation.auth.asked).containsExactly(ada.toString());
    assertThat(
            installation
                .chat(ada)
                .listMembers(ListMembersRequest.newBuilder().setRoomId(room.getId()).build())
                .getMembersList())
        .extracting(Member::getPerson)
        .extracting(dev.parley.api.v1.Person::getUsername)
        .containsExactly("ada");
  }

  @Test
  void anOlderNameNeverReplacesANewer() {
    Person now = new Person(UUID.randomUUID(), "ada", "Ada now", "a1");
    copy.save(now, false, 2);
    copy.save(new Person(now.id(), "ada", "Ada then", ""), false, 1);

    assertThat(copy.find(List.of(now.id()))).containsEntry(now.id(), now);
  }

  @Test
  void newsIsTakenInFromWhereItWasLeftThoughTheProcessRestarts() {
    UUID ada = installation.auth.register("ada");
    try (OutboxConsumer consumer = installation.module.consume(installation.channels)) {
      await(ada, "ada");
      UUID ben = installation.auth.register("ben");
      installation.bus.publish(
          Subject.stream("auth"), dev.parley.api.internal.v1.StreamPosition.getDefaultInstance());
      await(ben, "ben");
      assertThat(consumer).isNotNull();
    }
    installation.auth.readFrom.clear();
    UUID eve = installation.auth.register("eve");
    installation.auth.register(ada, "ada", "Countess");

    try (OutboxConsumer again = installation.module.consume(installation.channels)) {
      await(eve, "eve");
      await(ada, "Countess");
      assertThat(again).isNotNull();
    }

    assertThat(installation.auth.readFrom.getFirst()).isEqualTo(2);
  }

  @Test
  void peopleInRoomsAreShownWithTheirPictures() {
    UUID ada = installation.auth.register("ada");
    Room room =
        installation.chat(ada).createRoom(CreateRoomRequest.newBuilder().setName("one").build());

    copy.save(new Person(ada, "ada", "Ada", "a1"), false, 2);

    assertThat(
            installation
                .chat(ada)
                .listMembers(ListMembersRequest.newBuilder().setRoomId(room.getId()).build())
                .getMembers(0)
                .getPerson()
                .getAvatarVersion())
        .isEqualTo("a1");
  }

  @Test
  void newsThatWasNotTakenInBeforeACrashComesAgain() {
    UUID ada = installation.auth.register("ada");
    // Whatever takes it in is undone with it.
    installation.database.useTransaction(handle ->
        handle.execute(
            "alter table chat.consumer_positions add constraint stuck check (stream <> 'auth')"));
    try (OutboxConsumer failing = installation.module.consume(installation.channels)) {
      ChatDatabase.until("it was read", () -> !installation.auth.readFrom.isEmpty());
      assertThat(failing).isNotNull();
    }
    assertThat(copy.find(List.of(ada))).isEmpty();
    installation.database.useTransaction(
        handle -> handle.execute("alter table chat.consumer_positions drop constraint stuck"));

    try (OutboxConsumer consumer = installation.module.consume(installation.channels)) {
      await(ada, "ada");
      assertThat(consumer).isNotNull();
    }
  }

  private void await(UUID id, String displayName) {
    ChatDatabase.until(
        displayName + " is known",
        () ->
            Optional.ofNullable(copy.find(List.of(id)).get(id))
                .filter(person -> person.displayName().equals(displayName))
                .isPresent());
  }
}
