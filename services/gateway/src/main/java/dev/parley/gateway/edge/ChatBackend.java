package dev.parley.gateway.edge;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.parley.api.internal.v1.DeviceServiceGrpc;
import dev.parley.api.internal.v1.DeviceServiceGrpc.DeviceServiceFutureStub;
import dev.parley.api.internal.v1.FilterAcquaintancesRequest;
import dev.parley.api.internal.v1.FilterAcquaintancesResponse;
import dev.parley.api.internal.v1.GetStandingRequest;
import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.GuestServiceGrpc;
import dev.parley.api.internal.v1.GuestServiceGrpc.GuestServiceFutureStub;
import dev.parley.api.internal.v1.HiddenPresence;
import dev.parley.api.internal.v1.ListMovedRequest;
import dev.parley.api.internal.v1.ListMovedResponse;
import dev.parley.api.internal.v1.LogServiceGrpc;
import dev.parley.api.internal.v1.LogServiceGrpc.LogServiceFutureStub;
import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.internal.v1.MovePositionsResponse;
import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.ReadLogResponse;
import dev.parley.api.internal.v1.ReadPresenceRequest;
import dev.parley.api.internal.v1.ReadPresenceResponse;
import dev.parley.api.internal.v1.ReadRoomLogRequest;
import dev.parley.api.internal.v1.ReadUserLogRequest;
import dev.parley.api.internal.v1.ReceiptServiceGrpc;
import dev.parley.api.internal.v1.ReceiptServiceGrpc.ReceiptServiceFutureStub;
import dev.parley.api.internal.v1.ReportDevicesRequest;
import dev.parley.api.internal.v1.ReportDevicesResponse;
import dev.parley.api.internal.v1.SendServiceGrpc;
import dev.parley.api.internal.v1.SendServiceGrpc.SendServiceFutureStub;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chat as the edge needs it, over the channel to its role. */
final class ChatBackend implements LogReader, Messenger, PresenceSource {
  private static final int DEADLINE_SECONDS = 10;

  /** Asked about in one call: however many people they hide from, the answer fits. */
  private static final int PEOPLE_IN_A_CALL = 100;

  private final LogServiceFutureStub logs;
  private final SendBatches sends;
  private final ReceiptServiceFutureStub receipts;
  private final DeviceServiceFutureStub devices;
  private final GuestServiceFutureStub guests;

  ChatBackend(Channel channel) {
    this.logs = LogServiceGrpc.newFutureStub(channel);
    this.receipts = ReceiptServiceGrpc.newFutureStub(channel);
    this.devices = DeviceServiceGrpc.newFutureStub(channel);
    this.guests = GuestServiceGrpc.newFutureStub(channel);
    SendServiceFutureStub chat = SendServiceGrpc.newFutureStub(channel);
    this.sends = new SendBatches(batch -> future(timely(chat).sendMessages(batch)));
  }

  @Override
  public CompletableFuture<GetStandingResponse> standing(String userId) {
    return future(
        timely(logs).getStanding(GetStandingRequest.newBuilder().setUserId(userId).build()));
  }

  @Override
  public CompletableFuture<Stretch> read(LogId log, long after, int limit) {
    ListenableFuture<ReadLogResponse> answer =
        switch (log) {
          case LogId.OfRoom room ->
              timely(logs)
                  .readRoomLog(
                      ReadRoomLogRequest.newBuilder()
                          .setRoomId(room.id())
                          .setAfter(after)
                          .setLimit(limit)
                          .build());
          case LogId.OfUser user ->
              timely(logs)
                  .readUserLog(
                      ReadUserLogRequest.newBuilder()
                          .setUserId(user.id())
                          .setAfter(after)
                          .setLimit(limit)
                          .build());
        };
    return future(answer)
        .thenApply(stretch -> new Stretch(stretch.getEventsList(), stretch.getHeadSeq()));
  }

  @Override
  public CompletableFuture<ListMovedResponse> moved(
      Map<String, Long> rooms, Map<String, Long> users) {
    return future(
        timely(logs)
            .listMoved(
                ListMovedRequest.newBuilder().putAllRooms(rooms).putAllUsers(users).build()));
  }

  @Override
  public List<CompletableFuture<Message>> send(UUID sender, List<SendMessageRequest> requests) {
    return sends.send(sender, requests);
  }

  @Override
  public CompletableFuture<MovePositionsResponse> move(MovePositionsRequest request) {
    return future(timely(receipts).movePositions(request));
  }

  @Override
  public CompletableFuture<ReportDevicesResponse> report(ReportDevicesRequest request) {
    return future(timely(devices).reportDevices(request));
  }

  @Override
  public CompletableFuture<List<PresenceNews>> read(List<String> userIds) {
    CompletableFuture<List<PresenceNews>> all = CompletableFuture.completedFuture(List.of());
    for (List<String> some : Lists.partition(userIds, PEOPLE_IN_A_CALL)) {
      CompletableFuture<ReadPresenceResponse> answer =
          future(
              timely(devices)
                  .readPresence(ReadPresenceRequest.newBuilder().addAllUserIds(some).build()));
      all =
          all.thenCombine(
              answer,
              (before, next) ->
                  Stream.concat(before.stream(), ChatBackend.news(next).stream()).toList());
    }
    return all;
  }

  private static List<PresenceNews> news(ReadPresenceResponse answer) {
    Map<String, HiddenPresence> hidden =
        answer.getHiddenList().stream()
            .collect(Collectors.toMap(HiddenPresence::getUserId, each -> each, (one, same) -> one));
    return answer.getPresencesList().stream()
        .map(presence ->
            PresenceNews.newBuilder()
                .setPresence(presence)
                .addAllHiddenFrom(
                    hidden
                        .getOrDefault(presence.getUserId(), HiddenPresence.getDefaultInstance())
                        .getHiddenFromList())
                .build())
        .toList();
  }

  @Override
  public CompletableFuture<List<String>> known(String guest, List<String> userIds) {
    return future(
            timely(guests)
                .filterAcquaintances(
                    FilterAcquaintancesRequest.newBuilder()
                        .setUserId(guest)
                        .addAllUserIds(userIds)
                        .build()))
        .thenApply(FilterAcquaintancesResponse::getUserIdsList);
  }

  private static <S extends io.grpc.stub.AbstractStub<S>> S timely(S stub) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> CompletableFuture<T> future(ListenableFuture<T> answer) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Futures.addCallback(
        answer,
        new FutureCallback<>() {
          @Override
          public void onSuccess(T value) {
            future.complete(value);
          }

          @Override
          public void onFailure(Throwable failure) {
            future.completeExceptionally(failure);
          }
        },
        MoreExecutors.directExecutor());
    return future;
  }
}
