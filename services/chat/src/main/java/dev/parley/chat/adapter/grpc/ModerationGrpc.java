package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.Ban;
import dev.parley.api.v1.BanMemberRequest;
import dev.parley.api.v1.ErrorCode;
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
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public contract of keeping order. */
public final class ModerationGrpc extends ModerationServiceImplBase {
  private static final int MOST_BANS = 200;

  private final Moderate moderate;
  private final ManageMembers manageMembers;
  private final FindRooms findRooms;
  private final Clock clock;

  public ModerationGrpc(
      Moderate moderate, ManageMembers manageMembers, FindRooms findRooms, Clock clock) {
    this.moderate = moderate;
    this.manageMembers = manageMembers;
    this.findRooms = findRooms;
    this.clock = clock;
  }

  @Override
  public void banMember(BanMemberRequest request, StreamObserver<Ban> answer) {
    Optional<Long> seconds = Optional.of(request.getDurationSeconds()).filter(s -> s > 0);
    Outcome<dev.parley.chat.domain.Ban> outcome =
        moderate
            .ban(
                UUID.fromString(request.getRoomId()),
                CallContext.userId(),
                UUID.fromString(request.getUserId()),
                seconds,
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
    Instant end = clock.instant().plusSeconds(request.getDurationSeconds());
    send(answer, mute(request.getRoomId(), request.getUserId(), end));
  }

  @Override
  public void unmuteMember(UnmuteMemberRequest request, StreamObserver<Member> answer) {
    send(answer, mute(request.getRoomId(), request.getUserId(), null));
  }

  private Member mute(String roomId, String userId, @Nullable Instant end) {
    return Protos.member(
        done(
            manageMembers.mute(
                UUID.fromString(roomId), CallContext.userId(), UUID.fromString(userId), end),
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
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw Refusals.of(refused.refusal());
      case Outcome.NotAMember<T> ignored -> {
        if (findRooms.get(UUID.fromString(roomId), CallContext.userId()).isEmpty()) {
          throw ChatGrpc.noSuchRoom(roomId);
        }
        throw ChatGrpc.notAMember();
      }
      case Outcome.NoSuchMember<T> ignored -> throw Refusals.noSuchMember();
      case Outcome.NameTaken<T> ignored ->
          throw Problems.refuse(ErrorCode.INTERNAL, "Nothing here gives a name.");
    };
  }
}
