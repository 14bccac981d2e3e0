package dev.parley.chat.app;

import dev.parley.chat.app.LookAtMessage.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.Threads;
import dev.parley.chat.port.Threads.Mark;
import dev.parley.chat.port.Threads.Stretch;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads threads, and follows them. Members of their rooms do; each change is idempotent. */
public final class FollowThreads {
  /** Most participants that are told of one thread. */
  private static final int MOST_PARTICIPANTS = 100;

  /** As many replies come with each of the threads that one follows. */
  private static final int NEWEST = 2;

  private final Threads threads;
  private final RoomRepository rooms;
  private final Clock clock;

  public FollowThreads(Threads threads, RoomRepository rooms, Clock clock) {
    this.threads = threads;
    this.rooms = rooms;
    this.clock = clock;
  }

  /**
   * Replies in ascending position.
   *
   * @param more whether there are more in the direction asked for
   */
  public record Replies(List<Message> messages, boolean more) {}

  /** The thread as it stands. */
  public Result<RoomThread> at(UUID roomId, UUID threadId, UUID reader) {
    return inRoom(roomId, reader, () -> threads.find(roomId, threadId, reader, MOST_PARTICIPANTS));
  }

  /** Reads a page of its replies. */
  public Result<Replies> replies(
      UUID roomId, UUID threadId, UUID reader, Window window, int limit) {
    return within(
        roomId,
        threadId,
        reader,
        () -> {
          // One more than asked for tells whether there are more.
          List<Message> found = threads.replies(roomId, threadId, window, limit + 1);
          if (found.size() <= limit) {
            return new Replies(found, false);
          }
          return switch (window) {
            case Window.Before ignored -> new Replies(found.subList(1, found.size()), true);
            case Window.After ignored -> new Replies(found.subList(0, limit), true);
          };
        });
  }

  /** Everything up to a position is read. */
  public Result<ThreadPosition> read(UUID roomId, UUID threadId, UUID userId, long seq) {
    return within(
        roomId,
        threadId,
        userId,
        () -> threads.read(roomId, threadId, userId, seq, clock.instant()));
  }

  /** What is at a position, and what follows, is unread again. */
  public Result<ThreadPosition> unread(UUID roomId, UUID threadId, UUID userId, long seq) {
    return within(
        roomId,
        threadId,
        userId,
        () -> threads.unread(roomId, threadId, userId, seq, clock.instant()));
  }

  /** Follows it, or follows it no longer. */
  public Result<ThreadPosition> follow(UUID roomId, UUID threadId, UUID userId, boolean whether) {
    return within(
        roomId,
        threadId,
        userId,
        () -> threads.follow(roomId, threadId, userId, whether, clock.instant()));
  }

  /** The threads that somebody follows. */
  public Stretch<RoomThread, Mark> mine(
      UUID userId, boolean unread, Optional<Mark> from, int limit) {
    return threads.followed(userId, unread, from, limit, NEWEST);
  }

  /** How far somebody has read them. */
  public Stretch<ThreadPosition, UUID> positions(UUID userId, Optional<UUID> after, int limit) {
    return threads.positions(userId, after, limit);
  }

  private <T> Result<T> within(UUID roomId, UUID threadId, UUID userId, Supplier<T> what) {
    return inRoom(
        roomId,
        userId,
        () -> threads.exists(roomId, threadId) ? Optional.of(what.get()) : Optional.empty());
  }

  /** To a member, what there is; if there is nothing, there is no such thread. */
  private <T> Result<T> inRoom(UUID roomId, UUID userId, Supplier<Optional<T>> what) {
    Optional<Room> room = rooms.find(roomId, userId).filter(Room::isVisible);
    if (room.isEmpty()) {
      return new Result.NoSuchRoom<>();
    }
    if (!room.get().joined()) {
      return new Result.NotAMember<>();
    }
    Optional<T> found = what.get();
    return found.isPresent() ? new Result.Found<>(found.get()) : new Result.NoSuchMessage<>();
  }
}
