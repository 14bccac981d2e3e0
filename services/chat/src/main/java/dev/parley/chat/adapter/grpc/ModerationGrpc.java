package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.Ban;
import dev.parley.api.v1.BanMemberRequest;
import dev.parley.api.v1.LiftBanRequest;
import dev.parley.api.v1.LiftBanResponse;
import dev.parley.api.v1.ListBansRequest;
import dev.parley.api.v1.ListBansResponse;
import dev.parley.api.v1.ListModerationEntriesRequest;
import dev.parley.api.v1.ListModerationEntriesResponse;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.ModerationServiceGrpc.ModerationServiceImplBase;
import dev.parley.api.v1.MuteMemberRequest;
import dev.parley.api.v1.UnmuteMemberRequest;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The public contract of keeping order. */
public final class ModerationGrpc extends ModerationServiceImplBase {
  private static final int MOST_BANS = 200;

  private final Moderate moderate;
  private final ManageMembers manageMembers;
  private final RoomCalls rooms;

  public ModerationGrpc(Moderate moderate, ManageMembers manageMembers, RoomCalls rooms) {
    this.moderate = moderate;
    this.manageMembers = manageMembers;
    this.rooms = rooms;
  }

  @Override
  public void banMember(BanMemberRequest request, StreamObserver<Ban> answer) {
    Optional<Duration> length =
        Optional.of(Duration.ofSeconds(request.getDurationSeconds())).filter(Duration::isPositive);
    Outcome<dev.parley.chat.domain.Ban> outcome =
        moderate
            .ban(
                UUID.fromString(request.getRoomId()),
                CallContext.userId(),
                UUID.fromString(request.getUserId()),
                length,
                request.getReason())
            .orElseThrow(() -> Refusals.noSuchPerson("userId", request.getUserId()));
    send(answer, Protos.ban(done(outcome, request.getRoomId())));
  }

  @Override
  public void liftBan(LiftBanRequest request, StreamObserver<LiftBanResponse> answer) {
    done(
        moderate.lift(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            UUID.fromString(request.getUserId())),
        request.getRoomId());
    send(answer, LiftBanResponse.getDefaultInstance());
  }

  @Override
  public void listBans(ListBansRequest request, StreamObserver<ListBansResponse> answer) {
    List<dev.parley.chat.domain.Ban> bans =
        done(
            moderate.bans(UUID.fromString(request.getRoomId()), CallContext.userId(), MOST_BANS),
            request.getRoomId());
    send(
        answer,
        ListBansResponse.newBuilder().addAllBans(bans.stream().map(Protos::ban).toList()).build());
  }

  @Override
  public void muteMember(MuteMemberRequest request, StreamObserver<Member> answer) {
    Duration length = Duration.ofSeconds(request.getDurationSeconds());
    send(answer, mute(request.getRoomId(), request.getUserId(), Optional.of(length)));
  }

  @Override
  public void unmuteMember(UnmuteMemberRequest request, StreamObserver<Member> answer) {
    send(answer, mute(request.getRoomId(), request.getUserId(), Optional.empty()));
  }

  private Member mute(String roomId, String userId, Optional<Duration> length) {
    return Protos.member(
        done(
            manageMembers.mute(
                UUID.fromString(roomId), CallContext.userId(), UUID.fromString(userId), length),
            roomId));
  }

  @Override
  public void listModerationEntries(
      ListModerationEntriesRequest request, StreamObserver<ListModerationEntriesResponse> answer) {
    int limit = pageSize(request.getPageSize(), 50);
    Optional<UUID> before =
        Optional.of(request.getBefore()).filter(id -> !id.isEmpty()).map(UUID::fromString);
    List<ModerationEntry> entries =
        done(
            moderate.entries(
                UUID.fromString(request.getRoomId()), CallContext.userId(), before, limit + 1),
            request.getRoomId());
    send(
        answer,
        ListModerationEntriesResponse.newBuilder()
            .addAllEntries(entries.stream().limit(limit).map(Protos::entry).toList())
            .setHasMore(entries.size() > limit)
            .build());
  }

  private <T> T done(Outcome<T> outcome, String roomId) {
    return rooms.done(outcome, roomId, CallContext.userId(), "");
  }
}
