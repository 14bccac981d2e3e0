package dev.parley.chat.app;

import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.MessageText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.port.Calendar;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.ScheduledMessages;
import dev.parley.chat.port.ScheduledMessages.Outcome;
import dev.parley.chat.port.Threads;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has something said later, once or again and again. Whoever may say it now may schedule it;
 * whether they may when its time comes is decided then.
 */
public final class ScheduleMessages {
  /** So many times of a recurrence are looked at to tell how far apart they are. */
  private static final int LOOKED_AT = 20;

  private final ScheduledMessages scheduled;
  private final Calendar calendar;
  private final RoomRepository rooms;
  private final Threads threads;
  private final Clock clock;

  public ScheduleMessages(
      ScheduledMessages scheduled,
      Calendar calendar,
      RoomRepository rooms,
      Threads threads,
      Clock clock) {
    this.scheduled = scheduled;
    this.calendar = calendar;
    this.rooms = rooms;
    this.threads = threads;
    this.clock = clock;
  }

  /** When. */
  public sealed interface When {
    /** Once. */
    record Once(Instant time) implements When {}

    /** Again and again. */
    record Again(Recurrence recurrence) implements When {}
  }

  /** What came of it. */
  public sealed interface Result {
    /** So it waits now. */
    record Scheduled(ScheduledMessage message) implements Result {}

    /** There is no room that the sender may know of. */
    record NoSuchRoom() implements Result {}

    /** The room is public, the sender has not joined. */
    record NotAMember() implements Result {}

    /** The sender's role may not say anything in this room. */
    record NotAllowed() implements Result {}

    /** The room is archived. */
    record Archived() implements Result {}

    /** One of the two of a direct conversation has blocked the other. */
    record Blocked(boolean bySender) implements Result {}

    /** There is no such message in the room to reply to. */
    record NoSuchThread() implements Result {}

    /** The text cannot be said: {@link MessageText#EXPECTED}. */
    record Unsayable() implements Result {}

    /** Nothing is said then: {@link DueTime#EXPECTED}. */
    record BadTime() implements Result {}

    /** There are no such times, or they are less than {@link Recurrence#SHORTEST} apart. */
    record BadRecurrence() implements Result {}

    /** The client's key was used for something else. */
    record KeyConflict() implements Result {}

    /** The sender has {@link ScheduledMessage#MOST} already. */
    record TooMany() implements Result {}

    /** The sender has none such, or it is being said. */
    record NoSuchMessage() implements Result {}
  }

  /**
   * Something to say later.
   *
   * @param clientId the sender's key
   */
  public record Wish(
      UUID roomId, UUID senderId, UUID clientId, String text, Optional<Reply> reply, When when) {}

  /** Schedules it. */
  public Result schedule(Wish wish) {
    if (!MessageText.isSayable(wish.text())) {
      return new Result.Unsayable();
    }
    Instant now = now();
    Optional<Instant> first = first(wish.when(), now);
    if (first.isEmpty()) {
      return refusal(wish.when());
    }
    Optional<Result> refusal = refusal(wish);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ScheduledMessage message =
        new ScheduledMessage(
                UuidV7.at(now),
                wish.senderId(),
                wish.roomId(),
                wish.reply().orElse(null),
                wish.text(),
                null,
                null,
                now,
                0,
                null)
            .at(first.get(), recurrence(wish.when()));
    return switch (scheduled.put(message, wish.clientId(), now)) {
      case Outcome.Kept(ScheduledMessage kept) -> new Result.Scheduled(kept);
      case Outcome.KeyConflict() -> new Result.KeyConflict();
      case Outcome.TooMany() -> new Result.TooMany();
    };
  }

  private Optional<Result> refusal(Wish wish) {
    Optional<Room> room = rooms.find(wish.roomId(), wish.senderId()).filter(Room::isVisible);
    if (room.isEmpty()) {
      return Optional.of(new Result.NoSuchRoom());
    }
    Optional<Powers> powers = room.get().powers();
    if (powers.isEmpty()) {
      return Optional.of(new Result.NotAMember());
    }
    if (powers.get().archived()) {
      return Optional.of(new Result.Archived());
    }
    if (!powers.get().may(Permission.SEND_MESSAGES)) {
      return Optional.of(new Result.NotAllowed());
    }
    boolean threadIsThere =
        wish.reply().map(reply -> threads.exists(wish.roomId(), reply.threadId())).orElse(true);
    return switch (powers.get().block()) {
      case BY_ONESELF -> Optional.of(new Result.Blocked(true));
      case BY_OTHER -> Optional.of(new Result.Blocked(false));
      case NONE -> threadIsThere ? Optional.empty() : Optional.of(new Result.NoSuchThread());
    };
  }

  /** Gives one another text or other times; what is empty stays. */
  public Result change(UUID senderId, UUID id, Optional<String> text, Optional<When> when) {
    if (text.isPresent() && !MessageText.isSayable(text.get())) {
      return new Result.Unsayable();
    }
    Instant now = now();
    Optional<Instant> first = when.flatMap(asked -> first(asked, now));
    if (when.isPresent() && first.isEmpty()) {
      return refusal(when.get());
    }
    return scheduled
        .change(
            senderId,
            id,
            now,
            message -> {
              ScheduledMessage saying = text.map(message::saying).orElse(message);
              return when.map(asked -> saying.at(first.orElseThrow(), recurrence(asked)))
                  .orElse(saying);
            })
        .<Result>map(Result.Scheduled::new)
        .orElseGet(Result.NoSuchMessage::new);
  }

  /** Takes one back; one that there is not was taken back already. */
  public void takeBack(UUID senderId, UUID id) {
    scheduled.takeBack(senderId, id, now());
  }

  /** One's own: what is said next first, what waits for its sender last. */
  public List<ScheduledMessage> of(UUID senderId) {
    return scheduled.of(senderId, ScheduledMessage.MOST);
  }

  /** The first time, if it is possible. */
  private Optional<Instant> first(When when, Instant now) {
    return switch (when) {
      case When.Once(Instant time) ->
          Optional.of(time.truncatedTo(ChronoUnit.MICROS))
              .filter(possible -> DueTime.isPossible(possible, now));
      case When.Again(Recurrence recurrence) ->
          calendar
              .next(recurrence, now)
              .filter(first -> DueTime.isPossible(first, now) && isSeldom(recurrence, first));
    };
  }

  private boolean isSeldom(Recurrence recurrence, Instant first) {
    Instant last = first;
    for (int i = 0; i < LOOKED_AT; i++) {
      Optional<Instant> next = calendar.next(recurrence, last);
      if (next.isEmpty()) {
        return true;
      }
      if (next.get().isBefore(last.plus(Recurrence.SHORTEST))) {
        return false;
      }
      last = next.get();
    }
    return true;
  }

  private static @Nullable Recurrence recurrence(When when) {
    return switch (when) {
      case When.Once ignored -> null;
      case When.Again(Recurrence recurrence) -> recurrence;
    };
  }

  private static Result refusal(When when) {
    return switch (when) {
      case When.Once ignored -> new Result.BadTime();
      case When.Again ignored -> new Result.BadRecurrence();
    };
  }

  /** PostgreSQL keeps microseconds: what is told live is what is read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
