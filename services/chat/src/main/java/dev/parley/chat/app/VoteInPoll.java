package dev.parley.chat.app;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Poll;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageChanges.Verdict;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import dev.parley.chat.port.Polls;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers polls, and closes them. Any member answers while one is open, and may change their mind;
 * whoever may delete the message closes it.
 */
public final class VoteInPoll {
  private final ChangeMessage change;
  private final LookAtMessage look;
  private final Polls polls;
  private final Clock clock;

  public VoteInPoll(ChangeMessage change, LookAtMessage look, Polls polls, Clock clock) {
    this.change = change;
    this.look = look;
    this.polls = polls;
    this.clock = clock;
  }

  /** What came of looking. */
  public sealed interface Result<T> {
    /** It is this. */
    record Found<T>(T value) implements Result<T> {}

    /** The message is not there for the reader. */
    record NotThere<T>(LookAtMessage.Result<Message> why) implements Result<T> {}

    /** The message asks nothing. */
    record NoPoll<T>() implements Result<T> {}

    /** Nobody is told who answered what. */
    record Anonymous<T>() implements Result<T> {}

    /** There is no such option. */
    record NoSuchOption<T>() implements Result<T> {}
  }

  /** Answers with these options instead of those before; with none, the answer is taken back. */
  public ChangeMessage.Result vote(
      UUID roomId, UUID messageId, UUID personId, SortedSet<Integer> options) {
    return change.change(
        roomId,
        messageId,
        personId,
        ChangeMessage.speaking((message, powers) -> decide(message, options)));
  }

  private Verdict decide(Message message, SortedSet<Integer> options) {
    Poll poll = message.poll();
    if (message.deleted()) {
      return new Verdict.Refuse(Refusal.DELETED);
    }
    if (poll == null) {
      return new Verdict.Refuse(Refusal.NO_POLL);
    }
    if (poll.isClosed(clock.instant())) {
      return new Verdict.Refuse(Refusal.POLL_CLOSED);
    }
    boolean there =
        options.isEmpty() || (options.first() >= 0 && options.last() < poll.options().size());
    return !there || (options.size() > 1 && !poll.multiple())
        ? new Verdict.Refuse(Refusal.NO_SUCH_OPTION)
        : new Verdict.Vote(options);
  }

  /** Closes one; one that is closed stays so. */
  public ChangeMessage.Result close(UUID roomId, UUID messageId, UUID personId) {
    return change.change(
        roomId, messageId, personId, (message, powers) -> decideToClose(message, powers, personId));
  }

  private Verdict decideToClose(Message message, Powers powers, UUID personId) {
    Poll poll = message.poll();
    if (!message.sender().id().equals(personId) && !powers.may(Permission.DELETE_MESSAGES)) {
      return new Verdict.Refuse(Refusal.NOT_YOURS);
    }
    if (poll == null) {
      return new Verdict.Refuse(message.deleted() ? Refusal.DELETED : Refusal.NO_POLL);
    }
    return poll.isClosed(clock.instant()) ? new Verdict.Leave() : new Verdict.ClosePoll();
  }

  /** What one has answered oneself. */
  public Result<List<Integer>> own(UUID roomId, UUID messageId, UUID reader) {
    return within(
        roomId, messageId, reader, poll -> new Result.Found<>(polls.votes(messageId, reader)));
  }

  /** Who has chosen an option. */
  public Result<PeopleInOrder> voters(
      UUID roomId, UUID messageId, UUID reader, int option, Optional<Mark> from, int limit) {
    return within(
        roomId,
        messageId,
        reader,
        poll ->
            poll.anonymous()
                ? new Result.Anonymous<>()
                : option >= poll.options().size()
                    ? new Result.NoSuchOption<>()
                    : new Result.Found<>(polls.voters(messageId, option, from, limit)));
  }

  private <T> Result<T> within(
      UUID roomId, UUID messageId, UUID reader, Function<Poll, Result<T>> what) {
    LookAtMessage.Result<Message> looked = look.at(roomId, messageId, reader);
    if (!(looked instanceof LookAtMessage.Result.Found<Message>(Message message))) {
      return new Result.NotThere<>(looked);
    }
    Poll poll = message.poll();
    return poll == null ? new Result.NoPoll<>() : what.apply(poll);
  }
}
