package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.FollowThreadRequest;
import dev.parley.api.v1.GetThreadRequest;
import dev.parley.api.v1.ListRepliesRequest;
import dev.parley.api.v1.ListRepliesResponse;
import dev.parley.api.v1.ListThreadPositionsRequest;
import dev.parley.api.v1.ListThreadPositionsResponse;
import dev.parley.api.v1.ListThreadsRequest;
import dev.parley.api.v1.ListThreadsResponse;
import dev.parley.api.v1.MarkThreadReadRequest;
import dev.parley.api.v1.MarkThreadUnreadRequest;
import dev.parley.api.v1.ThreadPosition;
import dev.parley.api.v1.ThreadServiceGrpc.ThreadServiceImplBase;
import dev.parley.api.v1.UnfollowThreadRequest;
import dev.parley.chat.app.FollowThreads;
import dev.parley.chat.app.LookAtMessage.Result;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.Threads.Mark;
import dev.parley.chat.port.Threads.Stretch;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** The public contract of threads. */
public final class ThreadGrpc extends ThreadServiceImplBase {
  private final FollowThreads threads;

  public ThreadGrpc(FollowThreads threads) {
    this.threads = threads;
  }

  @Override
  public void getThread(GetThreadRequest request, StreamObserver<dev.parley.api.v1.Thread> answer) {
    String room = request.getRoomId();
    String thread = request.getThreadId();
    Result<RoomThread> found =
        threads.at(UUID.fromString(room), UUID.fromString(thread), CallContext.userId());
    send(answer, thread(ChangeCalls.found(found, room, thread)));
  }

  @Override
  public void listReplies(ListRepliesRequest request, StreamObserver<ListRepliesResponse> answer) {
    String room = request.getRoomId();
    String thread = request.getThreadId();
    Window window = ChatGrpc.window(request.getBefore(), request.hasAfter(), request.getAfter());
    FollowThreads.Replies replies =
        ChangeCalls.found(
            threads.replies(
                UUID.fromString(room),
                UUID.fromString(thread),
                CallContext.userId(),
                window,
                pageSize(request.getPageSize(), 50)),
            room,
            thread);
    send(
        answer,
        ListRepliesResponse.newBuilder()
            .addAllMessages(replies.messages().stream().map(Protos::message).toList())
            .setHasMore(replies.more())
            .build());
  }

  private interface Act {
    Result<dev.parley.chat.domain.ThreadPosition> of(UUID roomId, UUID threadId, UUID userId);
  }

  private static ThreadPosition position(String room, String thread, Act act) {
    return Protos.position(
        ChangeCalls.found(
            act.of(UUID.fromString(room), UUID.fromString(thread), CallContext.userId()),
            room,
            thread));
  }

  @Override
  public void markThreadRead(MarkThreadReadRequest request, StreamObserver<ThreadPosition> answer) {
    send(
        answer,
        position(
            request.getRoomId(),
            request.getThreadId(),
            (room, thread, user) -> threads.read(room, thread, user, request.getSeq())));
  }

  @Override
  public void markThreadUnread(
      MarkThreadUnreadRequest request, StreamObserver<ThreadPosition> answer) {
    send(
        answer,
        position(
            request.getRoomId(),
            request.getThreadId(),
            (room, thread, user) -> threads.unread(room, thread, user, request.getSeq())));
  }

  @Override
  public void followThread(FollowThreadRequest request, StreamObserver<ThreadPosition> answer) {
    send(
        answer,
        position(
            request.getRoomId(),
            request.getThreadId(),
            (room, thread, user) -> threads.follow(room, thread, user, true)));
  }

  @Override
  public void unfollowThread(UnfollowThreadRequest request, StreamObserver<ThreadPosition> answer) {
    send(
        answer,
        position(
            request.getRoomId(),
            request.getThreadId(),
            (room, thread, user) -> threads.follow(room, thread, user, false)));
  }

  @Override
  public void listThreads(ListThreadsRequest request, StreamObserver<ListThreadsResponse> answer) {
    Stretch<RoomThread, Mark> found =
        threads.mine(
            CallContext.userId(),
            request.getUnread(),
            PageTokens.decodeTime(request.getPageToken())
                .map(mark -> new Mark(mark.time(), mark.id())),
            pageSize(request.getPageSize(), 20));
    send(
        answer,
        ListThreadsResponse.newBuilder()
            .addAllThreads(found.items().stream().map(ThreadGrpc::thread).toList())
            .setNextPageToken(
                found
                    .next()
                    .map(mark -> PageTokens.encode(mark.lastTime(), mark.threadId()))
                    .orElse(""))
            .build());
  }

  @Override
  public void listThreadPositions(
      ListThreadPositionsRequest request, StreamObserver<ListThreadPositionsResponse> answer) {
    Optional<UUID> after = PageTokens.decode(request.getPageToken()).map(PageTokens.Mark::id);
    Stretch<dev.parley.chat.domain.ThreadPosition, UUID> found =
        threads.positions(CallContext.userId(), after, pageSize(request.getPageSize(), 200));
    send(
        answer,
        ListThreadPositionsResponse.newBuilder()
            .addAllPositions(found.items().stream().map(Protos::position).toList())
            .setNextPageToken(found.next().map(id -> PageTokens.encode("", id)).orElse(""))
            .build());
  }

  private static dev.parley.api.v1.Thread thread(RoomThread thread) {
    return dev.parley.api.v1.Thread.newBuilder()
        .setRoot(Protos.message(thread.root()))
        .addAllParticipants(thread.participants().stream().map(Protos::person).toList())
        .setPosition(Protos.position(thread.position()))
        .addAllNewestReplies(thread.newest().stream().map(Protos::message).toList())
        .build();
  }
}
