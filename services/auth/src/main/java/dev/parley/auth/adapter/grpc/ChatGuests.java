package dev.parley.auth.adapter.grpc;

import dev.parley.api.internal.v1.CheckGuestInvitationRequest;
import dev.parley.api.internal.v1.FilterAcquaintancesRequest;
import dev.parley.api.internal.v1.GuestServiceGrpc.GuestServiceBlockingStub;
import dev.parley.api.internal.v1.ListAcquaintancesRequest;
import dev.parley.auth.port.Acquaintances;
import dev.parley.auth.port.GuestInvitations;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What chat knows of guests: it has the rooms. */
public final class ChatGuests implements GuestInvitations, Acquaintances {
  private final GuestServiceBlockingStub chat;

  public ChatGuests(GuestServiceBlockingStub chat) {
    this.chat = chat;
  }

  @Override
  public boolean isGood(String token) {
    return timely()
        .checkGuestInvitation(CheckGuestInvitationRequest.newBuilder().setToken(token).build())
        .getGood();
  }

  @Override
  public boolean know(UUID guest, UUID userId) {
    return timely()
            .filterAcquaintances(
                FilterAcquaintancesRequest.newBuilder()
                    .setUserId(guest.toString())
                    .addUserIds(userId.toString())
                    .build())
            .getUserIdsCount()
        > 0;
  }

  @Override
  public List<UUID> search(UUID guest, String query, String from, int limit) {
    return timely()
        .listAcquaintances(
            ListAcquaintancesRequest.newBuilder()
                .setUserId(guest.toString())
                .setQuery(query)
                .setFromUsername(from)
                .setLimit(limit)
                .build())
        .getUserIdsList()
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  private GuestServiceBlockingStub timely() {
    return chat.withDeadlineAfter(3, TimeUnit.SECONDS);
  }
}
