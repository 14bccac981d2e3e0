package dev.parley.chat.app;

import dev.parley.chat.app.SendMessage.Result;
import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.domain.ScheduledMessage.Failure;
import dev.parley.chat.port.Calendar;
import dev.parley.chat.port.ScheduledMessages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Says what is due, as its sender. Each time has a send key of its own, so that it is said once,
 * however often this runs and on however many nodes. What cannot be said waits for its sender, also
 * what comes again; in a slow room, it waits for its turn.
 */
public final class SendScheduled {
  private final ScheduledMessages scheduled;
  private final SendMessage sendMessage;
  private final Calendar calendar;
  private final Clock clock;

  public SendScheduled(
      ScheduledMessages scheduled, SendMessage sendMessage, Calendar calendar, Clock clock) {
    this.scheduled = scheduled;
    this.sendMessage = sendMessage;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * Says one now instead of at its time; empty if the sender has none such, or it is being said.
   */
  public Optional<Result> sendNow(UUID senderId, UUID id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return scheduled
        .change(senderId, id, now, message -> message.at(now, message.recurrence()))
        .flatMap(due -> send(due.id(), now));
  }

  /**
   * Says what is due at a time.
   *
   * @return what came of it; empty if it was changed or taken back since
   */
  public Optional<Result> send(UUID id, Instant sendTime) {
    Optional<ScheduledMessage> due = scheduled.begin(id, sendTime);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    ScheduledMessage message = due.get();
    Result result =
        sendMessage.send(
            message.roomId(),
            message.senderId(),
            key(id, sendTime),
            message.text(),
            message.reply());
    scheduled.settle(id, sendTime, clock.instant().truncatedTo(ChronoUnit.MICROS), after(result));
    return Optional.of(result);
  }

  private UnaryOperator<ScheduledMessage> after(Result result) {
    return switch (result) {
      case Result.Sent ignored -> this::said;
      // Said before, with another text: that was changed when nobody could know any more.
      case Result.KeyConflict ignored -> this::said;
      case Result.TooSoon(Instant turn) -> message -> message.at(turn, message.recurrence());
      case Result.NoSuchRoom ignored -> failed(Failure.NO_SUCH_ROOM);
      case Result.NotAMember ignored -> failed(Failure.NOT_A_MEMBER);
      case Result.NotAllowed ignored -> failed(Failure.NOT_ALLOWED);
      case Result.Archived ignored -> failed(Failure.ARCHIVED);
      case Result.Muted ignored -> failed(Failure.MUTED);
      case Result.Blocked(boolean bySender) ->
          failed(bySender ? Failure.BLOCKED_BY_ONESELF : Failure.BLOCKED_BY_OTHER);
      case Result.NoSuchThread ignored -> failed(Failure.NO_SUCH_THREAD);
      case Result.IsReply ignored -> failed(Failure.NO_SUCH_THREAD);
      case Result.DeletedThread ignored -> failed(Failure.DELETED_THREAD);
      case Result.Unsayable ignored -> throw unsayable();
      case Result.BadOptions ignored -> throw unsayable();
      case Result.BadCloseTime ignored -> throw unsayable();
    };
  }

  private static IllegalStateException unsayable() {
    return new IllegalStateException("what was scheduled was sayable then, and asked nothing");
  }

  /** Times that were missed are not made up for: the next is one that is still to come. */
  private ScheduledMessage said(ScheduledMessage message) {
    Recurrence recurrence = message.recurrence();
    Instant next =
        recurrence == null ? null : calendar.next(recurrence, clock.instant()).orElse(null);
    return message.said().at(next, recurrence);
  }

  private static UnaryOperator<ScheduledMessage> failed(Failure why) {
    return message -> message.failed(why);
  }

  private static UUID key(UUID id, Instant sendTime) {
    return UUID.nameUUIDFromBytes((id + "@" + sendTime).getBytes(StandardCharsets.UTF_8));
  }
}
