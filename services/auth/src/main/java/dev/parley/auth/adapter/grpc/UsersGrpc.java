package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.GetUserRequest;
import dev.parley.api.v1.ListUsersRequest;
import dev.parley.api.v1.ListUsersResponse;
import dev.parley.api.v1.UpdateMeRequest;
import dev.parley.api.v1.User;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceImplBase;
import dev.parley.auth.app.Profiles;
import dev.parley.auth.domain.UserPage;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** The public contract of profiles. */
public final class UsersGrpc extends UsersServiceImplBase {
  private static final String DISPLAY_NAME = "display_name";

  private final Profiles profiles;

  public UsersGrpc(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public void getMe(GetMeRequest request, StreamObserver<User> answer) {
    send(
        answer,
        profiles
            .get(CallContext.userId())
            .map(Protos::oneself)
            .orElseThrow(UsersGrpc::noSuchAccount));
  }

  @Override
  public void updateMe(UpdateMeRequest request, StreamObserver<User> answer) {
    UUID userId = CallContext.userId();
    Optional<dev.parley.auth.domain.User> user =
        renames(request) ? profiles.rename(userId, request.getDisplayName()) : profiles.get(userId);
    send(answer, user.map(Protos::oneself).orElseThrow(UsersGrpc::noSuchAccount));
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<User> answer) {
    send(
        answer,
        profiles
            .get(UUID.fromString(request.getUserId()))
            .map(Protos::other)
            .orElseThrow(() ->
                Problems.refuseField(
                    ErrorCode.USER_NOT_FOUND,
                    "userId",
                    "nobody has the id " + request.getUserId())));
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> answer) {
    UserPage page =
        profiles.search(
            request.getQuery(),
            PageTokens.decode(request.getPageToken()).map(PageTokens.Mark::name),
            pageSize(request.getPageSize(), 50));
    send(
        answer,
        ListUsersResponse.newBuilder()
            .addAllUsers(page.users().stream().map(Protos::other).toList())
            .setNextPageToken(
                page.next().map(next -> PageTokens.encode(next.username(), next.id())).orElse(""))
            .build());
  }

  /** A token outlives its account where a backup of the database is put back. */
  static StatusRuntimeException noSuchAccount() {
    return Problems.refuse(
        ErrorCode.UNAUTHENTICATED,
        "The account of this access token does not exist: sign in again.");
  }

  private static boolean renames(UpdateMeRequest request) {
    if (request.getUpdateMask().getPathsCount() == 0) {
      return request.hasDisplayName();
    }
    for (String path : request.getUpdateMask().getPathsList()) {
      if (!path.equals(DISPLAY_NAME)) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT,
            "updateMask",
            "\"" + path + "\" cannot be changed (expected: displayName)");
      }
    }
    if (!request.hasDisplayName()) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "displayName",
          "expected the new name, as updateMask names it");
    }
    return true;
  }
}
