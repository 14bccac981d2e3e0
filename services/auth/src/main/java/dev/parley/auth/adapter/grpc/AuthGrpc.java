package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.AuthServiceGrpc.AuthServiceImplBase;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ChangePasswordRequest;
import dev.parley.api.v1.ChangePasswordResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetSignInOptionsRequest;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.LogoutRequest;
import dev.parley.api.v1.LogoutResponse;
import dev.parley.api.v1.RefreshRequest;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.api.v1.SignInOptions;
import dev.parley.auth.app.ChangePassword;
import dev.parley.auth.app.LogIn;
import dev.parley.auth.app.LogOut;
import dev.parley.auth.app.RefreshSession;
import dev.parley.auth.app.Register;
import dev.parley.auth.domain.PasswordRules;
import dev.parley.auth.domain.PasswordRules.Weakness;
import dev.parley.auth.port.HashingBusyException;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.Caller;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The public contract of accounts and sessions. Refresh tokens travel in the messages; the edge
 * moves them into cookies and out of them.
 */
public final class AuthGrpc extends AuthServiceImplBase {
  private final Register register;
  private final LogIn logIn;
  private final RefreshSession refreshSession;
  private final LogOut logOut;
  private final ChangePassword changePassword;

  public AuthGrpc(
      Register register,
      LogIn logIn,
      RefreshSession refreshSession,
      LogOut logOut,
      ChangePassword changePassword) {
    this.register = register;
    this.logIn = logIn;
    this.refreshSession = refreshSession;
    this.logOut = logOut;
    this.changePassword = changePassword;
  }

  @Override
  public void getSignInOptions(
      GetSignInOptionsRequest request, StreamObserver<SignInOptions> answer) {
    send(
        answer,
        SignInOptions.newBuilder()
            .setRegistrationOpen(register.isOpen())
            .setPasswordMinLength(PasswordRules.MIN_LENGTH)
            .build());
  }

  @Override
  public void register(RegisterRequest request, StreamObserver<AuthSession> answer) {
    Register.Wish wish =
        new Register.Wish(
            request.getUsername(),
            request.getEmail(),
            request.getDisplayName(),
            request.getPassword(),
            request.getInvitationToken());
    switch (unlessBusy(() -> register.register(wish))) {
      case Register.Result.Registered registered ->
          send(answer, Protos.session(registered.signedIn()));
      case Register.Result.Closed ignored ->
          throw Problems.refuse(
              ErrorCode.REGISTRATION_CLOSED,
              "This installation takes no new accounts: ask whoever runs it for one.");
      case Register.Result.NoGuestInvitation ignored ->
          throw Problems.refuse(
              ErrorCode.GUEST_INVITATION_NOT_FOUND,
              "Nobody becomes a guest by this invitation: it may have expired, been used up or been revoked, or be for"
                  + " members. Ask for another.");
      case Register.Result.UsernameTaken taken ->
          throw Problems.refuseField(
              ErrorCode.USERNAME_TAKEN,
              "username",
              "\""
                  + taken.username()
                  + "\" belongs to somebody else, or calls many at once: choose another");
      case Register.Result.WeakPassword weak -> throw weakPassword("password", weak.weakness());
    }
  }

  @Override
  public void login(LoginRequest request, StreamObserver<AuthSession> answer) {
    switch (unlessBusy(() -> logIn.logIn(request.getLogin(), request.getPassword()))) {
      case LogIn.Result.LoggedIn loggedIn -> send(answer, Protos.session(loggedIn.signedIn()));
      case LogIn.Result.WrongCredentials ignored ->
          throw Problems.refuse(
              ErrorCode.WRONG_CREDENTIALS,
              "The login or the password is wrong. Where several accounts use one e-mail address, the user name is surer.");
    }
  }

  @Override
  public void refresh(RefreshRequest request, StreamObserver<AuthSession> answer) {
    switch (refreshSession.refresh(request.getRefreshToken())) {
      case RefreshSession.Result.Refreshed refreshed ->
          send(answer, Protos.session(refreshed.signedIn()));
      case RefreshSession.Result.SessionEnded ignored ->
          throw Problems.refuse(
              ErrorCode.SESSION_ENDED,
              "The refresh token is unknown, or its session has ended: sign in again.");
    }
  }

  @Override
  public void logout(LogoutRequest request, StreamObserver<LogoutResponse> answer) {
    logOut.logOut(request.getRefreshToken(), callersSession());
    send(answer, LogoutResponse.getDefaultInstance());
  }

  @Override
  public void changePassword(
      ChangePasswordRequest request, StreamObserver<ChangePasswordResponse> answer) {
    UUID userId = CallContext.userId();
    Optional<UUID> session = callersSession();
    ChangePassword.Result result =
        unlessBusy(() ->
            changePassword.change(
                userId, session, request.getCurrentPassword(), request.getNewPassword()));
    switch (result) {
      case ChangePassword.Result.Changed changed ->
          send(
              answer,
              ChangePasswordResponse.newBuilder()
                  .setEndedSessions(changed.endedSessions())
                  .build());
      case ChangePassword.Result.NoSuchAccount ignored -> throw UsersGrpc.noSuchAccount();
      case ChangePassword.Result.WrongPassword ignored ->
          throw Problems.refuseField(
              ErrorCode.WRONG_CREDENTIALS, "currentPassword", "expected the password until now");
      case ChangePassword.Result.WeakPassword weak ->
          throw weakPassword("newPassword", weak.weakness());
    }
  }

  private static Optional<UUID> callersSession() {
    return switch (CallContext.current().caller()) {
      case Caller.Person person -> Optional.of(person.sessionId());
      case Caller.Service ignored -> Optional.empty();
      case Caller.Anyone ignored -> Optional.empty();
    };
  }

  private static <T> T unlessBusy(Supplier<T> work) {
    try {
      return work.get();
    } catch (HashingBusyException e) {
      throw Problems.refuse(
          ErrorCode.RATE_LIMITED,
          "Too many people are signing in at this moment: try again in some seconds.");
    }
  }

  private static StatusRuntimeException weakPassword(String field, Weakness weakness) {
    String expected =
        switch (weakness) {
          case COMMON ->
              "is among the passwords that are tried first: choose one that nobody else has";
          case CONTAINS_USERNAME -> "contains the user name: choose one that does not";
          case CONTAINS_EMAIL -> "contains the e-mail address: choose one that does not";
        };
    return Problems.refuseField(ErrorCode.WEAK_PASSWORD, field, expected);
  }
}
