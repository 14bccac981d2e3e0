package dev.parley.chat.app;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Message;
import dev.parley.chat.port.Acknowledgements;
import dev.parley.chat.port.Acknowledgements.Mark;
import dev.parley.chat.port.Acknowledgements.Stretch;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Acknowledges messages that ask for it. Any member may but its sender, and cannot take it back:
 * the sender goes by it.
 */
public final class AcknowledgeMessage {
  private final ChangeMessage change;
  private final LookAtMessage look;
  private final Acknowledgements acknowledgements;

  public AcknowledgeMessage(
      ChangeMessage change, LookAtMessage look, Acknowledgements acknowledgements) {
    this.change = change;
    this.look = look;
    this.acknowledgements = acknowledgements;
  }

  /** What came of looking. */
  public sealed interface Result<T> {
    /** It is this. */
    record Found<T>(T value) implements Result<T> {}

    /** The message is not there for the reader. */
    record NotThere<T>(LookAtMessage.Result<Message> why) implements Result<T> {}

    /** Nobody is asked to acknowledge it. */
    record NotAsked<T>() implements Result<T> {}
  }

  /** Acknowledges one; once more changes nothing. */
  public ChangeMessage.Result acknowledge(UUID roomId, UUID messageId, UUID personId) {
    return change.change(
        roomId, messageId, personId, (message, powers) -> decide(message, personId));
  }

  private static Verdict decide(Message message, UUID personId) {
    if (message.deleted()) {
      return new Verdict.Refuse(Refusal.DELETED);
    }
    if (!asks(message)) {
      return new Verdict.Refuse(Refusal.NOT_TO_BE_ACKNOWLEDGED);
    }
    return message.sender().id().equals(personId)
        ? new Verdict.Refuse(Refusal.OWN_MESSAGE)
        : new Verdict.Acknowledge();
  }

  private static boolean asks(Message message) {
    Attention attention = message.attention();
    return attention != null && attention.acknowledgements() != null;
  }

  /**
   * Who has acknowledged one, or who has not.
   *
   * @param pending whether those are wanted who have not
   */
  public Result<Stretch> readers(
      UUID roomId, UUID messageId, UUID reader, boolean pending, Optional<Mark> from, int limit) {
    return within(
        roomId,
        messageId,
        reader,
        () ->
            pending
                ? acknowledgements.pending(roomId, messageId, from, limit)
                : acknowledgements.done(messageId, from, limit));
  }

  /** When the reader has acknowledged one; empty if they have not. */
  public Result<Optional<Instant>> own(UUID roomId, UUID messageId, UUID reader) {
    return within(roomId, messageId, reader, () -> acknowledgements.of(messageId, reader));
  }

  private <T> Result<T> within(UUID roomId, UUID messageId, UUID reader, Supplier<T> what) {
    LookAtMessage.Result<Message> looked = look.at(roomId, messageId, reader);
    if (!(looked instanceof LookAtMessage.Result.Found<Message>(Message message))) {
      return new Result.NotThere<>(looked);
    }
    return asks(message) ? new Result.Found<>(what.get()) : new Result.NotAsked<>();
  }
}
