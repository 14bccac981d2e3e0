package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.api.v1.DeleteAvatarRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.GetUserRequest;
import dev.parley.api.v1.ListUsersRequest;
import dev.parley.api.v1.ListUsersResponse;
import dev.parley.api.v1.SetAvatarRequest;
import dev.parley.api.v1.UpdateMeRequest;
import dev.parley.api.v1.User;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceImplBase;
import dev.parley.auth.app.Avatars;
import dev.parley.auth.app.Profiles;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.domain.Viewer;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import dev.parley.platform.rpc.PictureRefusals;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public contract of profiles. */
public final class UsersGrpc extends UsersServiceImplBase {
  private static final Set<String> CHANGEABLE =
      Set.of("display_name", "bio", "pronouns", "time_zone");

  private final Profiles profiles;
  private final Avatars avatars;

  public UsersGrpc(Profiles profiles, Avatars avatars) {
    this.profiles = profiles;
    this.avatars = avatars;
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
    switch (profiles.change(CallContext.userId(), wish(request))) {
      case Profiles.Result.Changed changed -> send(answer, Protos.oneself(changed.user()));
      case Profiles.Result.UnknownTimeZone unknown ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "timeZone",
              "\"" + unknown.id() + "\" is no time zone (expected: one such as Europe/Vienna)");
      case Profiles.Result.NoAccount ignored -> throw noSuchAccount();
    }
  }

  @Override
  public void setAvatar(SetAvatarRequest request, StreamObserver<User> answer) {
    switch (avatars.show(CallContext.userId(), request.getPicture().toByteArray())) {
      case Avatars.Result.Shown shown -> send(answer, Protos.oneself(shown.user()));
      case Avatars.Result.Refused refused -> throw PictureRefusals.of(refused.why());
      case Avatars.Result.NoAccount ignored -> throw noSuchAccount();
    }
  }

  @Override
  public void deleteAvatar(DeleteAvatarRequest request, StreamObserver<User> answer) {
    send(
        answer,
        avatars
            .remove(CallContext.userId())
            .map(Protos::oneself)
            .orElseThrow(UsersGrpc::noSuchAccount));
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<User> answer) {
    send(
        answer,
        profiles
            .get(viewer(), UUID.fromString(request.getUserId()))
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
            viewer(),
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

  private static Viewer viewer() {
    return new Viewer(CallContext.userId(), CallContext.current().caller().guest());
  }

  /** A token outlives its account where a backup of the database is put back. */
  static StatusRuntimeException noSuchAccount() {
    return Problems.refuse(
        ErrorCode.UNAUTHENTICATED,
        "The account of this access token does not exist: sign in again.");
  }

  private static Profiles.Wish wish(UpdateMeRequest request) {
    for (String path : request.getUpdateMask().getPathsList()) {
      if (!CHANGEABLE.contains(path)) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT,
            "updateMask",
            "\"" + path + "\" cannot be changed (expected: displayName, bio, pronouns, timeZone)");
      }
      if (!request.hasField(field(path))) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT,
            field(path).getJsonName(),
            "expected what it is to become, as updateMask names it");
      }
    }
    return new Profiles.Wish(
        wished(request, "display_name"),
        wished(request, "bio"),
        wished(request, "pronouns"),
        wished(request, "time_zone"));
  }

  private static @Nullable String wished(UpdateMeRequest request, String path) {
    List<String> named = request.getUpdateMask().getPathsList();
    return request.hasField(field(path)) && (named.isEmpty() || named.contains(path))
        ? (String) request.getField(field(path))
        : null;
  }

  private static FieldDescriptor field(String path) {
    return UpdateMeRequest.getDescriptor().findFieldByName(path);
  }
}
