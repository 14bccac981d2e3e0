package dev.parley.chat.app;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.MessageChanges;
import dev.parley.chat.port.MessageChanges.Decision;
import dev.parley.chat.port.MessageChanges.Outcome;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import dev.parley.chat.port.RoomRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * What all changes of messages have in common: members ask for them who are not muted, and the room
 * is not archived.
 */
public final class ChangeMessage {
  private final MessageChanges changes;
  private final RoomRepository rooms;
  private final Clock clock;

  public ChangeMessage(MessageChanges changes, RoomRepository rooms, Clock clock) {
    this.changes = changes;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** So the message is now. */
    record Done(Message message) implements Result {}

    /** There is no room that the person may know of. */
    record NoSuchRoom() implements Result {}

    /** The room is public, the person has not joined; or has left. */
    record NotAMember() implements Result {}

    /** There is no such message in the room. */
    record NoSuchMessage() implements Result {}

    /** The person may not. */
    record Refused(Refusal refusal) implements Result {}

    /** What the message is to say, or the reaction, is none. */
    record Unfit() implements Result {}
  }

  /** A decision for what says something: not to somebody whom one has blocked, or who has. */
  static Decision speaking(Decision decision) {
    return (message, powers) ->
        switch (powers.block()) {
          case NONE -> decision.on(message, powers);
          case BY_ONESELF -> new Verdict.Refuse(Refusal.BLOCKED_BY_ONESELF);
          case BY_OTHER -> new Verdict.Refuse(Refusal.BLOCKED_BY_OTHER);
        };
  }

  Result change(UUID roomId, UUID messageId, UUID personId, Decision decision) {
    Instant now = clock.instant();
    Decision byThoseWhoMayWrite =
        (message, powers) ->
            powers.archived()
                ? new Verdict.Refuse(Refusal.ARCHIVED)
                : powers.isMuted(now)
                    ? new Verdict.Refuse(Refusal.MUTED)
                    : decision.on(message, powers);
    return switch (changes.change(roomId, messageId, personId, now, byThoseWhoMayWrite)) {
      case Outcome.Done done -> new Result.Done(done.message());
      case Outcome.Refused refused -> new Result.Refused(refused.refusal());
      case Outcome.NoSuchMessage ignored -> new Result.NoSuchMessage();
      case Outcome.NotAMember ignored ->
          rooms.find(roomId, personId).filter(Room::isVisible).isPresent()
              ? new Result.NotAMember()
              : new Result.NoSuchRoom();
    };
  }
}
