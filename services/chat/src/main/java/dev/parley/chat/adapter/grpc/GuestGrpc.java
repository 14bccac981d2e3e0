package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.internal.v1.CheckGuestInvitationRequest;
import dev.parley.api.internal.v1.CheckGuestInvitationResponse;
import dev.parley.api.internal.v1.FilterAcquaintancesRequest;
import dev.parley.api.internal.v1.FilterAcquaintancesResponse;
import dev.parley.api.internal.v1.GuestServiceGrpc.GuestServiceImplBase;
import dev.parley.api.internal.v1.ListAcquaintancesRequest;
import dev.parley.api.internal.v1.ListAcquaintancesResponse;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.Acquaintances;
import dev.parley.chat.domain.InvitationToken;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;

/** What auth and edges ask about guests. */
public final class GuestGrpc extends GuestServiceImplBase {
  private final AcceptInvitation invitations;
  private final Acquaintances acquaintances;

  public GuestGrpc(AcceptInvitation invitations, Acquaintances acquaintances) {
    this.invitations = invitations;
    this.acquaintances = acquaintances;
  }

  @Override
  public void checkGuestInvitation(
      CheckGuestInvitationRequest request, StreamObserver<CheckGuestInvitationResponse> answer) {
    send(
        answer,
        CheckGuestInvitationResponse.newBuilder()
            .setGood(invitations.makesGuests(new InvitationToken(request.getToken())))
            .build());
  }

  @Override
  public void filterAcquaintances(
      FilterAcquaintancesRequest request, StreamObserver<FilterAcquaintancesResponse> answer) {
    List<UUID> ids = request.getUserIdsList().stream().map(UUID::fromString).toList();
    send(
        answer,
        FilterAcquaintancesResponse.newBuilder()
            .addAllUserIds(
                acquaintances.ofGuest(UUID.fromString(request.getUserId()), ids).stream()
                    .map(UUID::toString)
                    .toList())
            .build());
  }

  @Override
  public void listAcquaintances(
      ListAcquaintancesRequest request, StreamObserver<ListAcquaintancesResponse> answer) {
    send(
        answer,
        ListAcquaintancesResponse.newBuilder()
            .addAllUserIds(
                acquaintances
                    .search(
                        UUID.fromString(request.getUserId()),
                        request.getQuery(),
                        request.getFromUsername(),
                        request.getLimit())
                    .stream()
                    .map(UUID::toString)
                    .toList())
            .build());
  }
}
