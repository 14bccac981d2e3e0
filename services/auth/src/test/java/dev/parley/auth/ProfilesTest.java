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

    assertThat(installation.people().batchGetPeople(request).getPeopleList())
        .isEqualTo(installation.told());
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
