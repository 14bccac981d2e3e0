package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.AcceptInvitationRequest;
import dev.parley.api.v1.AcceptInvitationResponse;
import dev.parley.api.v1.ApproveJoinRequestRequest;
import dev.parley.api.v1.CreateInvitationRequest;
import dev.parley.api.v1.CreateInvitationResponse;
import dev.parley.api.v1.DeclineJoinRequestRequest;
import dev.parley.api.v1.DeclineJoinRequestResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetInvitationRequest;
import dev.parley.api.v1.InvitationPreview;
import dev.parley.api.v1.InvitationServiceGrpc.InvitationServiceImplBase;
import dev.parley.api.v1.ListInvitationsRequest;
import dev.parley.api.v1.ListInvitationsResponse;
import dev.parley.api.v1.ListJoinRequestsRequest;
import dev.parley.api.v1.ListJoinRequestsResponse;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.RevokeInvitationRequest;
import dev.parley.api.v1.RevokeInvitationResponse;
import dev.parley.api.v1.WithdrawJoinRequestRequest;
import dev.parley.api.v1.WithdrawJoinRequestResponse;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageInvitations;
import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.port.Invitations.Outcome;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.UUID;

/** The public contract of invitations and requests to join. */
public final class InvitationGrpc extends InvitationServiceImplBase {
  private static final int DEFAULT_VALID_HOURS = 7 * 24;

  private final ManageInvitations manage;
  private final AcceptInvitation accept;
  private final FindRooms rooms;

  public InvitationGrpc(ManageInvitations manage, AcceptInvitation accept, FindRooms rooms) {
    this.manage = manage;
    this.accept = accept;
    this.rooms = rooms;
  }

  @Override
  public void createInvitation(
      CreateInvitationRequest request, StreamObserver<CreateInvitationResponse> answer) {
    ManageInvitations.Wish wish =
        new ManageInvitations.Wish(
            request.hasEmail() ? request.getEmail() : null,
            request.getApprovalNeeded(),
            request.getUseLimit(),
            Duration.ofHours(
                request.hasValidHours() ? request.getValidHours() : DEFAULT_VALID_HOURS),
            request.getGuest());
    ManageInvitations.Made made =
        done(
            manage.make(UUID.fromString(request.getRoomId()), CallContext.userId(), wish),
            request.getRoomId(),
            ErrorCode.INVITATION_NOT_FOUND);
    send(
        answer,
        CreateInvitationResponse.newBuilder()
            .setInvitation(InvitationProtos.invitation(made.invitation()))
            .setToken(made.token().text())
            .build());
  }

  @Override
  public void listInvitations(
      ListInvitationsRequest request, StreamObserver<ListInvitationsResponse> answer) {
    send(
        answer,
        ListInvitationsResponse.newBuilder()
            .addAllInvitations(
                done(
                        manage.list(UUID.fromString(request.getRoomId()), CallContext.userId()),
                        request.getRoomId(),
                        ErrorCode.INVITATION_NOT_FOUND)
                    .stream()
                    .map(InvitationProtos::invitation)
                    .toList())
            .build());
  }

  @Override
  public void revokeInvitation(
      RevokeInvitationRequest request, StreamObserver<RevokeInvitationResponse> answer) {
    done(
        manage.revoke(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            UUID.fromString(request.getInvitationId())),
        request.getRoomId(),
        ErrorCode.INVITATION_NOT_FOUND);
    send(answer, RevokeInvitationResponse.getDefaultInstance());
  }

  @Override
  public void getInvitation(
      GetInvitationRequest request, StreamObserver<InvitationPreview> answer) {
    send(
        answer,
        InvitationProtos.preview(
            done(
                accept.look(
                    new InvitationToken(request.getToken()),
                    CallContext.current().caller().user()))));
  }

  @Override
  public void acceptInvitation(
      AcceptInvitationRequest request, StreamObserver<AcceptInvitationResponse> answer) {
    send(
        answer,
        InvitationProtos.reached(
            done(
                accept.accept(
                    new InvitationToken(request.getToken()),
                    CallContext.userId(),
                    request.getNote()))));
  }

  @Override
  public void listJoinRequests(
      ListJoinRequestsRequest request, StreamObserver<ListJoinRequestsResponse> answer) {
    send(
        answer,
        InvitationProtos.waiting(
            done(
                manage.waiting(UUID.fromString(request.getRoomId()), CallContext.userId()),
                request.getRoomId(),
                ErrorCode.JOIN_REQUEST_NOT_FOUND)));
  }

  @Override
  public void approveJoinRequest(ApproveJoinRequestRequest request, StreamObserver<Member> answer) {
    send(
        answer,
        Protos.member(
            done(
                manage.approve(
                    UUID.fromString(request.getRoomId()),
                    CallContext.userId(),
                    UUID.fromString(request.getUserId())),
                request.getRoomId(),
                ErrorCode.JOIN_REQUEST_NOT_FOUND)));
  }

  @Override
  public void declineJoinRequest(
      DeclineJoinRequestRequest request, StreamObserver<DeclineJoinRequestResponse> answer) {
    done(
        manage.decline(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            UUID.fromString(request.getUserId())),
        request.getRoomId(),
        ErrorCode.JOIN_REQUEST_NOT_FOUND);
    send(answer, DeclineJoinRequestResponse.getDefaultInstance());
  }

  @Override
  public void withdrawJoinRequest(
      WithdrawJoinRequestRequest request, StreamObserver<WithdrawJoinRequestResponse> answer) {
    UUID roomId = UUID.fromString(request.getRoomId());
    if (!accept.withdraw(roomId, CallContext.userId())) {
      throw rooms.get(roomId, CallContext.userId()).isPresent()
          ? Problems.refuse(
              ErrorCode.JOIN_REQUEST_NOT_FOUND,
              "You do not wait for this room: somebody may have answered already.")
          : ChatGrpc.noSuchRoom(request.getRoomId());
    }
    send(answer, WithdrawJoinRequestResponse.getDefaultInstance());
  }

  /**
   * What came of what a member of a room wants.
   *
   * @param missing the code where what it is about is not there
   */
  private <T> T done(Outcome<T> outcome, String roomId, ErrorCode missing) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw Refusals.of(refused.refusal());
      case Outcome.NotAMember<T> ignored ->
          throw rooms.get(UUID.fromString(roomId), CallContext.userId()).isPresent()
              ? ChatGrpc.notAMember()
              : ChatGrpc.noSuchRoom(roomId);
      case Outcome.Missing<T> ignored ->
          throw Problems.refuse(
              missing,
              missing == ErrorCode.JOIN_REQUEST_NOT_FOUND
                  ? "Nobody with this id waits for the room: somebody may have answered already."
                  : "The room has no such invitation: somebody may have revoked it already.");
      case Outcome.TooMany<T> ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_INVITATIONS,
              "The room has %d invitations that are still good: revoke one of those first."
                  .formatted(Invitation.MAX_PER_ROOM));
    };
  }

  private static <T> T done(AcceptInvitation.Result<T> result) {
    return switch (result) {
      case AcceptInvitation.Result.Done<T> done -> done.value();
      case AcceptInvitation.Result.NoSuchInvitation<T> ignored -> throw notGood();
      case AcceptInvitation.Result.Archived<T> ignored -> throw Refusals.archived();
      case AcceptInvitation.Result.Banned<T> ignored ->
          throw Problems.refuse(ErrorCode.BANNED, "You are banned from this room.");
    };
  }

  /** The same whatever is wrong with it. */
  private static StatusRuntimeException notGood() {
    return Problems.refuse(
        ErrorCode.INVITATION_NOT_FOUND,
        "This invitation is no longer valid: it may have expired, been used up or been revoked. Ask for"
            + " another.");
  }
}
