package dev.parley.auth;

import static dev.parley.auth.Installation.refusal;
import static dev.parley.auth.Installation.registration;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.GetUserRequest;
import dev.parley.api.v1.ListUsersRequest;
import dev.parley.api.v1.ListUsersResponse;
import dev.parley.api.v1.User;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceBlockingStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts of guests: how they begin, what their tokens say, and whom they see. */
class GuestAccountsTest {
  private static final String INVITATION = "an invitation for guests";

  private @Nullable Installation installation;

  @AfterEach
  void stop() {
    if (installation != null) {
      installation.close();
    }
  }

  @Test
  void whoRegistersByAnInvitationForGuestsIsAGuestAlsoWhereRegistrationIsClosed() throws Exception {
    Installation auth = start(AuthSettings.Registration.CLOSED);

    assertThat(refusal(() -> auth.register("ben")).getCode())
        .isEqualTo(ErrorCode.REGISTRATION_CLOSED);
    AuthSession gus = guest(auth, "gus");

    assertThat(gus.getUser().getGuest()).isTrue();
    assertThat(claim(gus)).isTrue();
    assertThat(claim(auth.refresh(gus))).as("also of later tokens").isTrue();
    assertThat(auth.told()).extracting(PersonRecord::getGuest).containsExactly(true);
  }

  @Test
  void membersAreNoGuestsAndTheirTokensSayNothingOfIt() throws Exception {
    Installation auth = start(AuthSettings.Registration.OPEN);
    AuthSession ada = auth.register("ada");

    assertThat(ada.getUser().getGuest()).isFalse();
    assertThat(claim(ada)).isNull();
    assertThat(auth.told()).extracting(PersonRecord::getGuest).containsExactly(false);
  }

  @Test
  void anInvitationThatMakesNoGuestsMakesNobody() {
    Installation auth = start(AuthSettings.Registration.OPEN);

    assertThat(
            refusal(() ->
                    auth.auth().register(registration("gus").setInvitationToken("another").build()))
                .getCode())
        .isEqualTo(ErrorCode.GUEST_INVITATION_NOT_FOUND);
    assertThat(auth.told()).isEmpty();
  }

  @Test
  void aGuestSeesThemselvesAndThoseWhomTheyKnowAndNobodyElse() {
    Installation auth = start(AuthSettings.Registration.OPEN);
    User ada = auth.register("ada").getUser();
    User eve = auth.register("eve").getUser();
    AuthSession gus = guest(auth, "gus");
    auth.chat.acquaintances.add(ada.getId());
    UsersServiceBlockingStub users = auth.users(gus.getAccessToken());

    assertThat(users.getUser(get(ada)).getUsername()).isEqualTo("ada");
    assertThat(users.getUser(get(gus.getUser())).getUsername()).isEqualTo("gus");
    assertThat(users.getMe(GetMeRequest.getDefaultInstance()).getGuest()).isTrue();
    assertThat(refusal(() -> users.getUser(get(eve))))
        .as("as of somebody who does not exist")
        .matches(problem -> problem.getCode() == ErrorCode.USER_NOT_FOUND);
    String nobody = UUID.randomUUID().toString();
    assertThat(refusal(() -> users.getUser(get(eve))).getDetail().replace(eve.getId(), nobody))
        .isEqualTo(
            refusal(() -> users.getUser(GetUserRequest.newBuilder().setUserId(nobody).build()))
                .getDetail());
  }

  @Test
  void aGuestSearchesThoseWhomTheyKnowPageByPage() {
    Installation auth = start(AuthSettings.Registration.OPEN);
    User ben = auth.register("ben").getUser();
    User ada = auth.register("ada").getUser();
    auth.register("eve");
    auth.chat.acquaintances.add(ben.getId());
    auth.chat.acquaintances.add(ada.getId());
    UsersServiceBlockingStub users = auth.users(guest(auth, "gus").getAccessToken());

    assertThat(users.listUsers(ListUsersRequest.getDefaultInstance()).getUsersList())
        .extracting(User::getUsername)
        .containsExactly("ada", "ben");

    auth.chat.acquaintances.remove(ben.getId());
    auth.chat.acquaintances.remove(ada.getId());
    auth.chat.acquaintances.add(ada.getId());
    auth.chat.acquaintances.add(ben.getId());
    ListUsersResponse first =
        users.listUsers(ListUsersRequest.newBuilder().setQuery(" a ").setPageSize(1).build());
    assertThat(first.getUsersList()).extracting(User::getUsername).containsExactly("ada");
    users.listUsers(ListUsersRequest.newBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(auth.chat.searches.get(1).getQuery()).isEqualTo("a");
    assertThat(auth.chat.searches.getLast().getFromUsername()).isEqualTo("ben");
  }

  @Test
  void membersSeeEverybodyWithoutAskingChat() {
    Installation auth = start(AuthSettings.Registration.OPEN);
    AuthSession ada = auth.register("ada");
    User gus = guest(auth, "gus").getUser();
    UsersServiceBlockingStub users = auth.users(ada.getAccessToken());

    assertThat(users.getUser(get(gus)).getGuest()).isTrue();
    assertThat(users.listUsers(ListUsersRequest.getDefaultInstance()).getUsersList())
        .extracting(User::getUsername)
        .containsExactly("ada", "gus");
    assertThat(auth.chat.searches).isEmpty();
  }

  @Test
  void theReleaseBeforeLetsNoGuestIn() {
    Installation auth = start(AuthSettings.Registration.OPEN);
    AuthSession ada = auth.register("ada");
    AuthSession gus = guest(auth, "gus");
    auth.database.inTransaction(handle -> {
      // As the undo leaves them, but for the column, which this release reads.
      handle
          .createScript(undo().replace("alter table auth.users drop column guest;", ""))
          .execute();
      return true;
    });

    assertThat(refusal(() -> auth.logIn("gus", Installation.PASSWORD)).getCode())
        .isEqualTo(ErrorCode.WRONG_CREDENTIALS);
    assertThat(refusal(() -> auth.refresh(gus)).getCode()).isEqualTo(ErrorCode.SESSION_ENDED);
    assertThat(auth.refresh(ada).getUser().getUsername()).isEqualTo("ada");
  }

  private Installation start(AuthSettings.Registration registration) {
    Installation started =
        Installation.start(
            new AuthSettings(registration, 10, 30, 90, Installation.SETTINGS.hash()));
    started.chat.guestInvitations.add(INVITATION);
    installation = started;
    return started;
  }

  private static AuthSession guest(Installation auth, String username) {
    return auth.auth().register(registration(username).setInvitationToken(INVITATION).build());
  }

  private static GetUserRequest get(User user) {
    return GetUserRequest.newBuilder().setUserId(user.getId()).build();
  }

  private static @Nullable Boolean claim(AuthSession session) throws ParseException {
    return SignedJWT.parse(session.getAccessToken()).getJWTClaimsSet().getBooleanClaim("guest");
  }

  private static String undo() {
    try (var script =
        requireNonNull(AuthModule.class.getResourceAsStream("/db/auth/U004__guests.sql"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
