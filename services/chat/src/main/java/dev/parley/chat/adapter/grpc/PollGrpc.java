package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.CastVoteRequest;
import dev.parley.api.v1.ClosePollRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetVoteRequest;
import dev.parley.api.v1.ListVotersRequest;
import dev.parley.api.v1.ListVotersResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.PollServiceGrpc.PollServiceImplBase;
import dev.parley.api.v1.Vote;
import dev.parley.chat.app.VoteInPoll;
import dev.parley.chat.app.VoteInPoll.Result;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** The public contract of polls. */
public final class PollGrpc extends PollServiceImplBase {
  private final VoteInPoll polls;

  public PollGrpc(VoteInPoll polls) {
    this.polls = polls;
  }

  @Override
  public void castVote(CastVoteRequest request, StreamObserver<Message> answer) {
    send(
        answer,
        ChangeCalls.done(
            polls.vote(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId(),
                new TreeSet<>(request.getOptionsList())),
            request.getRoomId(),
            request.getMessageId()));
  }

  @Override
  public void getVote(GetVoteRequest request, StreamObserver<Vote> answer) {
    List<Integer> own =
        found(
            polls.own(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId()),
            request.getRoomId(),
            request.getMessageId());
    send(answer, Vote.newBuilder().addAllOptions(own).build());
  }

  @Override
  public void listVoters(ListVotersRequest request, StreamObserver<ListVotersResponse> answer) {
    PeopleInOrder voters =
        found(
            polls.voters(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId(),
                request.getOption(),
                PeoplePages.start(request.getPageToken()),
                pageSize(request.getPageSize(), 100)),
            request.getRoomId(),
            request.getMessageId());
    send(
        answer,
        ListVotersResponse.newBuilder()
            .addAllPeople(PeoplePages.people(voters))
            .setNextPageToken(PeoplePages.next(voters))
            .build());
  }

  @Override
  public void closePoll(ClosePollRequest request, StreamObserver<Message> answer) {
    send(
        answer,
        ChangeCalls.done(
            polls.close(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId()),
            request.getRoomId(),
            request.getMessageId()));
  }

  private static <T> T found(Result<T> result, String roomId, String messageId) {
    return switch (result) {
      case Result.Found<T> found -> found.value();
      case Result.NotThere<T> not -> throw notThere(not, roomId, messageId);
      case Result.NoPoll<T> ignored -> throw noPoll();
      case Result.Anonymous<T> ignored ->
          throw Problems.refuse(
              ErrorCode.POLL_ANONYMOUS,
              "This poll is anonymous: how many answered what is told with the message, who did is told to nobody.");
      case Result.NoSuchOption<T> ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "option",
              "expected one of the poll's options, from 0 on");
    };
  }

  private static StatusRuntimeException notThere(
      Result.NotThere<?> not, String roomId, String messageId) {
    ChangeCalls.found(not.why(), roomId, messageId);
    return noPoll();
  }

  static StatusRuntimeException noPoll() {
    return Problems.refuse(
        ErrorCode.POLL_NOT_FOUND, "This message asks nothing: there is no poll in it.");
  }
}
