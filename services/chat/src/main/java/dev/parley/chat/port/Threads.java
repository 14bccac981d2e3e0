package dev.parley.chat.port;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.port.MessageRepository.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is said about one message, and who follows it. A thread has the id of that message; of a
 * message that is a reply itself, or that is not in the room, there is none. Changes are announced
 * once they are durable.
 */
public interface Threads {
  /**
   * A stretch of a list.
   *
   * @param next where the next begins; empty on the last
   */
  record Stretch<T, M>(List<T> items, Optional<M> next) {}

  /** A place in the list of threads that somebody follows, by when something was said last. */
  record Mark(Instant lastTime, UUID threadId) {}

  /** The thread as a member of the room sees it, with its first participants. */
  Optional<RoomThread> find(UUID roomId, UUID threadId, UUID viewer, int participants);

  /** Who follows a thread. */
  List<UUID> followers(UUID threadId);

  /** Whether there is such a thread in the room, or a message that can begin it. */
  boolean exists(UUID roomId, UUID threadId);

  /** Replies in ascending position. */
  List<Message> replies(UUID roomId, UUID threadId, Window window, int limit);

  /** Moves the position of who follows it on to the last reply at or before {@code seq}. */
  ThreadPosition read(UUID roomId, UUID threadId, UUID userId, long seq, Instant time);

  /** Moves it back to the last reply before {@code seq}; they follow it then. */
  ThreadPosition unread(UUID roomId, UUID threadId, UUID userId, long seq, Instant time);

  /** Makes a member follow it, who has read all of it; or follow it no longer. */
  ThreadPosition follow(UUID roomId, UUID threadId, UUID userId, boolean whether, Instant time);

  /**
   * Those with replies that somebody follows, in their rooms, the last in which something was said
   * first.
   *
   * @param from where it begins, that included
   * @param newest how many replies come with each
   */
  Stretch<RoomThread, Mark> followed(
      UUID userId, boolean unread, Optional<Mark> from, int limit, int newest);

  /** How far somebody has read what they follow, by the thread's id, after one. */
  Stretch<ThreadPosition, UUID> positions(UUID userId, Optional<UUID> after, int limit);
}
