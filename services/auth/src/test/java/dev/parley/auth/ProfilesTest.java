package dev.parley.auth;

import static dev.parley.auth.Installation.refusal;
import static dev.parley.auth.Installation.registration;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.parley.api.internal.v1.BatchGetPeopleRequest;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.GetUserRequest;
import dev.parley.api.v1.ListUsersRequest;
import dev.parley.api.v1.ListUsersResponse;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.UpdateMeRequest;
import dev.parley.api.v1.User;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
  private Installation installation;
  private AuthSession ada;
  private UsersServiceBlockingStub users;

  @BeforeEach
  void signIn() {
    installation = Installation.start();
    ada = installation.register("ada");
    users = installation.users(ada.getAccessToken());
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aNewDisplayNameIsKeptWithoutOuterSpace() {
    User changed =
        users.updateMe(UpdateMeRequest.newBuilder().setDisplayName("  Ada L.\u00a0").build());

    assertThat(changed.getDisplayName()).isEqualTo("Ada L.");
    assertThat(changed.getEmail()).isEqualTo("ada@example.org");
  }

  @Test
  void otherServicesAreToldOfANewDisplayName() {
    users.updateMe(UpdateMeRequest.newBuilder().setDisplayName("Ada L.").build());

    assertThat(installation.told()).extracting(PersonRecord::getVersion).containsExactly(1L, 2L);
    assertThat(installation.told().getLast().getDisplayName()).isEqualTo("Ada L.");
  }

  @Test
  void theSameDisplayNameAgainIsNoNews() {
    users.updateMe(UpdateMeRequest.newBuilder().setDisplayName("ada").build());

    assertThat(installation.told()).hasSize(1);
  }

  @Test
  void anEmptyChangeChangesNothing() {
    assertThat(users.updateMe(UpdateMeRequest.getDefaultInstance())).isEqualTo(ada.getUser());
  }

  @Test
  void onlyWhatTheMaskNamesCanBeChanged() {
    assertThat(fieldRefused(mask("display_name", "email").setDisplayName("Ada L.")))
        .isEqualTo("updateMask");
    assertThat(fieldRefused(mask("display_name"))).isEqualTo("displayName");
    assertThat(
            users.updateMe(mask("display_name").setDisplayName("Ada L.").build()).getDisplayName())
        .isEqualTo("Ada L.");
  }

  @Test
  void aDisplayNameOfNothingButSpaceIsRefused() {
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setDisplayName(" \u00a0 ")))
        .isEqualTo("displayName");
  }

  @Test
  void aDisplayNameHasUpToSixtyFourCharacters() {
    String longest = "\ud83d\udc69".repeat(64);

    assertThat(renamed("x").getDisplayName()).isEqualTo("x");
    assertThat(renamed(longest).getDisplayName()).isEqualTo(longest);
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setDisplayName("x".repeat(65))))
        .isEqualTo("displayName");
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setDisplayName("x".repeat(10_000))))
        .isEqualTo("displayName");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7, 0x200B, 0x202E, 0x3164})
  void whatIsNotSeenOrTurnsTheDirectionOfWritingIsNoPartOfANameOrOfPronouns(int character) {
    String text = "ad" + Character.toString(character) + "min";

    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setDisplayName(text)))
        .isEqualTo("displayName");
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setPronouns(text))).isEqualTo("pronouns");
    assertThat(
            refusal(() ->
                    installation.auth().register(registration("eve").setDisplayName(text).build()))
                .getErrors(0)
                .getField())
        .isEqualTo("displayName");
  }

  @Test
  void namesInEveryScriptAreNames() {
    for (String name : List.of("محمد", "דוד", "Zoë 🦆", "李小龍", "अमित")) {
      assertThat(renamed(name).getDisplayName()).isEqualTo(name);
    }
  }

  @Test
  void whatOneSaysOfOneselfIsThereForEverybody() {
    User changed =
        users.updateMe(
            UpdateMeRequest.newBuilder()
                .setBio(" Counts.\nFamily: 👩‍👧 ")
                .setPronouns("she/her ")
                .setTimeZone("Europe/London")
                .build());

    User seen =
        installation
            .users(installation.register("bob").getAccessToken())
            .getUser(GetUserRequest.newBuilder().setUserId(changed.getId()).build());
    assertThat(seen).isEqualTo(changed.toBuilder().clearEmail().build());
    assertThat(seen.getBio()).isEqualTo("Counts.\nFamily: 👩‍👧");
    assertThat(seen.getPronouns()).isEqualTo("she/her");
    assertThat(seen.getTimeZone()).isEqualTo("Europe/London");
    assertThat(seen.getDisplayName()).isEqualTo("ada");
  }

  @Test
  void whatOneSaysOfOneselfCanBeTakenBack() {
    users.updateMe(UpdateMeRequest.newBuilder().setBio("x").setTimeZone("Asia/Tokyo").build());

    User changed = users.updateMe(mask("bio", "time_zone").setBio("").setTimeZone("").build());

    assertThat(changed.getBio()).isEmpty();
    assertThat(changed.getTimeZone()).isEmpty();
  }

  @Test
  void aBioHasUpToTwoHundredAndFiftyCharacters() {
    String longest = "ä".repeat(250);

    assertThat(users.updateMe(mask("bio").setBio(longest).build()).getBio()).isEqualTo(longest);
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setBio(longest + "ä"))).isEqualTo("bio");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0, 0x9, 0xD, 0x200B, 0x202E, 0x2066, 0xFEFF})
  void aBioHidesNothing(int character) {
    assertThat(
            fieldRefused(
                UpdateMeRequest.newBuilder().setBio("a" + Character.toString(character) + "b")))
        .isEqualTo("bio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Middle-earth/Shire", "+02:00", "europe/london", "UTC+1", " "})
  void onlyTimeZonesThatExistAreTold(String zone) {
    assertThat(fieldRefused(UpdateMeRequest.newBuilder().setTimeZone(zone))).isEqualTo("timeZone");
  }

  @Test
  void othersDoNotSeeAnEmailAddress() {
    User bob = installation.register("bob").getUser();

    User seen = users.getUser(GetUserRequest.newBuilder().setUserId(bob.getId()).build());

    assertThat(seen).isEqualTo(bob.toBuilder().clearEmail().build());
    assertThat(list("").getUsersList()).extracting(User::getEmail).containsOnly("");
  }

  @Test
  void nobodyHasAnUnknownId() {
    GetUserRequest request =
        GetUserRequest.newBuilder().setUserId(UUID.randomUUID().toString()).build();

    assertThat(refusal(() -> users.getUser(request)).getCode()).isEqualTo(ErrorCode.USER_NOT_FOUND);
  }

  @Test
  void peopleAreFoundByTheBeginningOfEitherNameInEitherCase() {
    installation.auth().register(registration("grace").setDisplayName("Ädmiral Hopper").build());
    installation.auth().register(registration("linus").setDisplayName("Adam").build());
    installation.auth().register(registration("hedy").setDisplayName("Not Adam").build());

    assertThat(names("AD")).containsExactly("ada", "linus");
    assertThat(names("äD")).containsExactly("grace");
  }

  @Test
  void wildcardsAreLettersLikeAnyOther() {
    installation.auth().register(registration("a_b").setDisplayName("100% sure").build());

    assertThat(names("%")).isEmpty();
    assertThat(names("a_")).containsExactly("a_b");
    assertThat(names("100%")).containsExactly("a_b");
    assertThat(names("\\")).isEmpty();
  }

  @Test
  void pagesFollowOneAnotherByUserName() {
    for (String username : List.of("zoe", "bob", "b-b", "b.b", "b0b")) {
      installation.register(username);
    }
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListUsersResponse page =
          users.listUsers(ListUsersRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getUsersList().forEach(user -> seen.add(user.getUsername()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(seen).containsExactly("ada", "b-b", "b.b", "b0b", "bob", "zoe");
  }

  @Test
  void aPageTokenThatIsNotOursIsRefused() {
    Problem problem =
        refusal(
            () -> users.listUsers(ListUsersRequest.newBuilder().setPageToken("nonsense").build()));

    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactly("pageToken");
  }

  @Test
  void servicesGetTheNamesOfThoseWhoExist() {
    var request =
        BatchGetPeopleRequest.newBuilder()
            .addUserIds(ada.getUser().getId())
            .addUserIds(UUID.randomUUID().toString())
            .build();
    var byName =
        BatchGetPeopleRequest.newBuilder()
            .addUsernames(ada.getUser().getUsername())
            .addUsernames("nobody")
            .build();

    assertThat(installation.people().batchGetPeople(request).getPeopleList())
        .isEqualTo(installation.told())
        .isEqualTo(installation.people().batchGetPeople(byName).getPeopleList());
  }

  private User renamed(String name) {
    return users.updateMe(UpdateMeRequest.newBuilder().setDisplayName(name).build());
  }

  private UpdateMeRequest.Builder mask(String... paths) {
    return UpdateMeRequest.newBuilder()
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)));
  }

  private String fieldRefused(UpdateMeRequest.Builder request) {
    Problem problem = refusal(() -> users.updateMe(request.build()));
    assertThat(problem.getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    return problem.getErrors(0).getField();
  }

  private ListUsersResponse list(String query) {
    return users.listUsers(ListUsersRequest.newBuilder().setQuery(query).build());
  }

  private List<String> names(String query) {
    return list(query).getUsersList().stream().map(User::getUsername).toList();
  }
}
