package dev.parley.chat.port;

import dev.parley.chat.domain.ScheduledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What people say later. Changes are announced once they are durable; with each, its time becomes a
 * job. One that is {@link ScheduledMessage#isOver()} after a change is gone.
 */
public interface ScheduledMessages {
  /** What came of keeping one. */
  sealed interface Outcome {
    /** It is kept; or was before, under the same key. */
    record Kept(ScheduledMessage message) implements Outcome {}

    /** The key was used for something else. */
    record KeyConflict() implements Outcome {}

    /** The sender has {@link ScheduledMessage#MOST} already. */
    record TooMany() implements Outcome {}
  }

  /**
   * Keeps one.
   *
   * @param clientId the sender's key: a repeated call has the same
   */
  Outcome put(ScheduledMessage message, UUID clientId, Instant time);

  /** Changes one; empty if the sender has none such, or it is being said. */
  Optional<ScheduledMessage> change(
      UUID senderId, UUID id, Instant time, UnaryOperator<ScheduledMessage> change);

  /** Takes one back, if there is one and it is not being said. */
  void takeBack(UUID senderId, UUID id, Instant time);

  /**
   * Begins to say what is due then; until {@link #settle}, nobody changes it. Where it was begun
   * before and never came to an end, it is begun again. Empty if it was changed or taken back
   * since.
   */
  Optional<ScheduledMessage> begin(UUID id, Instant sendTime);

  /** What becomes of what was begun, unless somebody else has settled it. */
  void settle(UUID id, Instant sendTime, Instant time, UnaryOperator<ScheduledMessage> change);

  /** Those of a sender: what is said next first, what waits for its sender last. */
  List<ScheduledMessage> of(UUID senderId, int limit);
}
