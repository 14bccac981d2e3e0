package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.port.Members.Listing;
import dev.parley.chat.port.Members.Start;
import dev.parley.chat.port.Members.Wanted;
import dev.parley.chat.port.RoomChanges.NewStanding;
import dev.parley.chat.port.RoomChanges.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
  private static final int CROWD = 50_000;

  private final ChatDatabase chat = new ChatDatabase();

  @AfterEach
  void stop() {
    chat.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 100})
  void pagesHaveEachOnceTheGreatestRoleFirstAndThenByDisplayName(int size) {
    UUID room = room();

    assertThat(names(pages(room, Wanted.first(size))))
        .containsExactly("zoe", "yan", "bob", "mia", "ada", "Dan", "Åsa's twin");
  }

  @Test
  void theCountsAreOfAllPages() {
    Listing listing = chat.members.list(room(), Wanted.first(1));

    assertThat(listing.counts())
        .isEqualTo(Map.of(Role.OWNER, 1, Role.ADMIN, 1, Role.MODERATOR, 2, Role.MEMBER, 3));
  }

  @Test
  void theyAreFoundByPartsOfEitherNameWithoutRegardToCase() {
    UUID room = room();

    assertThat(found(room, "A")).containsExactly("yan", "mia", "ada", "Dan", "Åsa's twin");
    assertThat(found(room, "TWIN")).containsExactly("Åsa's twin");
    assertThat(found(room, "other")).containsExactly("Åsa's twin");
    assertThat(found(room, "nobody")).isEmpty();
    assertThat(found(room, "%")).isEmpty();
    assertThat(found(room, "_")).isEmpty();
    assertThat(found(room, "\\")).isEmpty();
    assertThat(chat.members.list(room, wanted("a", Optional.empty(), 2)).counts())
        .isEqualTo(Map.of(Role.ADMIN, 1, Role.MODERATOR, 1, Role.MEMBER, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void pagesOfOneRoleOrOfAQueryHaveEachOnceToo(int size) {
    UUID room = room();

    assertThat(names(pages(room, wanted("", Optional.of(Role.MODERATOR), size))))
        .containsExactly("bob", "mia");
    assertThat(names(pages(room, wanted("a", Optional.empty(), size))))
        .containsExactly("yan", "mia", "ada", "Dan", "Åsa's twin");
    assertThat(names(pages(room, wanted("a", Optional.of(Role.MEMBER), size))))
        .containsExactly("ada", "Dan", "Åsa's twin");
  }

  /**
   * It takes 2 to 10 ms, and more only where nearly everybody fits, who are counted; see the plan.
   */
  @Test
  void aRoomOfFiftyThousandIsListedWithoutReadingAllOfThem() {
    Person owner = chat.person("owner");
    UUID room = chat.room(owner);
    fill(room);

    assertThat(millis(room, Wanted.first(100))).isLessThan(1_000);
    Start deep = new Start(Role.MEMBER, new Page.Mark("Person 40000", new UUID(0, 0)));
    assertThat(millis(room, Wanted.first(100).from(Optional.of(deep)))).isLessThan(1_000);
    assertThat(millis(room, wanted("person", Optional.empty(), 100))).isLessThan(3_000);
    assertThat(millis(room, wanted("son 4999", Optional.empty(), 100))).isLessThan(1_000);
    Listing found = chat.members.list(room, wanted("person49999", Optional.empty(), 100));
    assertThat(names(found.members())).containsExactly("Person 49999");
    assertThat(plan(room)).doesNotContain("Sort").contains("people_by_name");
  }

  private void fill(UUID room) {
    chat.database.useTransaction(handle -> {
      handle.execute(
          """
          insert into chat.people (user_id, username, display_name, version)
          select gen_random_uuid(), 'person' || n, 'Person ' || lpad(n::text, 5, '0'), 1
            from generate_series(1, ?) n
          """,
          CROWD);
      handle.execute(
          """
          insert into chat.members (room_id, user_id, role, joined_seq, join_time)
          select ?, user_id, 'MEMBER', 1, now() from chat.people where username like 'person%'
          """,
          room);
      handle.execute(
          "update chat.rooms set member_count = member_count + ? where id = ?", CROWD, room);
      handle.execute("analyze chat.people");
      handle.execute("analyze chat.members");
    });
  }

  /** Of the second time, as it is in a room that people look at. */
  private long millis(UUID room, Wanted wanted) {
    chat.members.list(room, wanted);
    long start = System.nanoTime();
    chat.members.list(room, wanted);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private String plan(UUID room) {
    List<String> lines =
        chat.database.read(handle ->
            handle
                .createQuery(
                    """
                    explain select p.user_id from chat.members m join chat.people p using (user_id)
                     where m.room_id = '%s' and m.role = 'MEMBER'
                     order by lower(p.display_name), p.user_id limit 101
                    """
                        .formatted(room))
                .mapTo(String.class)
                .list());
    return String.join("\n", lines);
  }

  /** An owner, an admin, two moderators and three others, whose names are in no order. */
  private UUID room() {
    Person zoe = person("zoe", "zoe");
    Person dan = person("dan", "Dan");
    Person yan = person("yan", "yan");
    Person mia = person("mia", "mia");
    Person ada = person("ada", "ada");
    Person bob = person("bob", "bob");
    Person twin = person("another", "Åsa's twin");
    UUID room = chat.room(zoe, dan, yan, mia, ada, bob, twin);
    role(room, yan, Role.ADMIN);
    role(room, mia, Role.MODERATOR);
    role(room, bob, Role.MODERATOR);
    return room;
  }

  private Person person(String username, String displayName) {
    Person person = new Person(chat.id(), username, displayName, "");
    chat.people.save(person, false, 1);
    return person;
  }

  private void role(UUID room, Person person, Role role) {
    chat.roomChanges.changeMember(
        room,
        person.id(),
        person.id(),
        chat.clock.instant(),
        (member, powers, lastOwner) -> new Verdict.Make<>(new NewStanding.Role(role)));
  }

  private static Wanted wanted(String query, Optional<Role> role, int limit) {
    return new Wanted(query, role, Optional.empty(), limit);
  }

  private List<String> found(UUID room, String query) {
    return names(pages(room, wanted(query, Optional.empty(), 100)));
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(member -> member.person().displayName()).toList();
  }

  /** All members of all pages; each but the last must be full. */
  private List<Member> pages(UUID room, Wanted wanted) {
    List<Member> all = new ArrayList<>();
    Optional<Start> next = Optional.empty();
    do {
      Listing page = chat.members.list(room, wanted.from(next));
      all.addAll(page.members());
      next = page.next();
      assertThat(next.isEmpty() || page.members().size() == wanted.limit()).isTrue();
      assertThat(all).hasSizeLessThan(100);
    } while (next.isPresent());
    return all;
  }
}
