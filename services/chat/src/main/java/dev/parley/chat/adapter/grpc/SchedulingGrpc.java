package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.instant;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.DeleteScheduledMessageRequest;
import dev.parley.api.v1.DeleteScheduledMessageResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListScheduledMessagesRequest;
import dev.parley.api.v1.ListScheduledMessagesResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.Recurrence;
import dev.parley.api.v1.ScheduleMessageRequest;
import dev.parley.api.v1.ScheduledMessage;
import dev.parley.api.v1.SchedulingServiceGrpc.SchedulingServiceImplBase;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.SendScheduledMessageRequest;
import dev.parley.api.v1.UpdateScheduledMessageRequest;
import dev.parley.chat.app.ScheduleMessages;
import dev.parley.chat.app.ScheduleMessages.Result;
import dev.parley.chat.app.ScheduleMessages.When;
import dev.parley.chat.app.ScheduleMessages.Wish;
import dev.parley.chat.app.SendScheduled;
import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.MessageText;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The public contract of what is said later. */
public final class SchedulingGrpc extends SchedulingServiceImplBase {
  private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

  private final ScheduleMessages schedule;
  private final SendScheduled sendScheduled;

  public SchedulingGrpc(ScheduleMessages schedule, SendScheduled sendScheduled) {
    this.schedule = schedule;
    this.sendScheduled = sendScheduled;
  }

  @Override
  public void scheduleMessage(
      ScheduleMessageRequest request, StreamObserver<ScheduledMessage> answer) {
    Wish wish =
        new Wish(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            UUID.fromString(request.getClientId()),
            request.getText(),
            Optional.ofNullable(SendCalls.reply(request.getThreadId(), request.getAlsoInRoom())),
            request.hasRecurrence()
                ? again(request.getRecurrence())
                : new When.Once(instant(request.getSendTime())));
    send(answer, scheduled(schedule.schedule(wish), request.getRoomId(), request.getThreadId()));
  }

  @Override
  public void listScheduledMessages(
      ListScheduledMessagesRequest request, StreamObserver<ListScheduledMessagesResponse> answer) {
    send(
        answer,
        ListScheduledMessagesResponse.newBuilder()
            .addAllScheduledMessages(
                schedule.of(CallContext.userId()).stream().map(LaterProtos::scheduled).toList())
            .build());
  }

  @Override
  public void updateScheduledMessage(
      UpdateScheduledMessageRequest request, StreamObserver<ScheduledMessage> answer) {
    Optional<When> when =
        request.hasRecurrence()
            ? Optional.of(again(request.getRecurrence()))
            : request.hasSendTime()
                ? Optional.of(new When.Once(instant(request.getSendTime())))
                : Optional.empty();
    Result result =
        schedule.change(
            CallContext.userId(),
            UUID.fromString(request.getScheduledMessageId()),
            request.hasText() ? Optional.of(request.getText()) : Optional.empty(),
            when);
    send(answer, scheduled(result, "", ""));
  }

  @Override
  public void deleteScheduledMessage(
      DeleteScheduledMessageRequest request,
      StreamObserver<DeleteScheduledMessageResponse> answer) {
    schedule.takeBack(CallContext.userId(), UUID.fromString(request.getScheduledMessageId()));
    send(answer, DeleteScheduledMessageResponse.getDefaultInstance());
  }

  @Override
  public void sendScheduledMessage(
      SendScheduledMessageRequest request, StreamObserver<Message> answer) {
    UUID id = UUID.fromString(request.getScheduledMessageId());
    UUID caller = CallContext.userId();
    String room =
        schedule.of(caller).stream()
            .filter(message -> message.id().equals(id))
            .map(message -> message.roomId().toString())
            .findFirst()
            .orElseThrow(SchedulingGrpc::noSuchMessage);
    send(
        answer,
        SendCalls.message(
            SendMessageRequest.newBuilder().setRoomId(room).build(),
            sendScheduled.sendNow(caller, id).orElseThrow(SchedulingGrpc::noSuchMessage)));
  }

  private static When again(Recurrence recurrence) {
    if (!TIME_ZONES.contains(recurrence.getTimeZone())) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "recurrence.timeZone",
          "expected an IANA time zone, such as Europe/Berlin");
    }
    return new When.Again(
        new dev.parley.chat.domain.Recurrence(
            recurrence.getCron().strip(), ZoneId.of(recurrence.getTimeZone())));
  }

  private static ScheduledMessage scheduled(Result result, String roomId, String threadId) {
    return switch (result) {
      case Result.Scheduled scheduled -> LaterProtos.scheduled(scheduled.message());
      case Result.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(roomId);
      case Result.NotAMember ignored -> throw ChatGrpc.notAMember();
      case Result.NotAllowed ignored -> throw Refusals.notAllowedToWrite();
      case Result.Archived ignored -> throw Refusals.archived();
      case Result.Blocked blocked -> throw Refusals.blocked(blocked.bySender());
      case Result.NoSuchThread ignored -> throw ChangeCalls.noSuchMessage(threadId);
      case Result.Unsayable ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "text", MessageText.EXPECTED);
      case Result.BadTime ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "sendTime", DueTime.EXPECTED);
      case Result.BadRecurrence ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "recurrence.cron",
              "expected five fields as crontab(5) has them (minute, hour, day of the month, month, day of the week),"
                  + " of times that come, at least five minutes apart");
      case Result.KeyConflict ignored ->
          throw Problems.refuseField(
              ErrorCode.IDEMPOTENCY_CONFLICT,
              "clientId",
              "was used before with another room, thread or text: use a new UUID for a new message");
      case Result.TooMany ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_SCHEDULED_MESSAGES,
              "You have "
                  + dev.parley.chat.domain.ScheduledMessage.MOST
                  + " scheduled messages, which is the most: take some back.");
      case Result.NoSuchMessage ignored -> throw noSuchMessage();
    };
  }

  private static StatusRuntimeException noSuchMessage() {
    return Problems.refuse(
        ErrorCode.SCHEDULED_MESSAGE_NOT_FOUND,
        "You have scheduled no such message; or it is being said at this moment, was said, or was taken back.");
  }
}
