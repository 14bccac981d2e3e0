package dev.parley.chat;

import static dev.parley.chat.domain.Member.Role.ADMIN;
import static dev.parley.chat.domain.Member.Role.MEMBER;
import static dev.parley.chat.domain.Member.Role.MODERATOR;
import static dev.parley.chat.domain.Member.Role.OWNER;
import static dev.parley.chat.domain.Room.Visibility.PRIVATE;
import static dev.parley.chat.domain.Room.Visibility.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.domain.RoomEvent.Change.Detail;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository.NewRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolesTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final ChangeRoom change = new ChangeRoom(chat.roomChanges, chat.clock);
  private final ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final Person owner = chat.person("owner");
  private final Person admin = chat.person("admin");
  private final Person moderator = chat.person("moderator");
  private final Person member = chat.person("member");
  private final Person eve = chat.person("eve");
  private final UUID room = chat.room(owner, admin, moderator, member);

  RolesTest() {
    manage.setRole(room, owner.id(), admin.id(), ADMIN);
    manage.setRole(room, owner.id(), moderator.id(), MODERATOR);
  }

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void whatChangesIsToldAndReadAgain() {
    long before = chat.head(room);

    assertThat(rename(admin, "Harbour")).isInstanceOf(Outcome.Done.class);
    assertThat(describe(member, "ships")).isInstanceOf(Outcome.Done.class);
    assertThat(describe(member, "ships")).isInstanceOf(Outcome.Done.class);

    assertThat(chat.head(room)).as("the same again is no change").isEqualTo(before + 2);
    var told = chat.announcements.of(room);
    assertThat(told.subList(told.size() - 2, told.size()))
        .extracting(event -> ((Change.RoomChanged) event.change()).changed())
        .containsExactly(List.of(Change.Detail.NAME), List.of(Change.Detail.TOPIC));
    var read = chat.logs.readRoom(room, before, 10).events();
    Change.RoomChanged renamed = (Change.RoomChanged) read.getFirst().change();
    assertThat(renamed.newName()).isEqualTo("Harbour");
    assertThat(renamed.formerName()).startsWith("room ");
    assertThat(renamed.person()).isEqualTo(admin);
    assertThat(renamed.details()).as("as it stands now").isEqualTo(details());
    assertThat(details().topic()).isEqualTo("ships");
  }

  @Test
  void anotherPublicRoomsNameIsRefusedAlsoInAnotherCase() {
    rename(owner, "Harbour");
    UUID other = chat.room(owner);

    assertThat(change.change(other, owner.id(), wish("HARBOUR")))
        .isEqualTo(new Outcome.NameTaken<>());
    assertThat(change.change(other, owner.id(), wish("H\u0430rbour")))
        .as("another a")
        .isEqualTo(new Outcome.NameTaken<>());
    assertThat(rename(owner, "harbour")).isInstanceOf(Outcome.Done.class);
    assertThat(rename(owner, "  ")).isEqualTo(new Outcome.Refused<>(new Refusal.NameMissing()));
  }

  @Test
  void aChannelIsMadePrivateAndPublicAgainByThoseWhoMayChangePermissions() {
    assertThat(change.change(room, moderator.id(), visible(PRIVATE)))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_PERMISSIONS)));
    rename(owner, "Harbour");
    assertThat(change.change(room, admin.id(), visible(PRIVATE))).isInstanceOf(Outcome.Done.class);

    assertThat(chat.rooms.find(room, eve.id()).orElseThrow().isVisible()).isFalse();
    assertThat(chat.rooms.find(room, member.id()).orElseThrow().joined()).isTrue();
    assertThat(lastChange().changed()).containsExactly(Detail.MADE_PRIVATE);
    assertThat(lastChange().details().visibility()).isEqualTo(PRIVATE);

    UUID other = chat.room(owner);
    change.change(other, owner.id(), wish("Harbour"));
    assertThat(change.change(room, admin.id(), visible(PUBLIC)))
        .as("somebody else has taken its name meanwhile")
        .isEqualTo(new Outcome.NameTaken<>());
    change.change(other, owner.id(), wish("Quay"));
    assertThat(change.change(room, admin.id(), visible(PUBLIC))).isInstanceOf(Outcome.Done.class);
    assertThat(chat.rooms.find(room, eve.id()).orElseThrow().isVisible()).isTrue();
    assertThat(lastChange().changed()).containsExactly(Detail.MADE_PUBLIC);
    assertThat(
            chat.count(
                "select count(*) from chat.moderation_log where act in ('ROOM_MADE_PRIVATE', 'ROOM_MADE_PUBLIC')"))
        .isEqualTo(2);
  }

  @Test
  void onlyChannelsAreEverPublic() {
    UUID group = UUID.randomUUID();
    chat.rooms.create(
        new NewRoom(
            group,
            Room.Kind.GROUP,
            PRIVATE,
            "",
            "",
            owner,
            MEMBER,
            List.of(member),
            chat.clock.instant()));

    assertThat(change.change(group, owner.id(), visible(PUBLIC)))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_PERMISSIONS)));
  }

  private RoomChanged lastChange() {
    return (RoomChanged) chat.announcements.of(room).getLast().change();
  }

  private static ChangeRoom.Wish visible(Room.Visibility visibility) {
    return new ChangeRoom.Wish(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(visibility),
        Optional.empty(),
        Map.of());
  }

  @Test
  void whatOneMayNotIsRefusedWholeAndNothingChanges() {
    long before = chat.head(room);
    ChangeRoom.Wish both =
        new ChangeRoom.Wish(
            Optional.of("Harbour"),
            Optional.of("ships"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    assertThat(change.change(room, member.id(), both))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_DETAILS)));
    assertThat(details().topic()).isEmpty();
    assertThat(chat.head(room)).isEqualTo(before);
  }

  @Test
  void anAnnouncementChannelIsReadByAllAndWrittenByFew() {
    messages.append(chat.draft(room, member, "before"));
    UUID said = lastMessage();
    assertThat(permit(admin, Permission.SEND_MESSAGES, MODERATOR)).isInstanceOf(Outcome.Done.class);

    assertThat(chat.edit.edit(room, said, member.id(), "an announcement").toString())
        .contains("NOT_ALLOWED");

    assertThat(messages.append(chat.draft(room, member, "hello")))
        .isEqualTo(new Appended.NotAllowed());
    assertThat(messages.append(chat.draft(room, moderator, "hello")))
        .isInstanceOf(Appended.Durable.class);
    manage.setRole(room, owner.id(), member.id(), MODERATOR);
    assertThat(messages.append(chat.draft(room, member, "hello")))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void permissionsGoNoFurtherThanOnesOwnRole() {
    assertThat(permit(admin, Permission.SEND_MESSAGES, OWNER))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    permit(owner, Permission.CHANGE_DETAILS, OWNER);
    assertThat(permit(admin, Permission.CHANGE_DETAILS, ADMIN))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(rename(admin, "Mine"))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_DETAILS)));
  }

  @Test
  void whatIsSetBackToTheTableIsNotKept() {
    permit(owner, Permission.ADD_MEMBERS, ADMIN);
    permit(owner, Permission.ADD_MEMBERS, MEMBER);

    assertThat(details().permissions().adjusted()).isEmpty();
  }

  @Test
  void anArchivedRoomIsReadAndNothingElseUntilItIsRestored() {
    messages.append(chat.draft(room, member, "before"));
    UUID message = lastMessage();
    assertThat(change.archive(room, moderator.id(), true))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.ARCHIVE_ROOM)));
    change.archive(room, admin.id(), true);

    assertThat(messages.append(chat.draft(room, owner, "after")))
        .isEqualTo(new Appended.Archived());
    assertThat(rename(owner, "Harbour")).isEqualTo(new Outcome.Refused<>(new Refusal.Archived()));
    assertThat(membership.add(room, owner.id(), eve.id()))
        .isEqualTo(new Membership.AddResult.Archived());
    assertThat(membership.join(room, eve.id())).isEqualTo(new Membership.JoinResult.Archived());
    assertThat(chat.edit.edit(room, message, member.id(), "changed").toString())
        .contains("ARCHIVED");
    assertThat(chat.react.react(room, message, member.id(), "👍").toString()).contains("ARCHIVED");
    assertThat(manage.remove(room, member.id(), member.id())).isInstanceOf(Outcome.Done.class);

    change.archive(room, admin.id(), false);
    assertThat(messages.append(chat.draft(room, owner, "after")))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void aMessageThatWasThereBeforeTheArchivingGetsItsFirstAnswerAgain() {
    var draft = chat.draft(room, member, "before");
    messages.append(draft);
    change.archive(room, owner.id(), true);

    assertThat(messages.append(chat.again(draft))).isInstanceOf(Appended.Durable.class);
  }

  @Test
  void theLastOwnerNeitherLeavesNorStepsDownWhileOthersAreThere() {
    assertThat(manage.remove(room, owner.id(), owner.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.LastOwner()));
    assertThat(manage.setRole(room, owner.id(), owner.id(), ADMIN))
        .isEqualTo(new Outcome.Refused<>(new Refusal.LastOwner()));

    manage.setRole(room, owner.id(), admin.id(), OWNER);
    assertThat(manage.remove(room, owner.id(), owner.id())).isInstanceOf(Outcome.Done.class);

    UUID alone = chat.room(eve);
    assertThat(manage.remove(alone, eve.id(), eve.id())).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void ofTwoOwnersWhoDemoteEachOtherAtOnceOneStays() throws Exception {
    for (int round = 0; round < 10; round++) {
      manage.setRole(room, owner.id(), admin.id(), OWNER);
      List<Callable<Outcome<Member>>> both =
          List.of(
              () -> manage.setRole(room, owner.id(), admin.id(), MEMBER),
              () -> manage.setRole(room, admin.id(), owner.id(), MEMBER));
      List<Outcome<Member>> outcomes = new ArrayList<>();
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Outcome<Member>> outcome : many.invokeAll(both)) {
          outcomes.add(outcome.get());
        }
      }

      assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
      assertThat(
              chat.count(
                  "select count(*) from chat.members where room_id = ? and role = 'OWNER'", room))
          .isEqualTo(1);
      if (roleOf(owner) != OWNER) {
        manage.setRole(room, admin.id(), owner.id(), OWNER);
      }
    }
  }

  @Test
  void rolesAreGivenAndTakenBelowOnesOwnAlone() {
    assertThat(manage.setRole(room, admin.id(), member.id(), MODERATOR))
        .isInstanceOf(Outcome.Done.class);
    assertThat(manage.setRole(room, admin.id(), member.id(), ADMIN))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.setRole(room, admin.id(), owner.id(), MEMBER))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.setRole(room, admin.id(), admin.id(), OWNER))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.setRole(room, moderator.id(), moderator.id(), MEMBER))
        .as("stepping down is free")
        .isInstanceOf(Outcome.Done.class);
    assertThat(manage.setRole(room, moderator.id(), moderator.id(), MODERATOR))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_ROLES)));
  }

  @Test
  void whoIsRemovedIsGoneAndOthersAreToldByWhom() {
    manage.remove(room, moderator.id(), member.id());

    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.MemberLeft(member, moderator, false, false));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst().change())
        .isEqualTo(new Change.MemberLeft(member, moderator, false, false));
    assertThat(messages.append(chat.draft(room, member, "hello")))
        .isEqualTo(new Appended.NotAMember());
    assertThat(manage.remove(room, moderator.id(), member.id()))
        .isEqualTo(new Outcome.NoSuchMember<>());
    assertThat(manage.remove(room, moderator.id(), admin.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.remove(room, eve.id(), moderator.id())).isEqualTo(new Outcome.NotAMember<>());
  }

  @Test
  void whoWasDemotedMeanwhileDoesNothingMore() {
    manage.setRole(room, owner.id(), moderator.id(), MEMBER);

    assertThat(manage.remove(room, moderator.id(), member.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS)));
    messages.append(chat.draft(room, owner, "said"));
    assertThat(chat.delete.delete(room, lastMessage(), moderator.id()).toString())
        .contains("NOT_YOURS");
  }

  private Outcome<RoomDetails> rename(Person person, String name) {
    return change.change(room, person.id(), wish(name));
  }

  private Outcome<RoomDetails> describe(Person person, String topic) {
    return change.change(
        room,
        person.id(),
        new ChangeRoom.Wish(
            Optional.empty(),
            Optional.of(topic),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  private Outcome<RoomDetails> permit(Person person, Permission permission, Role least) {
    return change.change(
        room,
        person.id(),
        new ChangeRoom.Wish(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(permission, least)));
  }

  private static ChangeRoom.Wish wish(String name) {
    return new ChangeRoom.Wish(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private RoomDetails details() {
    return chat.rooms.find(room, owner.id()).map(Room::details).orElseThrow();
  }

  private Role roleOf(Person person) {
    return chat.rooms.find(room, person.id()).map(Room::role).orElseThrow();
  }

  private UUID lastMessage() {
    return messages
        .list(room, new dev.parley.chat.port.MessageRepository.Window.Before(Long.MAX_VALUE), 1)
        .getFirst()
        .id();
  }
}
